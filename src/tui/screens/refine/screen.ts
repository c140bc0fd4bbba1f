import type { Effect } from "../../effect.ts";
import type { Shared } from "../../model.ts";
import type { Destination, ScreenOf } from "../../screen.ts";
import { bindingsOf } from "./bindings.ts";
import { arrive, askedCall } from "./state.ts";
import type { RefineState } from "./state.ts";
import { update } from "./update.ts";
import { view } from "./view.ts";

/** Making a spec concrete: what its examples leave open, as one small decision after the other. */
export const refineScreen: ScreenOf<RefineState> & {
  readonly arrive: (
    to: Extract<Destination, { at: "refine" }>,
    shared: Shared,
  ) => { readonly state: RefineState; readonly effects: readonly Effect[] };
} = {
  arrive,
  title: () => "refine",
  bindings: bindingsOf,
  update,
  view,
  isTyping: (state) => (askedCall(state)?.typed ?? null) !== null,
};
