import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { isAbsolute, posix } from "node:path";
import { errorCode } from "../error-code.ts";
import { NoWay } from "./open-folder.ts";
import type { OpenFolder, OpenFolders } from "./open-folder.ts";

/** A file as it was found. */
export interface FoundFile {
  readonly content: Buffer;
  readonly mode: number;
}

/** `strange`: neither a file that we may replace nor nothing. */
export type Found = FoundFile | "nothing" | "strange";

/**
 * Finds the file at `path` (relative, forward slashes) below the root of `folders` without following a link, neither
 * in the last step nor on the way.
 */
export async function findFile(folders: OpenFolders, path: string): Promise<Found> {
  if (isAbsolute(path) || posix.normalize(path) !== path || path.split("/").includes("..")) return "strange";
  try {
    const folder = await folders.open(path.split("/").slice(0, -1), false);
    const found = await findIn(folder, posix.basename(path));
    await folder.verify();
    return found;
  } catch (error) {
    if (error instanceof NoWay) return error.code === "ENOENT" ? "nothing" : "strange";
    throw error;
  }
}

async function findIn(folder: OpenFolder, name: string): Promise<Found> {
  try {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    const file = await open(folder.at(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
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
