import { lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { errorCode } from "../error-code.ts";
import { stagedName } from "./staged-name.ts";

/**
 * Writes a whole file so that a reader, or a kill at any moment, finds the old text or the new one, never a
 * part: a file beside it, synced, then renamed. Keeps the mode of the file that it replaces (`mode`, or 0644,
 * for a new one), makes the folders above it, and replaces a link instead of writing through it.
 */
export async function writeAtomically(path: string, content: string | Buffer, mode?: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const staged = await stage(path, content, (await modeOf(path)) ?? mode ?? 0o644);
  try {
    await rename(staged, path);
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Writes `content` to a new file beside `path`, synced, and gives its name; the caller renames or removes it. */
export async function stage(path: string, content: string | Buffer, mode: number): Promise<string> {
  const staged = join(dirname(path), stagedName(basename(path)));
  try {
    const file = await open(staged, "wx", mode);
    try {
      // Not left to `open`, whose mode the umask cuts.
      await file.chmod(mode);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
  return staged;
}

/** Makes a rename in `folder` outlive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    const stat = await lstat(path);
    return stat.isFile() ? stat.mode & 0o777 : undefined;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
