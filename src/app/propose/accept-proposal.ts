import type { AcceptedBy, Lock, LockEntry } from "../../verdict/lock.ts";
import { printLock } from "../../verdict/lock.ts";
import { editedDisk } from "../lint/edited-disk.ts";
import type { FileChange, World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { lockPath, readProject } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import type { CheckedDraft } from "./check-draft.ts";
import { isSeenAlready, lookAgain } from "./look-again.ts";
import { pendingChange, readPending } from "./pending.ts";
import type { Pending, SeenExample } from "./proposal.ts";
import { proveDrafts } from "./prove.ts";
import type { ProofIo } from "./prove.ts";

/** What was written; taken back, the proposal waits again. */
export interface Accepted {
  readonly changes: readonly FileChange[];
  /** The line of the spec that it begins on now. */
  readonly line: number;
}

/**
 * Writes a proposal into its spec: its own stretch, every other byte as it was; and into the lock who proposed and who
 * accepted each example, with its red evidence. It is checked again first, and run again where its text or its test is
 * not the one that was seen. All files are written, or none, and only if they are as they were read.
 *
 * @param markdown - the person's own words instead of the proposal's; null for these.
 * @throws UserError when it is no more, no longer passes the checks, or a file changed meanwhile.
 */
export async function acceptProposal(
  world: World,
  id: string,
  by: AcceptedBy,
  markdown: string | null,
  io: ProofIo = {},
): Promise<Accepted> {
  const found = (await readPending(world.disk)).find((each) => each.id === id);
  if (found === undefined) throw new UserError(2, `no proposal ${id} waits any more`);
  const pending = markdown === null ? found : { ...found, markdown };
  const [looked] = await lookAgain(world, [pending]);
  const checked = looked?.found ?? null;
  const read = looked?.read ?? null;
  if (checked === null || read === null) {
    throw new UserError(2, `${pending.spec} cannot be read, so nothing is written into it`);
  }
  if ("reason" in checked) throw noLonger(pending, checked.message);
  // Read before the project is: a lock that changes in between makes the write fail, and nothing is lost.
  const lockBefore = await world.disk.read(lockPath);
  const project = await projectWith(world, pending.spec, checked.text);
  const seen = isAsSeen(pending, checked, project)
    ? pending.seen
    : await seeAgain(world, read, pending, checked, io);
  const lock = withExamples(project.lock, pending, seen, by);
  const lockAfter = printLock(lock);
  const changes: FileChange[] = [
    { path: pending.spec, before: read.read.spec.text, after: checked.text },
    ...(seen.length === 0 || lockBefore === lockAfter
      ? []
      : [{ path: lockPath, before: lockBefore, after: lockAfter }]),
    ...(await pendingChange(world.disk, (all) => all.filter((each) => each.id !== id))),
  ];
  await world.disk.write(changes);
  return { changes, line: lineOf(checked) };
}

/** Takes a proposal away; nothing else is written. What comes back can be taken back. */
export async function rejectProposal(world: Pick<World, "disk">, id: string): Promise<readonly FileChange[]> {
  const changes = await pendingChange(world.disk, (all) => all.filter((each) => each.id !== id));
  if (changes.length > 0) await world.disk.write(changes);
  return changes;
}

function noLonger({ spec }: Pending, why: string): UserError {
  return new UserError(2, `the proposal was not written into ${spec}: ${why}`, {
    advice: ["Nothing was written. Change its words, or set it aside."],
  });
}

function projectWith(world: World, spec: string, text: string): Promise<Project> {
  return readProject({ ...world, disk: editedDisk(world.disk, new Map([[spec, text]])) }, [spec]);
}

/** The lock's own rule: evidence stands for the same text and the same test. */
function isAsSeen(pending: Pending, checked: CheckedDraft, { specs }: Project): boolean {
  const tests = new Map(
    specs.flatMap(({ suite }) => suite.tests.map(({ example, hash }) => [example, hash] as const)),
  );
  return isSeenAlready(pending, checked) && pending.seen.every(({ id, test }) => tests.get(id) === test);
}

async function seeAgain(
  world: World,
  { read, reread }: NonNullable<Awaited<ReturnType<typeof lookAgain>>[number]["read"]>,
  pending: Pending,
  checked: CheckedDraft,
  io: ProofIo,
): Promise<readonly SeenExample[]> {
  const { proven, refused } = await proveDrafts(world, read, [checked], reread, io);
  const [proof] = proven;
  if (proof === undefined) throw noLonger(pending, refused[0]?.message ?? "it was not seen red");
  return proof.seen;
}

function withExamples(
  lock: Lock,
  { by }: Pending,
  seen: readonly SeenExample[],
  acceptedBy: AcceptedBy,
): Lock {
  const fresh = seen.map(({ id, text, test, red, now }): [string, LockEntry] => [
    id,
    { text, test, red, held: now === "holds", proposedBy: by, acceptedBy },
  ]);
  return { ...lock, examples: new Map([...lock.examples, ...fresh]) };
}

function lineOf({ text, edit }: CheckedDraft): number {
  const blank = /^\s*/u.exec(edit.text)?.[0].length ?? 0;
  return text.slice(0, edit.offset + blank).split(/\r\n?|\n/u).length;
}
