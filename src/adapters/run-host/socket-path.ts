import { mkdtempSync, rmSync } from "node:fs";
import { lstat, rmdir, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { errorCode } from "../error-code.ts";

/** Bytes of the longest path that a Unix domain socket may have, on macOS; Linux has four more. */
const longest = 103;

/**
 * A path for a socket, in a new folder that only this user can enter: whoever can connect is this user.
 *
 * @param tmp - the temporary folder; where its name is too long for a socket's, `/tmp`.
 */
export function makeSocketPath(tmp: string): { readonly path: string; readonly remove: () => void } {
  const fits = Buffer.byteLength(join(tmp, "greenbar-XXXXXX", "run")) <= longest;
  const folder = mkdtempSync(join(fits ? tmp : "/tmp", "greenbar-"));
  return {
    path: join(folder, "run"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Takes away what a process that is dead left of its socket. The path stands in a file that anybody may have written,
 * so nothing goes but a socket by our name, and its folder once that is empty.
 */
export async function removeDeadSocket(path: string): Promise<void> {
  const folder = dirname(path);
  if (basename(path) !== "run" || !/^greenbar-\w{6}$/.test(basename(folder))) return;
  try {
    const { uid } = await lstat(folder);
    if (process.getuid !== undefined && uid !== process.getuid()) return;
    const there = await lstat(path).catch(unlessGone);
    if (there?.isSocket() === false) return;
    if (there !== undefined) await unlink(path);
    await rmdir(folder);
  } catch (error) {
    // It is not worth a run that something else lies there, or that another was faster.
    if (errorCode(error) === undefined) throw error;
  }
}

function unlessGone(error: unknown): undefined {
  if (errorCode(error) !== "ENOENT") throw error;
}
