import { mkdir, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { errorCode } from "../error-code.ts";
import type { Mount, SandboxLevel } from "../../verdict/sandbox.ts";
import type { Workspace } from "../../verdict/workspace.ts";

/**
 * Mounts of nothing over what tools keep beside the packages. Vitest 5 keeps there, unasked, the text of each test
 * file that it has run: whoever runs the project's own suite leaves the expected values in `node_modules`. Folders
 * can be covered only where folders are mounted at all.
 *
 * @param empty - name of a folder that is made in the copy's root and lies over each of them.
 */
export async function hiddenCaches(
  { dir, dependencies }: Pick<Workspace, "dir" | "dependencies">,
  level: SandboxLevel,
  empty: string,
): Promise<readonly Mount[]> {
  if (level !== "bubblewrap") return [];
  const caches = (await Promise.all(dependencies.filter(isModules).map(cachesIn))).flat();
  if (caches.length === 0) return [];
  await mkdir(join(dir, empty));
  return caches.map((inside) => ({ host: join(dir, empty), inside }));
}

function isModules(path: string): boolean {
  return basename(path) === "node_modules";
}

async function cachesIn(modules: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(modules, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && /^\.(?:cache|experimental|tmp|vite)/.test(entry.name))
      .map(({ name }) => join(modules, name));
  } catch (error) {
    // Dependencies may be named that are not there.
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}
