import { isResumable, proposalWaits } from "../../../loop/state.ts";
import type { Shared } from "../../model.ts";
import type { RunView } from "../../run-view.ts";

/** How a run stands, as far as it decides what the keys mean and what is said about it. */
export type Situation =
  /** Nothing of it was heard yet. */
  | { readonly is: "unknown"; readonly isLive: boolean }
  | { readonly is: "running"; readonly view: RunView }
  | { readonly is: "paused"; readonly view: RunView }
  | { readonly is: "waits-for-edit"; readonly view: RunView; readonly brief: string }
  | { readonly is: "waits-for-answer"; readonly view: RunView }
  | { readonly is: "conflict"; readonly view: RunView }
  | { readonly is: "compromised"; readonly view: RunView }
  /** Its process is gone, and it did not say that it ended. */
  | { readonly is: "lost"; readonly view: RunView }
  /** Ended before anything was decided; it can go on. */
  | { readonly is: "stopped"; readonly view: RunView }
  | { readonly is: "ended"; readonly view: RunView; readonly canGoOn: boolean };

/** How the run stands, by what was heard of it and whether its process is alive. */
export function situationOf(run: string, shared: Shared): Situation {
  const view = shared.runs.get(run);
  const isAlive = shared.liveRuns.has(run);
  if (view === undefined || view.state.started === null) return { is: "unknown", isLive: isAlive };
  const { state, ended, brief, isPaused } = view;
  if (proposalWaits(state)) return { is: "waits-for-answer", view };
  if (state.outcome === "compromised") return { is: "compromised", view };
  if (state.outcome === "ambiguous") return { is: "conflict", view };
  if (state.outcome !== null) return { is: "ended", view, canGoOn: isResumable(state) };
  if (ended !== null) return { is: "stopped", view };
  if (!isAlive) return state.paused === null ? { is: "lost", view } : { is: "stopped", view };
  if (brief !== null) return { is: "waits-for-edit", view, brief };
  return isPaused ? { is: "paused", view } : { is: "running", view };
}

/** True while the run's process takes what it is told. */
export function isLive({ is }: Situation): boolean {
  return is === "running" || is === "paused" || is === "waits-for-edit";
}
