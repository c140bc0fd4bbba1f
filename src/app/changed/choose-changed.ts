import { readLock } from "../../verdict/lock.ts";
import type { ProjectDisk } from "../ports.ts";
import { rootsOf } from "../receipts/tree-facts.ts";
import { lockPath } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import { affects, affectsAll } from "./affects.ts";
import type { ChangedPaths } from "./affects.ts";
import type { ChangedFiles, ChangedSince } from "./changed-files.ts";
import type { Choose } from "./choose.ts";
import { createModuleReach } from "./module-reach.ts";

/** What a choice by change was made with, for a person. */
export interface ChangeSaid {
  /** What it was compared with; null where that could not be told. */
  readonly since: string | null;
  /** Why every spec is checked; null where only some need be. */
  readonly all: string | null;
}

/**
 * Chooses the specs that a change can affect: their own text, suite and entries of the lock, the modules that they name
 * and all that these import in the project. Where it cannot be known what a module reads, any change of code counts.
 *
 * @param ref - compared with this commit; null: as `ChangedFiles` says.
 * @param say - told once what it was compared with.
 * @throws UserError when the ref that was named is no commit.
 */
export function chooseChanged(
  disk: ProjectDisk,
  changed: ChangedFiles,
  ref: string | null,
  say: (said: ChangeSaid) => void,
): Choose {
  return async (project) => {
    const everything = { run: project.specs, byReceipt: [], untouched: [] };
    const found = await changed.since(ref);
    if ("problem" in found) {
      if (ref !== null) {
        throw new UserError(2, `what changed since ${ref} cannot be told: ${found.problem}`, {
          advice: ["--changed takes a branch, a tag or a commit: greenbar check --changed=main"],
        });
      }
      say({ since: null, all: found.problem });
      return everything;
    }
    const paths = await changedPaths(found);
    const reach = createModuleReach((path) => readText(disk, path), await packagesOf(disk));
    const all = affectsAll(paths, project, await reach(await setupOf(disk)));
    say({ since: found.since, all });
    if (all !== null) return everything;
    const touched = await Promise.all(
      project.specs.map(
        async (spec) => affects(paths, spec, project, await reach(rootsOf(project, spec.plan))) !== null,
      ),
    );
    return {
      ...everything,
      run: project.specs.filter((_, at) => touched[at]),
      untouched: project.specs.filter((_, at) => touched[at] !== true),
    };
  };
}

async function changedPaths(found: ChangedSince): Promise<ChangedPaths> {
  const lock = found.paths.includes(lockPath) ? readLock(await found.before(lockPath)) : null;
  return {
    paths: found.paths.filter((path) => path !== lockPath),
    // One that could not be read says nothing of what was in it: then every entry counts as changed.
    lockBefore:
      lock === null ? null : "lock" in lock ? lock.lock : { examples: new Map(), suites: new Map() },
  };
}

const configurationNames = ["vitest.config", "vite.config", "vitest.workspace", "greenbar.config"].flatMap(
  (name) => ["ts", "mts", "cts", "js", "mjs", "cjs"].map((ending) => `${name}.${ending}`),
);

/** The configuration files that are there, and the modules that they name by a path: setup files, projects. */
async function setupOf(disk: ProjectDisk): Promise<readonly string[]> {
  const texts = await Promise.all(
    configurationNames.map(async (path) => [path, await disk.read(path)] as const),
  );
  const there = texts.flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
  const named = there.flatMap(({ text }) =>
    [...text.matchAll(/["'`](?:\.\/)?([\w@][\w./@-]*\.[cm]?[jt]sx?)["'`]/g)].map((match) => match[1] ?? ""),
  );
  const kinds = await Promise.all(named.map((path) => disk.kindOf(path)));
  return [...there.map(({ path }) => path), ...named.filter((_, at) => kinds[at] === "file")];
}

/** A folder, or what is there and no text, is not followed. */
async function readText(disk: ProjectDisk, path: string): Promise<string | null> {
  return (await disk.kindOf(path)) === "file" ? disk.read(path) : null;
}

/** The names of package.json's dependencies that come from elsewhere: what a path or a workspace links is the project's own. */
async function packagesOf(disk: ProjectDisk): Promise<ReadonlySet<string>> {
  const json = JSON.parse((await disk.read("package.json")) ?? "{}") as Record<string, unknown>;
  const lists = Object.entries(json).filter(([key]) => /^(?:dev|peer|optional)?dependencies$/i.test(key));
  return new Set(
    lists.flatMap(([, list]) =>
      Object.entries((list ?? {}) as Record<string, unknown>).flatMap(([name, version]) =>
        /^(?:workspace|link|file|portal):/.test(String(version)) ? [] : [name],
      ),
    ),
  );
}
