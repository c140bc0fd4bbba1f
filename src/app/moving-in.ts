import { posix } from "node:path";
import type { DialectId } from "../spec/spec.ts";
import { emptyLock } from "../verdict/lock.ts";
import { requirementStatuses } from "../verdict/status.ts";
import type { ProjectDisk, World } from "./ports.ts";
import type { ReadSpec } from "./read-project.ts";
import { readProject } from "./read-project.ts";

/** Specs of other tools that a project has already. */
export interface Existing {
  /** By folder, the one with most requirements first: that is what the configuration will name. */
  readonly folders: readonly ExistingFolder[];
  /** Names of OpenSpec's changes that are not archived. */
  readonly changes: readonly string[];
}

export interface ExistingFolder {
  readonly folder: string;
  readonly counts: readonly DialectCounts[];
  /** Errors in its specs, which would keep a check from running: `FILE:LINE: message`. */
  readonly errors: readonly string[];
}

/** What was read in one dialect. Each requirement is bound, unbound, or checked by a person. */
export interface DialectCounts {
  readonly dialect: DialectId;
  readonly specs: number;
  readonly requirements: number;
  readonly scenarios: number;
  readonly bound: number;
  readonly unbound: number;
  readonly manual: number;
  readonly questions: number;
}

/** Where other tools keep their specs, and what each of their files is called. */
const places = [
  { folder: "openspec/specs", name: "spec.md" },
  { folder: ".kiro/specs", name: "requirements.md" },
  { folder: "specs", name: "spec.md" },
];

/**
 * Finds and reads the specs of known dialects, as a configuration that names their folder would have them read; runs
 * and writes nothing.
 *
 * @returns null where there are none.
 */
export async function readExisting(
  world: Pick<World, "disk" | "templates" | "pipeline">,
): Promise<Existing | null> {
  const folders: ExistingFolder[] = [];
  for (const { folder, name } of places) {
    const files = await world.disk.list(folder, ".md");
    if (!files.some((path) => posix.basename(path) === name)) continue;
    const found = await readFolder(world, folder);
    if (found.counts.some(({ dialect }) => dialect !== "greenbar")) folders.push(found);
  }
  if (folders.length === 0) return null;
  const most = folders.toSorted((one, other) => requirementsOf(other) - requirementsOf(one));
  return { folders: most, changes: await changesOf(world.disk) };
}

/** The sum of several counts. */
export function inAll(counts: readonly DialectCounts[]): Omit<DialectCounts, "dialect"> {
  const sum = (key: keyof Omit<DialectCounts, "dialect">) => counts.reduce((all, each) => all + each[key], 0);
  return {
    specs: sum("specs"),
    requirements: sum("requirements"),
    scenarios: sum("scenarios"),
    bound: sum("bound"),
    unbound: sum("unbound"),
    manual: sum("manual"),
    questions: sum("questions"),
  };
}

async function readFolder(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  folder: string,
): Promise<ExistingFolder> {
  const { specs, diagnostics } = await readProject({ ...world, disk: diskWithSpecs(world.disk, folder) }, []);
  const byDialect = Map.groupBy(specs, ({ spec }) => spec.dialect);
  return {
    folder,
    counts: [...byDialect].map(([dialect, read]) => ({ dialect, ...countsOf(read) })),
    errors: diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ file, place, message }) => `${file}:${place.line}: ${message}`),
  };
}

/** The project as a configuration would have it that names this folder, whatever it says now. */
function diskWithSpecs(disk: ProjectDisk, folder: string): ProjectDisk {
  return {
    ...disk,
    config: async () => {
      const found = await disk.config();
      const path = found?.path ?? "greenbar.config.ts";
      const own = typeof found?.value === "object" ? found.value : {};
      return { path, value: { ...own, specs: folder } };
    },
  };
}

function countsOf(specs: readonly ReadSpec[]): Omit<DialectCounts, "dialect"> {
  const statuses = specs.flatMap(({ plan }) =>
    requirementStatuses(plan, {
      suite: null,
      judge: null,
      lock: emptyLock,
      tests: new Map(),
      edits: new Map(),
    }),
  );
  const having = (wanted: string) => statuses.filter(({ status }) => status === wanted).length;
  const examples = statuses.flatMap((requirement) => requirement.examples);
  return {
    specs: specs.length,
    requirements: statuses.length,
    scenarios: examples.filter(({ kind }) => kind === "scenario").length,
    bound: statuses.length - having("unbound") - having("manual"),
    unbound: having("unbound"),
    manual: having("manual"),
    questions: specs.reduce((sum, { spec }) => sum + spec.questions.length, 0),
  };
}

function requirementsOf({ counts }: ExistingFolder): number {
  return inAll(counts).requirements;
}

async function changesOf(disk: ProjectDisk): Promise<readonly string[]> {
  const deltas = await disk.list("openspec/changes", ".md");
  const names = deltas.map((path) => posix.relative("openspec/changes", path).split("/")[0] ?? "");
  return [...new Set(names)].filter((name) => name !== "archive" && !name.endsWith(".md")).toSorted();
}
