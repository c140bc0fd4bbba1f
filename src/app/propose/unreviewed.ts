import { isUnreviewed, printLock } from "../../verdict/lock.ts";
import type { FileChange, World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { lockPath, readProject } from "../read-project.ts";

/** An example that was accepted by nobody. */
export interface UnreviewedExample {
  readonly id: string;
  readonly spec: string;
  readonly requirement: string;
  readonly title: string;
  readonly line: number;
  /** Its Markdown. */
  readonly text: string;
  /** Who proposed it, as the lock says. */
  readonly by: string;
}

/** The examples of a project that `--accept-all` put into its specs, and that nobody has confirmed since. */
export function unreviewedExamples({ specs, lock }: Project): readonly UnreviewedExample[] {
  return specs.flatMap(({ plan }) =>
    plan.requirements.flatMap((requirement) =>
      requirement.examples
        .filter((example) => isUnreviewed(lock, example))
        .map(({ id, title, place, text }) => {
          const by = lock.examples.get(id)?.proposedBy;
          return {
            id,
            spec: plan.spec,
            requirement: requirement.title,
            title,
            line: place.line,
            text,
            by: [by?.agent, by?.model].filter((part) => part !== null && part !== undefined).join(" "),
          };
        }),
    ),
  );
}

/** A person says that a spec's unreviewed examples are what is meant: the lock says so from then on. */
export async function confirmExamples(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  spec: string,
): Promise<{ readonly confirmed: readonly UnreviewedExample[]; readonly changes: readonly FileChange[] }> {
  // Read before the project is: a lock that changes in between makes the write fail.
  const before = await world.disk.read(lockPath);
  const project = await readProject(world, [spec]);
  const confirmed = unreviewedExamples(project);
  if (confirmed.length === 0) return { confirmed, changes: [] };
  const ids = new Set(confirmed.map(({ id }) => id));
  const examples = new Map(
    [...project.lock.examples].map(
      ([id, entry]) => [id, ids.has(id) ? { ...entry, acceptedBy: "person" as const } : entry] as const,
    ),
  );
  const changes = [{ path: lockPath, before, after: printLock({ ...project.lock, examples }) }];
  await world.disk.write(changes);
  return { confirmed, changes };
}
