import { posix } from "node:path";
import { sourcesOf } from "../../plan/subject-paths.ts";
import { foldName } from "./fold-name.ts";
import { neverWritten } from "./never-written.ts";
import { readImports } from "./read-imports.ts";

/**
 * The files of a project that something runs later because another file names them: scripts and tools' settings in
 * package.json, configuration, hooks, CI, editor and build files; and all that a configuration file imports. What
 * package.json names as the program itself (`main`, `bin`, `exports`…) is none of them.
 *
 * @param paths of the project's files, relative to its root.
 * @param read a file's text; null when there is none.
 */
export async function executedFiles(
  paths: readonly string[],
  read: (path: string) => Promise<string | null>,
): Promise<readonly string[]> {
  const known = new Set(paths);
  const manifest = readManifest((await read("package.json")) ?? "");
  const found = new Set(manifest.named.flatMap((text) => filesNamedIn(text, "", known)));
  const imported: string[] = [];
  for (const path of paths.filter(namesOthers).slice(0, mostNaming)) {
    const text = (await read(path)) ?? "";
    // A tool that is kept in the repository whole.
    if (text.length > longest) continue;
    for (const file of filesNamedIn(text, posix.dirname(path), known)) found.add(file);
    imported.push(...importsOf(path, text, known));
  }
  const seen = new Set<string>();
  for (let path = imported.pop(); path !== undefined; path = imported.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    imported.push(...importsOf(path, (await read(path)) ?? "", known));
  }
  const program = new Set(manifest.program.flatMap((text) => filesNamedIn(text, "", known)));
  return [...found.union(seen)].filter((path) => !program.has(path) && !namesOthers(path)).toSorted();
}

/** Characters of a file that may name others, and how many such files are read. */
const longest = 200_000;
const mostNaming = 1_000;

/** Fields of package.json that say what the package is, not what is done with it. */
const programFields = new Set([
  "main",
  "module",
  "browser",
  "bin",
  "exports",
  "imports",
  "types",
  "typings",
  "man",
]);
const silentFields = new Set(
  "name version description keywords license author contributors homepage bugs repository funding files".split(
    " ",
  ),
);

function readManifest(text: string): {
  readonly named: readonly string[];
  readonly program: readonly string[];
} {
  const json = parse(text);
  const fields = Object.entries(json);
  const textsOf = (wanted: (name: string) => boolean) =>
    fields.filter(([name]) => wanted(name)).flatMap(([, value]) => stringsIn(value));
  return {
    named: textsOf((name) => !programFields.has(name) && !silentFields.has(name)),
    program: textsOf((name) => programFields.has(name)),
  };
}

/** Whoever reads the package.json for itself says what is wrong with it. */
function parse(text: string): object {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? json : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

const naming = new Set(["hidden-name", "configuration", "build", "editor"]);

/** Files that say what is to be run. Ours say it too, and run what they name in the sandbox. */
function namesOthers(path: string): boolean {
  if (path.startsWith(".greenbar/") || path.startsWith(".git/")) return false;
  const parts = foldName(path).split("/");
  return neverWritten.some(({ id, part }) => naming.has(id) && parts.some((each) => part.test(each)));
}

/** Words of a text that are paths of files, from the root or from a folder. */
function filesNamedIn(text: string, folder: string, known: ReadonlySet<string>): readonly string[] {
  const words = new Set(text.split(/[^\p{L}\p{N}@._/-]+/u));
  return [...words].flatMap((word) => {
    if (!word.includes(".") && !word.includes("/")) return [];
    const plain = word.replace(/^[./]*\//, "");
    const places = new Set([posix.normalize(plain), posix.join(folder, word.replace(/^\/+/, ""))]);
    return [...places].flatMap((place) => fileAt(place, known) ?? []);
  });
}

function importsOf(path: string, text: string, known: ReadonlySet<string>): readonly string[] {
  return readImports(text, path).flatMap(({ specifier }) => {
    if (specifier === null || !specifier.startsWith(".")) return [];
    return fileAt(posix.join(posix.dirname(path), specifier), known) ?? [];
  });
}

function fileAt(place: string, known: ReadonlySet<string>): string | null {
  return [place, ...sourcesOf(place)].find((file) => known.has(file)) ?? null;
}
