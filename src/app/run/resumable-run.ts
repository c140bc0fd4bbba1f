import { fold } from "../../ledger/fold.ts";
import { readEvents } from "../../ledger/read-events.ts";
import { isResumable, proposalWaits } from "../../loop/state.ts";
import type { RunState } from "../../loop/state.ts";
import type { Runs } from "../ports.ts";
import type { AgentKind } from "./agents.ts";

/**
 * The newest run that `run` would go on with: of the same specs and change, agent and model, begun on the project as it is
 * now, and not decided, or green and waiting to be applied.
 *
 * @param snapshot - hash of the project as it is; null when its suites have yet to be written, so that it is none of
 * a run in a copy.
 * @returns its id, or null.
 */
export async function resumableRun(
  runs: Runs,
  of: RunOf,
  agent: AgentKind,
  snapshot: string | null,
): Promise<string | null> {
  const [newest] = await runs.list();
  if (newest === undefined) return null;
  const state = fold(readEvents(await runs.read(newest)));
  const { started } = state;
  if (started === null || !(isResumable(state) || proposalWaits(state))) return null;
  const isSame = isOf(state, agent, of) && (agent.worksIn === "tree" || started.snapshot === snapshot);
  return isSame ? newest : null;
}

/** What a run is about. */
export interface RunOf {
  readonly specs: readonly string[];
  readonly change?: string | undefined;
}

/** True when a run is of this agent with this model, and of just these specs, as they are or as the change has them. */
export function isOf({ started }: RunState, agent: AgentKind, { specs, change }: RunOf): boolean {
  return (
    started?.change === change &&
    started?.agent === agent.name &&
    started.model === agent.model &&
    JSON.stringify(started.specs) === JSON.stringify(specs)
  );
}
