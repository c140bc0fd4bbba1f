import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { absent } from "./absent.ts";
import { findOuterConfigs } from "./outer-configs.ts";

/** A project with more linked packages than this is read as far as this. */
const MOST = 2_000;

/**
 * What code of the project at `root` (an absolute path) resolves packages from: the `node_modules` of the
 * project and of the folders above it, nearest first, then the folders outside of these that links in them lead
 * to (packages of the same monorepo, a package manager's common store). A link to a folder that holds the
 * project itself is passed over: it would show everything around it. Last come the tsconfig files outside that
 * hold for any of it.
 */
export async function findDependencies(root: string): Promise<readonly string[]> {
  const folders = await nodeModulesAbove(root);
  const found = [...folders];
  const project = await realpath(root);
  const covered = [...(await Promise.all(folders.map((folder) => realpath(folder)))), project];
  const pending = [...folders];
  for (let folder = pending.shift(); folder !== undefined && found.length < MOST; folder = pending.shift()) {
    for (const target of await linkTargets(folder)) {
      if (covered.some((place) => isWithin(target, place)) || isWithin(project, target)) continue;
      // The packages that a package in a store needs are its neighbours.
      const store = enclosingNodeModules(target);
      const place = store ?? target;
      covered.push(place);
      found.push(place);
      pending.push(store ?? join(target, "node_modules"));
    }
  }
  const linked = found.filter((folder) => basename(folder) !== "node_modules");
  return [...found, ...(await findOuterConfigs(root, linked, found))];
}

async function nodeModulesAbove(root: string): Promise<readonly string[]> {
  const folders: string[] = [];
  for (let folder = root; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules");
    const there = await stat(candidate).catch(absent);
    if (there?.isDirectory() === true) folders.push(candidate);
    if (dirname(folder) === folder) return folders;
  }
}

/** Real paths that the links in a `node_modules` folder, and in its scopes, lead to. */
async function linkTargets(folder: string): Promise<readonly string[]> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(absent)) ?? [];
  const targets: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name.startsWith("@")) targets.push(...(await linkTargets(path)));
    if (!entry.isSymbolicLink()) continue;
    const target = await realpath(path).catch(absent);
    if (target !== undefined && (await lstat(target)).isDirectory()) targets.push(target);
  }
  return targets;
}

function enclosingNodeModules(path: string): string | undefined {
  const at = path.lastIndexOf(`${sep}node_modules${sep}`);
  return at === -1 ? undefined : path.slice(0, at + `${sep}node_modules`.length);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Links to nowhere and folders that are none hold no packages. */
