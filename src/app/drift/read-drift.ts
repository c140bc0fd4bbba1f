import type { Drift } from "../../verdict/drift/drift.ts";
import { specDrift } from "../../verdict/drift/spec-drift.ts";
import { requirementId } from "../../plan/ids.ts";
import type { ProjectDisk, World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { lockedSpec } from "./claim-lock.ts";
import type { LockLines } from "./lock-file.ts";
import { readLockFile } from "./lock-file.ts";
import { unneeded } from "./unneeded.ts";

/** What a project's specs, suites, subjects and lock do not say alike. */
export interface ProjectDrift {
  readonly drift: readonly Drift[];
  /** What is said of each example whose test was changed by hand, by its id. */
  readonly edits: ReadonlyMap<string, string>;
}

/**
 * Holds specs, suites, subjects and lock against each other; nothing is run. What belongs to no spec any more is
 * looked for only when all specs were read.
 *
 * @param project - with the specs that are meant.
 * @param every - the specs that are there, drafts among them, when all of them were read; else null.
 */
export async function readDrift(
  world: Pick<World, "disk">,
  project: Project,
  every: Project["specs"] | null,
): Promise<ProjectDrift> {
  const { specs, config, claimed } = project;
  const file = await readLockFile(world.disk);
  const names = every === null ? await namesOfAll(world.disk, project) : namesOf(every, config.specs);
  const found = await Promise.all(
    specs.map(async (read) => {
      const disk = await world.disk.read(read.suite.path);
      return {
        path: read.suite.path,
        ...specDrift(lockedSpec(read, config.specs), claimed, { disk, names, file }),
      };
    }),
  );
  const edits = found.flatMap(({ path, suite }) =>
    suite.edits.map(({ example, message, line }) => [example, `${message} (${path}:${line})`] as const),
  );
  const rest = every === null ? [] : await unneeded(world.disk, project, every, file);
  return {
    drift: [...found.flatMap(({ drift }) => drift), ...rest.map(({ drift }) => drift), ...repeats(file)],
    edits: new Map(edits),
  };
}

function namesOf(specs: Project["specs"], specsFolder: string): readonly string[] {
  return specs.map((read) => lockedSpec(read, specsFolder).name);
}

/**
 * What the ids of all specs begin with, of those that were not read too: by their paths alone, whether or not their
 * folder names them.
 */
export async function namesOfAll(
  disk: Pick<ProjectDisk, "list">,
  { specs, config }: Pick<Project, "specs" | "config">,
): Promise<readonly string[]> {
  const paths = await disk.list(config.specs, ".md");
  const others = paths.filter((path) => specs.every(({ plan }) => plan.spec !== path));
  const named = others.flatMap((file) =>
    [false, true].map((isNamedByFolder) => requirementId({ file, isNamedByFolder }, config.specs, [])),
  );
  return [...namesOf(specs, config.specs), ...named];
}

/** Of an entry that stands twice, as a merge may leave it, the last one counts. */
function repeats({ path, repeated }: LockLines): Drift[] {
  return [...repeated].map(([id, line]) => ({
    kind: "lock-repeated",
    file: path,
    line,
    spec: null,
    examples: [id],
    message: `\`${id}\` stands here again, as a merge may leave it; the last one counts`,
    wayOut: "greenbar generate-tests writes the lock anew",
  }));
}
