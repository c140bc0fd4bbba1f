import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../../app/user-error.ts";

const marks = [
  "package.json",
  "greenbar.config.ts",
  "greenbar.config.js",
  "greenbar.config.mjs",
  ".greenbar",
];

/**
 * The project that a folder belongs to: the nearest folder upwards with a package.json, a configuration of
 * greenbar's or `.greenbar`; without one, the folder itself. In a monorepo that is the nearest package.
 *
 * @throws UserError when the folder is not there.
 */
export async function findRoot(directory: string): Promise<string> {
  const start = resolve(directory);
  if (!(await isFolder(start))) {
    throw new UserError(2, `${directory} is not a folder`, { advice: ["-C takes a folder that exists."] });
  }
  for (let folder = start; ; folder = dirname(folder)) {
    for (const mark of marks) if (await exists(join(folder, mark))) return folder;
    if (dirname(folder) === folder) return start;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await statOrNull(path))?.isDirectory() ?? false;
}

async function exists(path: string): Promise<boolean> {
  return (await statOrNull(path)) !== null;
}

async function statOrNull(path: string) {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw new UserError(4, `${path} cannot be looked at: ${error.message}`, { cause: error });
  });
}
