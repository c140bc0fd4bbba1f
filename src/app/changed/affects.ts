import { posix } from "node:path";
import type { Lock } from "../../verdict/lock.ts";
import type { Project, ReadSpec } from "../read-project.ts";
import type { ModuleReach } from "./module-reach.ts";

/** What changed, as one asks about it for each spec. */
export interface ChangedPaths {
  readonly paths: readonly string[];
  /** The lock as it was; null where it did not change. */
  readonly lockBefore: Lock | null;
}

/**
 * What of a change counts for every spec; null where there is nothing of the kind.
 *
 * @param setup - reach of the files that configure how suites are run, and of those that they name.
 */
export function affectsAll(
  { paths }: ChangedPaths,
  { config }: Pick<Project, "config">,
  setup: ModuleReach,
): string | null {
  const found = paths.find((path) => isConfiguration(path) || isElsewhere(path) || setup.paths.has(path));
  if (found !== undefined) return `${found} changed`;
  return setup.unknown !== null && paths.some((path) => isSource(path, config)) ? setup.unknown : null;
}

/**
 * The first thing that changed and that a spec rests on; null where there is none.
 *
 * @param reach - of the modules that the spec names.
 */
export function affects(
  { paths, lockBefore }: ChangedPaths,
  { spec, plan, suite }: ReadSpec,
  { config, lock }: Pick<Project, "config" | "lock">,
  reach: ModuleReach,
): string | null {
  const own = paths.find((path) => path === spec.file || path === suite.path || reach.paths.has(path));
  if (own !== undefined) return own;
  if (reach.unknown !== null && paths.some((path) => isSource(path, config))) return reach.unknown;
  if (lockBefore === null) return null;
  const ids = plan.requirements.flatMap(({ examples }) => examples.map(({ id }) => id));
  const differs =
    lock.suites.get(suite.path) !== lockBefore.suites.get(suite.path) ||
    ids.some((id) => JSON.stringify(lock.examples.get(id)) !== JSON.stringify(lockBefore.examples.get(id)));
  return differs ? "its entries in .greenbar/lock.json" : null;
}

/** Files that say how everything is built, run or resolved, wherever they stand. */
function isConfiguration(path: string): boolean {
  const name = posix.basename(path);
  return (
    /^(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-(?:lock|workspace)\.yaml|bun\.lockb?)$/.test(
      name,
    ) ||
    /^(?:tsconfig|jsconfig)\b.*\.json$/.test(name) ||
    /^(?:greenbar|vite|vitest|babel|postcss|svelte|tailwind)\.(?:config|workspace)\.\w+$/.test(name) ||
    /^\.(?:env|npmrc|babelrc|swcrc|node-version|nvmrc|gitignore|gitattributes)\b/.test(name) ||
    path.startsWith(".greenbar/templates/")
  );
}

/** Of the repository, beside the project: another package may be linked into it. Prose is not. */
function isElsewhere(path: string): boolean {
  return path.startsWith("../") && !path.endsWith(".md");
}

/** Whether code that reads files as it runs may read this one: all but specs, suites and greenbar's own records. */
function isSource(path: string, { specs, tests }: Project["config"]): boolean {
  const isBelow = (folder: string) => path.startsWith(`${folder}/`);
  return !isBelow(specs) && !isBelow(tests) && !isBelow(".greenbar") && !path.endsWith(".md");
}
