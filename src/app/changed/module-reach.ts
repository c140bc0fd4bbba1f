import { posix } from "node:path";
import { nodeModule } from "../../loop/reach/node-modules.ts";
import type { ModuleImport } from "../../loop/reach/read-imports.ts";
import { readImports } from "../../loop/reach/read-imports.ts";
import { sourcesOf } from "../../plan/subject-paths.ts";

/** What modules of the project may read when they are imported and called. */
export interface ModuleReach {
  /** Every path that an import may lead to, whether or not it is there: what appears at one changes what is loaded. */
  readonly paths: ReadonlySet<string>;
  /** Why it cannot be known what else they read; null when it can. */
  readonly unknown: string | null;
}

/** What one module says of the others. */
interface Needs {
  readonly candidates: readonly (readonly string[])[];
  readonly unknown: string | null;
}

/**
 * Follows imports from modules through the project, each module read once for all that is asked.
 *
 * @param read - text of a file of the project; null where there is none.
 * @param packages - names that package.json depends on: these are not of the project.
 */
export function createModuleReach(
  read: (path: string) => Promise<string | null>,
  packages: ReadonlySet<string>,
): (roots: readonly string[]) => Promise<ModuleReach> {
  const texts = new Map<string, Promise<string | null>>();
  const needs = new Map<string, Promise<Needs>>();
  const textOf = (path: string) => remembered(texts, path, () => read(path));
  const needsOf = (path: string) =>
    remembered(needs, path, async () => readNeeds((await textOf(path)) ?? "", path, packages));
  return async (roots) => {
    const paths = new Set<string>();
    const followed = new Set<string>();
    let unknown: string | null = null;
    const queue: string[][] = roots.map((path) => [path]);
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const candidate of next) paths.add(candidate);
      const found = await firstThere(next, textOf);
      if (found === null) {
        unknown ??= `${next[0]} is not there`;
        continue;
      }
      if (followed.has(found)) continue;
      followed.add(found);
      const own = await needsOf(found);
      unknown ??= own.unknown;
      queue.push(...own.candidates.map((candidates) => [...candidates]));
    }
    return { paths, unknown };
  };
}

async function firstThere(
  paths: readonly string[],
  textOf: (path: string) => Promise<string | null>,
): Promise<string | null> {
  for (const path of paths) if ((await textOf(path)) !== null) return path;
  return null;
}

function readNeeds(text: string, path: string, packages: ReadonlySet<string>): Needs {
  if (plainData.test(path)) return { candidates: [], unknown: null };
  if (!readable.test(path)) return { candidates: [], unknown: `what ${path} needs cannot be told` };
  const imports = readImports(text, path);
  return {
    unknown: imports.map((each) => unknownBy(each, path, packages)).find((why) => why !== null) ?? null,
    candidates: imports.flatMap(({ specifier }) => {
      if (specifier === null || !isRelative(specifier)) return [];
      const target = posix.normalize(posix.join(posix.dirname(path), specifier.replace(/[?#].*$/, "")));
      return [[target, ...sourcesOf(target)]];
    }),
  };
}

const readable = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;
const plainData = /\.(?:json|txt|md|css|svg|html)$/;

/** Why an import leads somewhere that no text tells; null for one that does not. */
function unknownBy(
  { specifier, line }: ModuleImport,
  path: string,
  packages: ReadonlySet<string>,
): string | null {
  if (specifier === null) return `${path}:${line} works out what it loads as it runs`;
  if (isRelative(specifier)) {
    return /[*{]/.test(specifier) ? `${path}:${line} loads what fits ${specifier}` : null;
  }
  if (nodeModule(specifier) === "loader" || readers.has(specifier.replace(/^node:/, ""))) {
    return `${path}:${line} may read any file, by ${specifier}`;
  }
  if (nodeModule(specifier) === "module") return null;
  const [scope = "", name = ""] = specifier.split("/");
  const isPackage = packages.has(scope.startsWith("@") ? `${scope}/${name}` : scope);
  return isPackage ? null : `${path}:${line} imports ${specifier}, which is no package that it depends on`;
}

/** Parts of Node through which files are read, or programs run that read some. */
const readers = new Set(["fs", "fs/promises", "child_process", "cluster", "worker_threads", "sqlite"]);

function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

function remembered<Value>(
  map: Map<string, Promise<Value>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
