import type { Effect } from "../../effect.ts";
import type { ScreenOf } from "../../screen.ts";
import { bindingsFor, typing } from "./bindings.ts";
import type { InboxState } from "./state.ts";
import { currentOf, firstState } from "./state.ts";
import { update } from "./update.ts";
import { view } from "./view.ts";

/** The inbox: one queue for all specs, one decision at a time. */
export const inboxScreen: ScreenOf<InboxState> & {
  readonly arrive: () => { readonly state: InboxState; readonly effects: readonly Effect[] };
} = {
  arrive: () => ({ state: firstState, effects: [{ do: "ask", request: { do: "inbox" } }] }),
  title: () => "inbox",
  bindings: (state, shared) =>
    state.typed === null ? bindingsFor(currentOf(state, shared)?.item ?? null) : typing,
  update,
  view,
  isTyping: ({ typed }) => typed !== null,
};
