import type { FileChange, World } from "../ports.ts";
import { readProject } from "../read-project.ts";
import { applyRun } from "./apply.ts";
import { withWaitingRun } from "./waiting-run.ts";

/**
 * Writes what an earlier green run left, by compare-and-swap.
 *
 * @returns everything that was written; null when the person said no.
 * @throws UserError when there is no such run, or nothing of it waits.
 */
export function applyEarlierRun(
  world: World,
  id: string,
  accept: (changes: readonly FileChange[]) => Promise<boolean>,
): Promise<readonly FileChange[] | null> {
  return withWaitingRun(world, id, async (ledger) => {
    const project = await readProject(world, ledger.state().started?.specs ?? []);
    return applyRun(world, project, { id, ledger, accept });
  });
}
