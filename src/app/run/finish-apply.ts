import { fold } from "../../ledger/fold.ts";
import { readEvents } from "../../ledger/read-events.ts";
import type { ProposedFile, RunEvent } from "../../loop/events.ts";
import { hashText } from "../../loop/hash.ts";
import type { RunState } from "../../loop/state.ts";
import type { World } from "../ports.ts";
import { applyEarlierRun } from "./apply-earlier.ts";
import { proposedChanges, writeApplied } from "./apply.ts";
import { withWaitingRun } from "./waiting-run.ts";

export interface FinishedApply {
  readonly id: string;
  /** All of the run's events, the new ones among them. */
  readonly events: readonly RunEvent[];
  readonly state: RunState;
}

/**
 * Writes what is left of a result that was being written into the project when its process was killed. The person
 * had said yes to it, so nobody is asked again.
 *
 * @param made - the change that the world has been given already; undefined: none.
 * @returns the run; null when the newest one left nothing half-written.
 * @throws UserError when a file is neither as the run found it nor as it leaves it.
 */
export async function finishApply(world: World, made?: string): Promise<FinishedApply | null> {
  const [id] = await world.runs.list();
  if (id === undefined) return null;
  const { applying, proposal } = fold(readEvents(await world.runs.read(id)));
  if (applying === null || !(await hasBegun(world, applying.files))) return null;
  const proposed = new Set(proposal?.files.map(({ path }) => path));
  const isPart =
    applying.files.length < proposed.size && applying.files.every(({ path }) => proposed.has(path));
  if (isPart) await finishPart(world, id, applying.files);
  else await applyEarlierRun(world, id, () => Promise.resolve(true), made);
  const events = readEvents(await world.runs.read(id));
  return { id, events, state: fold(events) };
}

/** True once a file is as it was to be: before that the project is whole, and whoever asks again loses nothing. */
async function hasBegun(world: World, files: readonly ProposedFile[]): Promise<boolean> {
  const found = await Promise.all(
    files.map(async ({ path, preHash, postHash }) => {
      const text = await world.disk.read(path);
      return preHash !== postHash && (text === null ? null : hashText(text)) === postHash;
    }),
  );
  return found.includes(true);
}

/** A person chose these of the files, so the lock says nothing of them. */
async function finishPart(world: World, id: string, files: readonly ProposedFile[]): Promise<void> {
  const paths = new Set(files.map(({ path }) => path));
  await withWaitingRun(world, id, async (ledger) => {
    const changes = await proposedChanges(world, id, ledger);
    await writeApplied(
      world,
      ledger,
      changes.filter(({ path }) => paths.has(path)),
      files,
    );
  });
}
