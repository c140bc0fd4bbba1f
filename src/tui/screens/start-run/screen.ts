import type { Effect } from "../../effect.ts";
import type { Destination, ScreenOf } from "../../screen.ts";
import { startRunBindings } from "./bindings.ts";
import type { StartRunState } from "./state.ts";
import { arriveAtStartRun } from "./state.ts";
import { updateStartRun } from "./update.ts";
import { viewStartRun } from "./view.ts";

/** What a run is started with: who writes the code, and within what limits. */
export const startRunScreen: ScreenOf<StartRunState> & {
  readonly arrive: (to: Extract<Destination, { at: "start-run" }>) => {
    readonly state: StartRunState;
    readonly effects: readonly Effect[];
  };
} = {
  arrive: arriveAtStartRun,
  title: () => "start a run",
  bindings: startRunBindings,
  update: updateStartRun,
  view: viewStartRun,
  isTyping: ({ isTypingModel }) => isTypingModel,
};
