import type { Ready } from "./agent.ts";
import { exhausted } from "./budget.ts";
import type { Pace } from "./pace.ts";
import type { RunState } from "./state.ts";

/**
 * Ready while the run is not interrupted and no budget is used up. Limits are read anew each time: they may have
 * been changed meanwhile.
 *
 * @param run - `elapsedMs`: milliseconds of the run's own time.
 */
export function withinBudget(run: {
  readonly state: () => RunState;
  readonly elapsedMs: () => number;
  readonly signal: AbortSignal;
}): Ready {
  return () => {
    if (run.signal.aborted) return Promise.resolve({ is: "interrupted" });
    const { budgets, spent } = run.state();
    const used = exhausted(budgets, spent, run.elapsedMs());
    return Promise.resolve(used === null ? null : { is: "budget", exhausted: used });
  };
}

/** The same at the pace that a person sets: it waits through a pause, and ends when the run is to stop. */
export function atPace(ready: Ready, pace: Pace): Ready {
  return async () => ((await pace.next()) ? ready() : { is: "interrupted" });
}
