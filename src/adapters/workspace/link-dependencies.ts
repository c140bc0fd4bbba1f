import { lstat, mkdir, symlink } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";

/**
 * Where a copy lies below its temporary folder, so that there is room beside it for what the folders above the
 * project hold: as deep as the project lies below the topmost of them. "" when there is nothing above.
 */
export function placeBelow(root: string, dependencies: readonly string[]): string {
  const steps = beside(root, dependencies).map((path) => relative(root, dirname(path)).split(sep));
  const depth = Math.max(0, ...steps.map((path) => path.filter((step) => step === "..").length));
  return depth === 0 ? "" : root.split(sep).slice(-depth).join(sep);
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
  for (const path of beside(root, dependencies)) {
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

/** Of the dependencies those that are found by where they lie; the others are reached through links in these. */
function beside(root: string, dependencies: readonly string[]): readonly string[] {
  const isAbove = (folder: string): boolean =>
    folder === root || root.startsWith(folder.endsWith(sep) ? folder : folder + sep);
  return dependencies.filter(
    (path) => path.endsWith(".json") || (basename(path) === "node_modules" && isAbove(dirname(path))),
  );
}
