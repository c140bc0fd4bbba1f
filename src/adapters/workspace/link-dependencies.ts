import { lstat, symlink } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";

/**
 * Where a copy lies below its temporary folder, so that there is room beside it for the `node_modules` of the
 * folders above the project: as deep as the project lies below the topmost of them. "" when there are none.
 */
export function placeBelow(root: string, dependencies: readonly string[]): string {
  const tops = owners(root, dependencies);
  const top = tops.at(-1);
  return top === undefined ? "" : relative(top, root);
}

/**
 * Links each `node_modules` of the project and of the folders above it to the place beside the copy `dir` where
 * Node looks for it. What the copy has there already stays. For programs that run where nothing can be mounted.
 */
export async function linkDependencies(
  base: string,
  dir: string,
  root: string,
  dependencies: readonly string[],
): Promise<void> {
  for (const owner of owners(root, dependencies)) {
    const place = join(dir, relative(root, owner), "node_modules");
    if (relative(base, place).startsWith(`..${sep}`)) continue;
    const taken = await lstat(place).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (taken === undefined) await symlink(join(owner, "node_modules"), place, "dir");
  }
}

/** The folders whose own `node_modules` are among the dependencies, the project's first. */
function owners(root: string, dependencies: readonly string[]): readonly string[] {
  return dependencies
    .filter((path) => basename(path) === "node_modules")
    .map((path) => dirname(path))
    .filter((owner) => owner === root || root.startsWith(owner.endsWith(sep) ? owner : owner + sep));
}
