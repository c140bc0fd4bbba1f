import type { Effect } from "../../effect.ts";
import type { Destination, ScreenOf } from "../../screen.ts";
import { runBindings } from "./bindings.ts";
import type { RunScreenState } from "./state.ts";
import { arriveAtRun } from "./state.ts";
import { updateRun } from "./update.ts";
import { viewRun } from "./view.ts";

/** A run as it happens: what the agent says and does, its verdicts and budgets; one can pause, stop and talk to it. */
export const runScreen: ScreenOf<RunScreenState> & {
  readonly arrive: (to: Extract<Destination, { at: "run" }>) => {
    readonly state: RunScreenState;
    readonly effects: readonly Effect[];
  };
} = {
  arrive: arriveAtRun,
  title: () => "run",
  bindings: runBindings,
  update: updateRun,
  view: viewRun,
  isTyping: ({ asks }) => asks.is !== "nothing",
};
