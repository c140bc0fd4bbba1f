import { posix } from "node:path";

/**
 * What the judge's copy lacks: specs, suites, `.greenbar` and `.git`. The folders are as the configuration writes
 * them (`./specs/`); where one is the project's root, its files are told by their names.
 *
 * @param specs - the specs that are judged, wherever they lie.
 */
export function hiddenFromJudge(
  folders: { readonly specs: string; readonly tests: string },
  specs: readonly string[],
): (path: string) => boolean {
  const own = new Set(specs.map((path) => posix.normalize(path)));
  const rules = [
    below(folders.specs, ".md"),
    below(folders.tests, ".test.ts"),
    below(".greenbar", ""),
    below(".git", ""),
  ];
  return (path) => own.has(path) || rules.some((isHidden) => isHidden(path));
}

function below(folder: string, suffix: string): (path: string) => boolean {
  const plain = posix.normalize(folder).replace(/\/$/, "");
  if (plain === ".") return (path) => path.endsWith(suffix);
  return (path) => path === plain || path.startsWith(`${plain}/`);
}
