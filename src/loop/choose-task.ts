import type { Failure, StartedWhy, Verdict } from "./events.ts";
import type { RunState } from "./state.ts";

/** What the agent is given to do next. */
export interface Task {
  readonly requirement: string;
  readonly why: StartedWhy;
  readonly failing: readonly Failure[];
  readonly problems: readonly string[];
  /** Ids of requirements of which a hold-out fails. */
  readonly heldOut: readonly string[];
}

/**
 * One requirement at a time, in the order of the document; what held once must hold again before the next one.
 * @returns null when nothing is left that code could mend
 */
export function chooseTask(requirements: readonly string[], state: RunState, verdict: Verdict): Task | null {
  const { problems, heldOut } = verdict;
  const failing = verdict.failures.filter(isFixable);
  const lost = failing.filter((failure) => state.held.includes(failure.example));
  const isOpen = (id: string) =>
    failing.some((failure) => failure.requirement === id) || heldOut.includes(id);
  const current = state.requirement;
  const stays = current !== null && (isOpen(current) || lost.length > 0 || problems.length > 0);
  const open = stays ? current : requirements.find(isOpen);
  const requirement = open ?? (problems.length > 0 ? requirements[0] : undefined);
  if (requirement === undefined) return null;
  return {
    requirement,
    why: heldOut.includes(requirement) ? "hold-out" : verdict.by === "judge" ? "verdict" : "red",
    failing: failing.filter((failure) => failure.requirement === requirement || lost.includes(failure)),
    problems,
    heldOut: heldOut.filter((id) => id === requirement),
  };
}

/** An agent writes code, not examples: a requirement that has none yet is not for it to mend. */
export function isFixable(failure: Failure): boolean {
  return failure.kind !== "unbound";
}
