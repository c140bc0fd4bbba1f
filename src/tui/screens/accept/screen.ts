import type { Effect } from "../../effect.ts";
import type { Destination, ScreenOf } from "../../screen.ts";
import { acceptBindings } from "./bindings.ts";
import type { AcceptState } from "./state.ts";
import { arriveAtAccept } from "./state.ts";
import { updateAccept } from "./update.ts";
import { viewAccept } from "./view.ts";

/** A green run's files, one diff after the other: accept them, some of them, or none. */
export const acceptScreen: ScreenOf<AcceptState> & {
  readonly arrive: (to: Extract<Destination, { at: "accept" }>) => {
    readonly state: AcceptState;
    readonly effects: readonly Effect[];
  };
} = {
  arrive: arriveAtAccept,
  title: () => "accept",
  bindings: acceptBindings,
  update: updateAccept,
  view: viewAccept,
  isTyping: ({ phase }) => phase === "declining",
};
