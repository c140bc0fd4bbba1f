import { posix } from "node:path";
import type { Helper, Plan } from "../plan/plan.ts";

/**
 * What the judge's copy lacks: specs, suites, `.greenbar` and `.git`. The folders are as the configuration writes
 * them (`./specs/`); where one is the project's root, its files are told by their names. Helpers and what they load
 * stay: where one lies in the folder of the suites, only the suites are hidden there, since a helper may read files
 * that nothing imports.
 *
 * @param specs - the specs that are judged, wherever they lie.
 * @param helpers - paths of what these specs' helpers are made of: see `helperFiles`.
 */
export function hiddenFromJudge(
  folders: { readonly specs: string; readonly tests: string },
  specs: readonly string[],
  helpers: readonly string[] = [],
): (path: string) => boolean {
  const own = new Set(specs.map((path) => posix.normalize(path)));
  const inTests = below(folders.tests, suiteEnding);
  const hasHelpers = helpers.some((path) => inTests(path) && !path.endsWith(suiteEnding));
  const visible = new Set(helpers.filter((path) => !path.endsWith(".md")));
  const inSpecs = below(folders.specs, ".md");
  const rules: ((path: string) => boolean)[] = [
    (path) => inSpecs(path) && !visible.has(path),
    (path) => inTests(path) && (!hasHelpers || path.endsWith(suiteEnding)),
    below(".greenbar", ""),
    below(".git", ""),
  ];
  return (path) => own.has(path) || rules.some((isHidden) => isHidden(path));
}

/** The helpers of these plans and the modules that they load. */
export function helperFiles(plans: readonly Plan[]): readonly string[] {
  const helpers = plans.flatMap((plan): readonly Helper[] => plan.helpers ?? []);
  return [...new Set(helpers.flatMap(({ path, loads }) => [path, ...loads]))];
}

const suiteEnding = ".test.ts";

function below(folder: string, suffix: string): (path: string) => boolean {
  const plain = posix.normalize(folder).replace(/\/$/, "");
  if (plain === ".") return (path) => path.endsWith(suffix);
  return (path) => path === plain || path.startsWith(`${plain}/`);
}
