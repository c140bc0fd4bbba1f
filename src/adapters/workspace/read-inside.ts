import { constants } from "node:fs";
import { lstat, open, readlink, realpath } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { errorCode } from "../error-code.ts";

export type Inside =
  | { readonly kind: "file"; readonly content: Buffer; readonly executable: boolean }
  /** A link to something inside; `target` is relative to the link's own folder, with forward slashes. */
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "left-out"; readonly why: "hard-link" | "link-out" | "not-a-file" }
  /** A folder (a submodule), or nothing any more. */
  | { readonly kind: "nothing" };

/**
 * Reads `path` below `root` (a real path, no link in it) without following any link: neither in the last step,
 * nor in a folder on the way. A file with a second hard link may be one from elsewhere, so it is left out.
 */
export async function readInside(root: string, path: string): Promise<Inside> {
  const full = join(root, path);
  try {
    if ((await realpath(dirname(full))) !== dirname(full)) return { kind: "left-out", why: "link-out" };
    return await readOpened(full);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "nothing" };
    // ELOOP is what Linux and macOS say of a link that must not be followed; EMLINK is FreeBSD's.
    if (code === "ELOOP" || code === "EMLINK") return readLink(root, full);
    // Sockets and devices without a driver cannot be opened at all.
    if (code === "ENXIO" || code === "EOPNOTSUPP" || code === "ENODEV")
      return { kind: "left-out", why: "not-a-file" };
    throw error;
  }
}

async function readOpened(full: string): Promise<Inside> {
  // Without O_NONBLOCK, opening a pipe would wait for somebody to write to it.
  const file = await open(full, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) return { kind: "nothing" };
    if (!stat.isFile()) return { kind: "left-out", why: "not-a-file" };
    // A folder on the way may have been swapped for a link since it was looked at.
    if (!(await isStillAt(file, full))) return { kind: "left-out", why: "link-out" };
    if (stat.nlink > 1) return { kind: "left-out", why: "hard-link" };
    return { kind: "file", content: await file.readFile(), executable: (stat.mode & 0o111) !== 0 };
  } finally {
    await file.close();
  }
}

/** Whether an open file is the one at `full`, with no link on the way: Linux says where it lies, others are asked again. */
async function isStillAt(file: FileHandle, full: string): Promise<boolean> {
  const place = await readlink(`/proc/self/fd/${file.fd}`).catch((error: NodeJS.ErrnoException) => {
    // Not Linux, or no /proc to be seen.
    if (["ENOENT", "ENOTDIR", "EACCES", "EPERM"].includes(error.code ?? "")) return null;
    throw error;
  });
  // An editor that saves by renaming takes the name away from what is open; it was there all the same.
  if (place !== null) return place === full || place === `${full} (deleted)`;
  const [opened, found] = await Promise.all([file.stat(), lstat(full)]);
  return opened.ino === found.ino && opened.dev === found.dev && (await realpath(full)) === full;
}

/** A link is kept as the shortest way to where it ends in the end, however it goes there. */
async function readLink(root: string, full: string): Promise<Inside> {
  const end = await realpath(full).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ELOOP" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  if (end === undefined) return { kind: "left-out", why: "not-a-file" };
  const place = relative(root, end);
  if (place === ".." || place.startsWith(`..${sep}`)) return { kind: "left-out", why: "link-out" };
  // What a repository holds of itself is not part of the project, by whatever name.
  if (place.split(sep).includes(".git")) return { kind: "left-out", why: "link-out" };
  return { kind: "link", target: relative(dirname(full), end).replaceAll(sep, "/") || "." };
}
