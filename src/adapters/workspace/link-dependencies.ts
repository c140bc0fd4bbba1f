import { lstat, mkdir, symlink } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";

/**
 * Where a copy lies below its temporary folder, so that there is room beside it for the `node_modules` of the
 * folders above the project: as deep as the project lies below the topmost of them. "" when there are none.
 */
export function placeBelow(root: string, dependencies: readonly string[]): string {
  const folders = [...owners(root, dependencies), ...configs(dependencies).map((path) => dirname(path))];
  const steps = folders.map((folder) => relative(folder, root).split(sep));
  // From a folder beside the project's way (`../config`) the way first leads up: only the rest is the depth.
  const depths = folders.map((folder) => relative(root, folder).split(sep).filter((step) => step === "..").length);
  return root.split(sep).slice(-Math.max(0, ...depths) || root.length).join(sep);
}

/**
 * Links each `node_modules` of the project and of the folders above it, and each tsconfig outside, to the place
 * beside the copy `dir` where it is looked for. What the copy has there already stays. For programs that run
 * where nothing can be mounted.
 */
export async function linkDependencies(
  base: string,
  dir: string,
  root: string,
  dependencies: readonly string[],
): Promise<void> {
  for (const path of [...owners(root, dependencies)].map((owner) => join(owner, "node_modules")).concat(configs(dependencies))) {
    const place = join(dir, relative(root, path));
    if (relative(base, place).startsWith(`..${sep}`)) continue;
    const taken = await lstat(place).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (taken !== undefined) continue;
    await mkdir(dirname(place), { recursive: true });
    await symlink(path, place);
  }
}

/** The folders whose own `node_modules` are among the dependencies, the project's first. */
function owners(root: string, dependencies: readonly string[]): readonly string[] {
  return dependencies
    .filter((path) => basename(path) === "node_modules")
    .map((path) => dirname(path))
    .filter((owner) => owner === root || root.startsWith(owner.endsWith(sep) ? owner : owner + sep));
}
