import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve, sep } from "node:path";
import { parseFile } from "../../spec/javascript.ts";
import { absent } from "./absent.ts";

/** Configurations further up or along a chain than this are not followed. */
const MOST = 100;

/**
 * The tsconfig files outside the project at `root` that hold for it, as absolute paths: those of the folders
 * above, and those that its own ones, and those of `linked` folders (packages of the same monorepo), extend.
 * Without them whatever reads a tsconfig on its way (Vite, oxc, esbuild) fails in a copy. Nothing from outside
 * the repository is among them.
 *
 * @param covered - folders that are there beside a copy anyway, the linked ones among them.
 */
export async function findOuterConfigs(
  root: string,
  linked: readonly string[],
  covered: readonly string[],
): Promise<readonly string[]> {
  const above = await foldersAbove(root);
  const top = above.at(-1) ?? root;
  const inherited = above.flatMap((folder) =>
    ["tsconfig.json", "jsconfig.json"].map((name) => join(folder, name)),
  );
  const there = await Promise.all(inherited.map(existing));
  const inside = await Promise.all([root, ...linked].map(configsIn));
  const seen = new Set([...there.flatMap((path) => path ?? []), ...inside.flat()]);
  for (const path of seen) {
    if (seen.size > MOST) break;
    for (const extended of await extendedBy(path)) if (isBelow(extended, top)) seen.add(extended);
  }
  return [...seen].filter((path) => ![root, ...covered].some((folder) => isBelow(path, folder)));
}

/** The folders above up to the repository's, nearest first; without one, up to the last with a package.json. */
async function foldersAbove(root: string): Promise<readonly string[]> {
  const folders: string[] = [];
  let packages = 0;
  for (let folder = root; !(await isThere(join(folder, ".git")));) {
    if (dirname(folder) === folder) return folders.slice(0, packages);
    folder = dirname(folder);
    folders.push(folder);
    if (await isThere(join(folder, "package.json"))) packages = folders.length;
  }
  return folders;
}

async function configsIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(absent)) ?? [];
  return names.filter((name) => /^[jt]sconfig.*\.json$/u.test(name)).map((name) => join(folder, name));
}

/** What a configuration extends by path; what it extends by a package's name lies in `node_modules`. */
async function extendedBy(path: string): Promise<readonly string[]> {
  const text = await readFile(path, "utf8").catch(absent);
  if (text === undefined) return [];
  const paths = extendsOf(text).filter((name) => name.startsWith(".") || isAbsolute(name));
  const files = await Promise.all(paths.map((name) => existing(resolve(dirname(path), name))));
  return files.flatMap((file) => file ?? []);
}

/** A tsconfig is JSON with comments and trailing commas, which an expression of JavaScript may have too. */
function extendsOf(text: string): readonly string[] {
  const parsed = parseFile(`(${text.replace(/^\uFEFF/u, "")}\n)`, "tsconfig.ts");
  const [statement] = parsed.ok ? parsed.program.body : [];
  if (statement?.type !== "ExpressionStatement" || statement.expression.type !== "ObjectExpression")
    return [];
  const found = statement.expression.properties.flatMap((property) => {
    if (property.type !== "Property" || property.key.type !== "Literal") return [];
    return property.key.value === "extends" ? [property.value] : [];
  });
  return found
    .flatMap((value) => (value.type === "ArrayExpression" ? value.elements : [value]))
    .flatMap((value) => (value?.type === "Literal" && typeof value.value === "string" ? [value.value] : []));
}

/** As TypeScript looks for it: the ending may be left out. */
async function existing(path: string): Promise<string | undefined> {
  for (const candidate of [path, `${path}.json`]) {
    const found = await stat(candidate).catch(absent);
    if (found?.isFile() === true && candidate.endsWith(".json")) return candidate;
  }
  return undefined;
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(absent)) !== undefined;
}
