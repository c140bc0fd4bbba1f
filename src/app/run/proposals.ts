import { openLedger } from "../../ledger/ledger.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { proposalWaits } from "../../loop/state.ts";
import type { Proposal } from "../engine/calls.ts";
import type { FileChange, World } from "../ports.ts";
import { UserError } from "../user-error.ts";
import { proposedChanges } from "./apply.ts";

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
    await world.disk.write(chosen);
    await ledger.record({ type: "applied", files: chosen.map(({ path }) => path) });
    return chosen;
  }).finally(() => held.release());
}

async function withWaitingRun<Result>(
  world: World,
  run: string,
  work: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  const ids = await world.runs.list();
  if (!ids.includes(run)) {
    throw new UserError(2, `there is no run ${run}`, {
      advice: [ids.length === 0 ? "No run has been made here." : `There are: ${ids.slice(0, 5).join(", ")}.`],
    });
  }
  const journal = await world.runs.open(run);
  try {
    const since = world.now();
    const ledger = await openLedger({ journal, sessionMs: () => world.now() - since });
    if (!proposalWaits(ledger.state())) {
      const { decided, outcome } = ledger.state();
      const why = decided === "applied" ? "it was applied already" : `it ended ${outcome ?? "undecided"}`;
      throw new UserError(2, `nothing of run ${run} waits: ${why}`);
    }
    return await work(ledger);
  } finally {
    await journal.close();
  }
}
