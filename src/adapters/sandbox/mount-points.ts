import { lstat, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../error-code.ts";
import type { OrderedMount } from "./mount-order.ts";

/**
 * Makes the places inside the workspace on which other folders and files are mounted. Here and not by
 * bubblewrap, so that a link which a program left behind in an earlier run cannot lead them elsewhere. Gives a
 * sentence when one cannot be made.
 */
export async function makeMountPoints(mounts: readonly OrderedMount[]): Promise<string | undefined> {
  const workspace = mounts.find(({ writable }) => writable);
  if (workspace === undefined) return undefined;
  for (const { host, inside, writable } of mounts) {
    if (writable || !inside.startsWith(`${workspace.inside}/`)) continue;
    const there = await lstat(host).catch(absent);
    if (there === undefined) return `${host}, which the program needs at ${inside}, is not there.`;
    const steps = inside.slice(workspace.inside.length + 1).split("/");
    for (const [index] of steps.entries()) {
      const path = steps.slice(0, index + 1).join("/");
      const isFile = there.isFile() && index === steps.length - 1;
      if (!(await make(join(workspace.host, path), isFile))) {
        return `${host} cannot be mounted at ${inside}: ${path} is no ${isFile ? "file" : "folder"}.`;
      }
    }
  }
  return undefined;
}

/** True when a file or folder is there now, by its own name and not by a link. */
async function make(path: string, isFile: boolean): Promise<boolean> {
  try {
    await (isFile ? writeFile(path, "", { flag: "wx" }) : mkdir(path));
    return true;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    const stat = await lstat(path);
    return isFile ? stat.isFile() : stat.isDirectory();
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
  throw error;
}
