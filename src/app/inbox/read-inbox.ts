import type { World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { readProject, readTheConfig } from "../read-project.ts";
import { answersOf } from "./answers.ts";
import { editedMatters } from "./edited-matters.ts";
import type { InboxItem } from "./inbox.ts";
import type { Marks } from "./marks.ts";
import { readMarks } from "./marks.ts";
import type { Matter } from "./matter.ts";
import { proposalMatters } from "./proposal-matters.ts";
import { questionMatters } from "./question-matters.ts";
import { runMatters } from "./run-matters.ts";

/**
 * Everything that waits for a person, of all specs: worked out anew from the runs, the suites and the specs. What
 * stands in the way of most comes first, then by the spec's path and line; what was put off comes last.
 *
 * @throws UserError as `readProject` does.
 */
export async function readInbox(world: World): Promise<readonly InboxItem[]> {
  return (await readMatters(world)).map(({ item }) => item);
}

/** As `readInbox`, with what tells whether a matter is still the same. */
export async function readMatters(world: World): Promise<readonly Matter[]> {
  const [project, marks] = await Promise.all([readAll(world), readMarks(world.disk)]);
  if (project === null) return [];
  const ofRuns = await runMatters(world, project, marks);
  const all = distinct([
    ...ofRuns.matters,
    ...(await editedMatters(world.disk, project)),
    ...questionMatters(project),
    ...(await proposalMatters(world, project)),
  ]);
  return all
    .filter(({ item, hash }) => marks.dismissed[item.id] !== hash)
    .map((matter) => complete(matter, marks, ofRuns.runs))
    .toSorted(byOrder);
}

/** The project; null when there is no spec yet, so that nothing can wait. */
async function readAll(world: World): Promise<Project | null> {
  try {
    return await readProject(world, []);
  } catch (error) {
    const { specs } = await readTheConfig(world.disk);
    if ((await world.disk.list(specs, ".md")).length === 0) return null;
    throw error;
  }
}

/** The same question in the same words twice is two matters. */
function distinct(matters: readonly Matter[]): Matter[] {
  const taken = new Map<string, number>();
  return matters.map(({ item, hash }) => {
    const before = taken.get(item.id) ?? 0;
    taken.set(item.id, before + 1);
    return { hash, item: before === 0 ? item : { ...item, id: `${item.id}-${before + 1}` } };
  });
}

function complete(
  { item, hash }: Matter,
  marks: Marks,
  runs: Awaited<ReturnType<typeof runMatters>>["runs"],
): Matter {
  const marked: InboxItem = { ...item, isLater: marks.later[item.id] === hash };
  const run = "run" in item ? (runs.find(({ id }) => id === item.run) ?? null) : null;
  return { hash, item: { ...marked, answers: answersOf(marked, run) } };
}

const order: readonly InboxItem["is"][] = [
  "accept",
  "compromised",
  "flaky",
  "conflict",
  "hand-off",
  "budget",
  "edited-test",
  "proposal",
  "unreviewed",
  "question",
  "damaged-run",
];

function byOrder({ item: one }: Matter, { item: other }: Matter): number {
  return (
    Number(one.isLater) - Number(other.isLater) ||
    order.indexOf(one.is) - order.indexOf(other.is) ||
    (one.spec < other.spec ? -1 : one.spec > other.spec ? 1 : 0) ||
    (one.at ?? 0) - (other.at ?? 0)
  );
}
