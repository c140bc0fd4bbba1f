import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, posix } from "node:path";
import { errorCode } from "../error-code.ts";

/** A file as it was found. */
export interface FoundFile {
  readonly content: Buffer;
  readonly mode: number;
}

/** `strange`: neither a file that we may replace nor nothing. */
export type Found = FoundFile | "nothing" | "strange";

/**
 * Finds the file at `path` (relative, forward slashes) below `base`, a real path, without following a link,
 * neither in the last step nor on the way.
 */
export async function findFile(base: string, path: string): Promise<Found> {
  if (isAbsolute(path) || posix.normalize(path) !== path || path.split("/").includes("..")) return "strange";
  const full = join(base, path);
  const way = await nearestFolder(dirname(full));
  if (way === undefined || (await realpath(way)) !== way) return "strange";
  try {
    const file = await open(full, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      return stat.isFile() ? { content: await file.readFile(), mode: stat.mode & 0o777 } : "strange";
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT") return "nothing";
    if (code === "ELOOP" || code === "ENOTDIR" || code === "ENXIO") return "strange";
    throw error;
  }
}

/** The folder itself, or the nearest above it that is there; undefined when a file stands in the way. */
async function nearestFolder(folder: string): Promise<string | undefined> {
  try {
    const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
    await handle.close();
    return folder;
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT") return nearestFolder(dirname(folder));
    if (code === "ENOTDIR" || code === "ELOOP") return undefined;
    throw error;
  }
}
