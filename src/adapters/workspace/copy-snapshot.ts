import { chmod, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, posix, sep } from "node:path";
import { errorCode } from "../error-code.ts";
import type { CopyOptions, Snapshot, SnapshotFile } from "../../verdict/workspace.ts";
import { eachLimited } from "./each-limited.ts";
import { readInside } from "./read-inside.ts";
import { UserError } from "../../app/user-error.ts";
import { linkHash, sha256 } from "./snapshot.ts";

/** The project changed between the snapshot and the copy: take a new snapshot and begin again. */
class ProjectChanged extends UserError {
  readonly code = "project-changed";
  constructor(path: string) {
    super(4, `${path} changed while the project was being copied`, { advice: ["Run the command again."] });
  }
}

/**
 * Writes a snapshot into the empty folder `dir`, and only what the snapshot says: each file is read again
 * without following links, and its hash compared. Throws ProjectChanged, or an Error for a `put` that is no
 * path below the root.
 */
export async function copySnapshot(
  snapshot: Snapshot,
  dir: string,
  { omit, put }: CopyOptions,
): Promise<void> {
  const real = await realpath(snapshot.root);
  const puts = [...(put ?? [])];
  for (const [path] of puts) checkPath(path);
  const files = snapshot.files.filter(({ path }) => put?.has(path) !== true && omit?.(path) !== true);
  const folders = new Set([
    ...files.map(({ path }) => dirname(path)),
    ...puts.map(([path]) => dirname(path)),
  ]);

  // Links last: until then nothing that is written can go through one.
  const links = files.filter(({ link }) => link !== undefined);
  await eachLimited([...folders], (folder) => mkdir(join(dir, folder), { recursive: true }));
  await eachLimited(
    files.filter(({ link }) => link === undefined),
    (file) => copyFile(real, dir, file),
  );
  await eachLimited(puts, ([path, text]) => writeFile(join(dir, path), text, { flag: "wx" }));
  await eachLimited(links, (file) => copyLink(real, dir, file));
}

async function copyFile(real: string, dir: string, { path, hash, executable }: SnapshotFile): Promise<void> {
  const read = await readInside(real, path);
  if (read.kind !== "file" || sha256(read.content) !== hash) throw new ProjectChanged(path);
  await writeFile(join(dir, path), read.content, { flag: "wx", mode: executable ? 0o755 : 0o644 });
}

async function copyLink(real: string, dir: string, { path, hash }: SnapshotFile): Promise<void> {
  const read = await readInside(real, path);
  if (read.kind !== "link" || linkHash(read.target) !== hash) throw new ProjectChanged(path);
  await symlink(read.target, join(dir, path));
}

function checkPath(path: string): void {
  const plain = posix.normalize(path);
  const first = plain.split("/")[0];
  if (plain === path && !posix.isAbsolute(path) && first !== ".." && first !== "." && first !== ".git")
    return;
  throw new Error(`A file cannot be put at ${path}: a path below the root is needed, such as src/index.ts.`);
}

/**
 * The folder for a copy: `at`, which must be empty or absent, or a fresh one in `tmp`. A real path. A folder of
 * our own runs is emptied: what lies there is what a kill in the middle of a copy left.
 */
export async function emptyFolder(at: string | undefined, tmp: string): Promise<string> {
  if (at === undefined) return realpath(await mkdtemp(join(tmp, "greenbar-")));
  if (at.includes(`${sep}${join(".greenbar", "runs")}${sep}`)) await removeCopy(at);
  await mkdir(at, { recursive: true });
  if ((await readdir(at)).length > 0)
    throw new Error(`${at} is not empty: a copy needs a folder of its own.`);
  return realpath(at);
}

/** Removes a copy whatever its programs did to the permissions of its folders. Follows no link. */
export async function removeCopy(folder: string): Promise<void> {
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  await remove().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "EACCES" && error.code !== "EPERM" && error.code !== "ENOTEMPTY") throw error;
    await openFolders(folder);
    await remove();
  });
}

/** A removal that failed may still go on elsewhere in the tree: what is gone meanwhile is as it should be. */
async function openFolders(folder: string): Promise<void> {
  try {
    await chmod(folder, 0o700);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) await openFolders(join(folder, entry.name));
    }
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}
