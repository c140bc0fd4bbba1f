import { openLedger } from "../../ledger/ledger.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { FileChange, World } from "../ports.ts";
import { applyEarlierRun } from "../run/apply-earlier.ts";
import type { Done } from "./inbox.ts";
import { changeMarks, without } from "./marks.ts";

/** A run whose proposal is decided, and the item of the inbox that it is. */
export interface SettledRun {
  readonly item: string;
  readonly run: string;
}

/** Writes what a green run left, as `run --apply` does. */
export function acceptRun(world: World, of: SettledRun): Promise<Done> {
  return settle(world, of, async () => {
    const shown: FileChange[] = [];
    const written = await applyEarlierRun(world, of.run, (changes) => {
      shown.push(...changes);
      return Promise.resolve(true);
    });
    const files = shown.map(({ path }) => path).join(", ");
    return {
      said: files === "" ? "Accepted; it was written already." : `Wrote ${files}.`,
      changes: written ?? [],
    };
  });
}

/** Leaves what a green run found unwritten. */
export function declineRun(world: World, of: SettledRun): Promise<Done> {
  return settle(world, of, async () => {
    await withLedger(world, of.run, (ledger) => ledger.record({ type: "proposal-declined" }));
    return { said: "Declined; nothing was written.", changes: [] };
  });
}

/**
 * Decides a run's proposal so that it can be taken back. A ledger is only ever appended to, so the run stays decided
 * there; that the decision was taken back stands in the inbox's own file. The run is marked there as reopened before
 * it is decided, and the last of the changes takes the mark away: whoever undoes the changes puts it back together
 * with the files, and the run waits again. To decide it anew, its ledger is given a second `proposal` first.
 */
async function settle(world: World, of: SettledRun, work: () => Promise<Done>): Promise<Done> {
  const held = await world.runs.hold(of.run);
  try {
    return await settleHeld(world, of, work);
  } finally {
    await held.release();
  }
}

async function settleHeld(world: World, { item, run }: SettledRun, work: () => Promise<Done>): Promise<Done> {
  await changeMarks(world.disk, (marks) => ({
    ...marks,
    reopened: [...marks.reopened.filter((id) => id !== run), run],
  }));
  let done: Done;
  let unmarked: readonly FileChange[] = [];
  try {
    await proposeAgain(world, run);
    done = await work();
  } finally {
    unmarked = await changeMarks(world.disk, (marks) => ({
      ...marks,
      later: without(marks.later, item),
      reopened: marks.reopened.filter((id) => id !== run),
    }));
  }
  return { said: done.said, changes: [...done.changes, ...unmarked] };
}

/** A run that was decided, and reopened since, waits again in its ledger too. */
async function proposeAgain(world: World, run: string): Promise<void> {
  await withLedger(world, run, async (ledger) => {
    const { decided, proposal } = ledger.state();
    if (decided !== null && proposal !== null)
      await ledger.record({ type: "proposal", files: proposal.files });
  });
}

async function withLedger(world: World, run: string, work: (ledger: Ledger) => Promise<void>): Promise<void> {
  const journal = await world.runs.open(run);
  try {
    const since = world.now();
    await work(await openLedger({ journal, sessionMs: () => world.now() - since }));
  } finally {
    await journal.close();
  }
}
