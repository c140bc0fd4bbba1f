import { posix } from "node:path";
import { parseFile } from "../../spec/javascript.ts";
import { sourcesOf } from "../../plan/subject-paths.ts";

/**
 * The files of the project that modules load when they are imported, themselves included: relative imports are
 * followed, by text. What is imported by an alias, by a package's name or by a path that is worked out at run time is
 * not among them.
 *
 * @param roots - paths relative to the root, forward slashes.
 * @param isThere - whether the project has a file of that path.
 * @param read - text of a file that is there; null when it cannot be read as text.
 * @returns the paths that are there, sorted.
 */
export async function loadedFiles(
  roots: readonly string[],
  isThere: (path: string) => boolean,
  read: (path: string) => Promise<string | null>,
): Promise<readonly string[]> {
  const found = new Set<string>();
  const queue = [...roots];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (found.has(path) || !isThere(path)) continue;
    found.add(path);
    if (!scripts.test(path)) continue;
    for (const from of importsOf((await read(path)) ?? "", path)) {
      const target = posix.normalize(posix.join(posix.dirname(path), from));
      queue.push(...[target, ...sourcesOf(target)].filter(isThere).slice(0, 1));
    }
  }
  return [...found].toSorted();
}

const scripts = /\.[cm]?[jt]sx?$/;

/** Relative specifiers of what a module imports when it runs. One that does not parse imports nothing. */
function importsOf(text: string, path: string): readonly string[] {
  const parsed = parseFile(text, path);
  if (!parsed.ok) return [];
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const specifiers = [
    ...staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
    ),
    ...dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
  ];
  return specifiers.filter((specifier) => /^\.\.?(?:\/|$)/.test(specifier));
}
