import type { FileChange, World } from "../ports.ts";
import { readProject } from "../read-project.ts";
import { applyRun } from "./apply.ts";
import { withWaitingRun } from "./waiting-run.ts";
import { worldAtRun } from "./world-at-run.ts";

/**
 * Writes what an earlier green run left, by compare-and-swap.
 *
 * @param made - the change that the world has been given already; undefined: none.
 * @returns everything that was written; null when the person said no.
 * @throws UserError when there is no such run, or nothing of it waits.
 */
export function applyEarlierRun(
  world: World,
  id: string,
  accept: (changes: readonly FileChange[]) => Promise<boolean>,
  made?: string,
): Promise<readonly FileChange[] | null> {
  return withWaitingRun(world, id, async (ledger) => {
    const { specs = [], change } = ledger.state().started ?? {};
    const project = await readProject(change === made ? world : await worldAtRun(world, change), specs);
    return applyRun(world, project, { id, ledger, accept });
  });
}
