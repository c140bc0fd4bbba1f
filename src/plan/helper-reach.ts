import type { ImportedModule, ModuleImports, Surroundings, Taken } from "./plan.ts";
import { sourcesOf } from "./subject-paths.ts";
import type { NamedModules } from "./subject-paths.ts";

/** What a helper of a spec loads, by relative imports. */
export interface HelperReach {
  readonly helper: string;
  /** Subjects of the spec that it loads, each once. */
  readonly subjects: readonly string[];
  /** Modules of the project that it loads, itself and subjects left out. */
  readonly loads: readonly string[];
  /** What it and these take of the spec's subjects. */
  readonly takes: readonly (readonly [subject: string, taken: Taken])[];
  /** One of them imports something that may be a subject: an alias, a name that is worked out. */
  readonly open: boolean;
}

/**
 * Follows the imports of each helper of a spec as far as its subjects. What lies behind a subject does not count: a
 * stub stands in for it, and imports nothing.
 */
export function helperReaches(
  { modules, helpers }: NamedModules,
  { imports = [] }: Pick<Surroundings, "imports">,
): readonly HelperReach[] {
  if (helpers.length === 0) return [];
  const byPath = new Map(imports.map((each) => [each.path, each]));
  const subjects = modules.map(({ path }) => path);
  return helpers.map(({ path }) => reachOf(path, byPath, subjects));
}

function reachOf(
  helper: string,
  imports: ReadonlyMap<string, ModuleImports>,
  subjects: readonly string[],
): HelperReach {
  const seen = new Set<string>();
  const met = new Set<string>();
  const takes: (readonly [string, Taken])[] = [];
  let open = false;
  const queue = [helper];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const own = imports.get(path);
    open ||= own?.open ?? false;
    for (const from of own?.from ?? []) {
      const subject = subjectAt(from, subjects);
      if (subject === undefined) queue.push(from.module);
      else {
        met.add(subject);
        takes.push(...from.takes.map((taken) => [subject, taken] as const));
      }
    }
  }
  seen.delete(helper);
  return { helper, subjects: [...met], loads: [...seen], takes, open };
}

/** A subject that is not there yet may be imported as the compiled file that it will be. */
function subjectAt({ module }: ImportedModule, subjects: readonly string[]): string | undefined {
  return [module, ...sourcesOf(module)].find((path) => subjects.includes(path));
}
