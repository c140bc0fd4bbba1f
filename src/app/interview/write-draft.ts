import type { AcceptedBy, LockEntry } from "../../verdict/lock.ts";
import { printLock } from "../../verdict/lock.ts";
import type { PlaceOfNew } from "../new-spec.ts";
import type { FileChange, World } from "../ports.ts";
import type { Proposed, SeenExample } from "../propose/proposal.ts";
import type { ProofIo } from "../propose/prove.ts";
import type { Project } from "../read-project.ts";
import { lockPath, readProject } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import type { SettledDraft } from "./settle-draft.ts";
import { settleDraft } from "./settle-draft.ts";
import { withNewSpec } from "./with-new-spec.ts";

/**
 * Writes a new spec, and into the lock who drafted and who accepted each of its examples, with its red evidence. Both
 * files are written or neither, and only where the spec is still not there and the lock is as it was read.
 *
 * @throws UserError when the project changed meanwhile so that not all of it compiles and is red any more.
 */
export async function writeDraft(
  world: World,
  place: PlaceOfNew,
  settled: SettledDraft,
  by: { readonly proposedBy: Proposed; readonly acceptedBy: AcceptedBy },
  io: ProofIo,
): Promise<readonly FileChange[]> {
  // Read before the project is: a lock that changes in between makes the write fail, and nothing is lost.
  const before = await world.disk.read(lockPath);
  const project = await readProject(withNewSpec(world, place.path, settled.text), [place.path]);
  const seen = isAsSeen(settled.seen, project) ? settled.seen : await seeAgain(world, place, settled, io);
  const fresh = seen.map(({ id, text, test, red, now }): [string, LockEntry] => [
    id,
    { text, test, red, held: now === "holds", ...by },
  ]);
  const after = printLock({ ...project.lock, examples: new Map([...project.lock.examples, ...fresh]) });
  const changes: FileChange[] = [
    { path: place.path, before: null, after: settled.text },
    ...(seen.length === 0 || before === after ? [] : [{ path: lockPath, before, after }]),
  ];
  await world.disk.write(changes);
  return changes;
}

/** The lock's own rule: evidence stands for the same test. */
function isAsSeen(seen: readonly SeenExample[], { specs }: Project): boolean {
  const tests = specs.flatMap(({ suite }) => suite.tests);
  const known = new Map(seen.map(({ id, test }) => [id, test]));
  return tests.length === seen.length && tests.every(({ example, hash }) => known.get(example) === hash);
}

async function seeAgain(
  world: World,
  place: PlaceOfNew,
  { drafted, text }: SettledDraft,
  io: ProofIo,
): Promise<readonly SeenExample[]> {
  const again = await settleDraft(world, place, { drafted, refused: [] }, [], io);
  if (again.text === text) return again.seen;
  throw new UserError(
    2,
    `${place.path} was not written: ${again.refused[0]?.message ?? "not all of it is red"}`,
    {
      advice: ["The project changed meanwhile. Ask for the draft again."],
    },
  );
}
