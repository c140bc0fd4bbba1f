import type { Proposal } from "../engine/calls.ts";
import type { FileChange, World } from "../ports.ts";
import { proposedChanges, writeApplied } from "./apply.ts";
import { withWaitingRun } from "./waiting-run.ts";

/**
 * What a green run would change in the project as it is now.
 *
 * @throws UserError when there is no such run, nothing of it waits, or the project's files changed since.
 */
export async function readProposal(world: World, run: string): Promise<Proposal> {
  return withWaitingRun(world, run, async (ledger) => {
    const state = ledger.state();
    return { run, state, changes: await proposedChanges(world, run, ledger) };
  });
}

/**
 * Writes some of a green run's files. A part of them was never judged by itself, so the lock does not say that the
 * examples have held.
 *
 * @returns the changes, as they were written.
 * @throws UserError as `readProposal` does.
 */
export async function applyPart(
  world: World,
  run: string,
  paths: readonly string[],
): Promise<readonly FileChange[]> {
  const held = await world.runs.hold(run);
  return withWaitingRun(world, run, async (ledger) => {
    const chosen = (await proposedChanges(world, run, ledger)).filter(({ path }) => paths.includes(path));
    await writeApplied(world, ledger, chosen, chosen);
    return chosen;
  }).finally(() => held.release());
}
