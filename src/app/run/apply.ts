import type { Ledger } from "../../ledger/ledger.ts";
import type { ProposedFile } from "../../loop/events.ts";
import { hashText } from "../../loop/hash.ts";
import { printLock } from "../../verdict/lock.ts";
import type { FileChange, World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { lockPath } from "../read-project.ts";
import { receiptChanges } from "../receipts/keep-receipts.ts";
import { changesOf } from "./proposal.ts";

/**
 * Writes what a green run proposes into the project, with the lock's word that its examples have held and a receipt for
 * each spec: all at once, by compare-and-swap, after the person said yes.
 *
 * @returns everything that was written, lock and receipts among it; null when the person said no.
 * @throws UserError when the project's files are no longer as the run found them.
 */
export async function applyRun(
  world: World,
  project: Project,
  {
    id,
    ledger,
    accept,
  }: { id: string; ledger: Ledger; accept: (changes: readonly FileChange[]) => Promise<boolean> },
): Promise<readonly FileChange[] | null> {
  const { proposal } = ledger.state();
  if (proposal === null) return null;
  const changes = await proposedChanges(world, id, ledger);
  if (changes.length > 0 && !(await accept(changes))) return null;
  const lock = printLock(heldLock(project));
  const before = await world.disk.read(lockPath);
  const written = [
    ...changes,
    ...(before === lock ? [] : [{ path: lockPath, before, after: lock }]),
    ...(await receiptChanges(world.disk, id)),
  ];
  await writeApplied(world, ledger, written, proposal.files);
  return written;
}

/**
 * Writes changes into the project, and says so in the run's ledger before and after it: what a kill leaves of them is
 * then known, and finished by `finishApply`.
 *
 * @param proposed - what of the run's proposal is in the project by that.
 * @throws UserError as `ProjectDisk.write`.
 */
export async function writeApplied(
  world: World,
  ledger: Pick<Ledger, "record">,
  changes: readonly FileChange[],
  proposed: readonly { readonly path: string }[],
): Promise<void> {
  await ledger.record({ type: "apply-intended", files: changes.map(intended) });
  await world.disk.write(changes);
  await ledger.record({ type: "applied", files: proposed.map(({ path }) => path) });
}

function intended({ path, before, after }: FileChange): ProposedFile {
  return { path, preHash: hashOrNull(before), postHash: hashOrNull(after) };
}

function hashOrNull(text: string | null): string | null {
  return text === null ? null : hashText(text);
}

/**
 * What a run proposes, as changes to the project's files as they are now.
 *
 * @throws UserError when the project's files are no longer as the run found them.
 */
export async function proposedChanges(
  world: World,
  id: string,
  ledger: Pick<Ledger, "state">,
): Promise<readonly FileChange[]> {
  const proposed = ledger.state().proposal?.files ?? [];
  const files = world.workspaceFiles(world.runs.workspaceDir(id));
  const written = new Map<string, string>();
  for (const { path } of proposed) {
    const read = await files.read(path);
    if (read.is === "file") written.set(path, read.text);
  }
  return changesOf(world.disk, proposed, written);
}

function heldLock({ lock, specs }: Project) {
  const ids = new Set(
    specs.flatMap(({ plan }) => plan.requirements.flatMap(({ examples }) => examples.map(({ id }) => id))),
  );
  return {
    ...lock,
    examples: new Map(
      [...lock.examples].map(([id, entry]) => [id, ids.has(id) ? { ...entry, held: true } : entry]),
    ),
  };
}
