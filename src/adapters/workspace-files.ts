import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { platform } from "node:process";
import { hashText } from "../loop/hash.ts";
import type { FileRead, FileWrite, Files } from "../loop/files.ts";

/** Longest file that is read, in bytes. */
const mostBytes = 2_000_000;

const skipped: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/**
 * The files of a workspace copy on disk. Code that an agent wrote may have run there and left links behind, so
 * none is followed: each folder on the way is opened by itself, and only a regular file with a single name is
 * read or replaced. (On Linux through `/proc/self/fd`, so that a folder cannot be swapped for a link between the
 * look and the step; elsewhere each part is looked at first.)
 * @param root absolute folder of the copy
 * @param unique gives a different word at each call, for names of temporary files
 */
export function createWorkspaceFiles(root: string, unique: () => string): Files {
  return {
    list: () => list(root),
    read: (path) =>
      inFolder<FileRead>(root, path, { is: "missing" }, (folder, name) => readRegular(folder, name, path)),
    async write(path, text, preHash) {
      return inFolder<FileWrite>(root, path, null, async (folder, name) => {
        const now = await readRegular(folder, name, path);
        if (now.is === "refused") return now;
        if (now.is === "folder") return { is: "refused", why: `\`${path}\` is a folder.` };
        const hash = now.is === "file" ? now.hash : null;
        if (hash !== preHash) return { is: "changed", hash };
        return replace(folder, name, text, unique());
      });
    },
  };
}

/** Where to find an open folder's entries. */
type Folder = (name: string) => string;

type Refused = Extract<FileRead, { is: "refused" }>;

/**
 * Opens the folder that `path` lies in, links refused on the way, and hands it over with the last name.
 * @param absent what a missing folder gives; null to make it instead
 */
async function inFolder<Result extends FileRead | FileWrite>(
  root: string,
  path: string,
  absent: Result | null,
  use: (folder: Folder, name: string) => Promise<Result>,
): Promise<Result | Refused> {
  const parts = path.split("/");
  const name = parts.pop() ?? "";
  if ([...parts, name].some((part) => part === "" || part === "." || part === ".." || part.includes("\0"))) {
    return { is: "refused", why: `\`${path}\` is no plain path inside the project.` };
  }
  const handles: FileHandle[] = [];
  try {
    let folder = await enter(root, handles);
    for (const part of parts) {
      const at = folder(part);
      if (absent === null) await mkdir(at).catch(unless("EEXIST"));
      folder = await enter(at, handles);
    }
    return await use(folder, name);
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return absent ?? { is: "refused", why: `\`${path}\` could not be written.` };
    if (code === "ELOOP" || code === "ENOTDIR")
      return { is: "refused", why: `\`${path}\` leads through a link or a file.` };
    if (code === "EACCES" || code === "EPERM" || code === "EROFS")
      return { is: "refused", why: `\`${path}\` may not be written or read here.` };
    throw error;
  } finally {
    for (const handle of handles) await handle.close();
  }
}

async function enter(path: string, handles: FileHandle[]): Promise<Folder> {
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
  const handle = await open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  handles.push(handle);
  return platform === "linux" ? (name) => `/proc/self/fd/${handle.fd}/${name}` : (name) => `${path}/${name}`;
}

async function readRegular(folder: Folder, name: string, path: string): Promise<FileRead> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  // Without O_NONBLOCK a named pipe would be waited for.
  const handle = await open(folder(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(
    unless("ENOENT", "ENXIO"),
  );
  // A socket cannot be opened at all.
  if (handle === "ENXIO") return { is: "refused", why: `\`${path}\` is no regular file.` };
  if (handle === "ENOENT") return { is: "missing" };
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) return { is: "folder" };
    if (!stats.isFile()) return { is: "refused", why: `\`${path}\` is no regular file.` };
    if (stats.nlink > 1) return { is: "refused", why: `\`${path}\` has a second hard link.` };
    if (stats.size > mostBytes)
      return { is: "refused", why: `\`${path}\` has ${stats.size} bytes; at most ${mostBytes} are read.` };
    const bytes = await handle.readFile();
    const text = decode(bytes);
    return text === null
      ? { is: "refused", why: `\`${path}\` is no UTF-8 text.` }
      : { is: "file", text, hash: hashText(text) };
  } finally {
    await handle.close();
  }
}

/** A new file beside the old one, made safe on disk, then put in its place: never half of it. */
async function replace(folder: Folder, name: string, text: string, word: string): Promise<FileWrite> {
  const temporary = folder(`.${name.slice(0, 100)}.${word}.tmp`);
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const mode = await modeOf(folder(name));
  const handle = await open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  try {
    await handle.writeFile(text, "utf8");
    await handle.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await rename(temporary, folder(name));
  return { is: "written", hash: hashText(text) };
}

async function modeOf(path: string): Promise<number> {
  const stats = await lstat(path).catch(unless("ENOENT"));
  return stats === "ENOENT" ? 0o644 : stats.mode & 0o777;
}

async function list(root: string): Promise<readonly string[]> {
  const files: string[] = [];
  const walk = async (folder: string, prefix: string): Promise<void> => {
    // `isDirectory` and `isFile` of an entry speak of itself, not of what a link leads to.
    const entries = await readdir(folder, { withFileTypes: true }).catch(unless("ENOENT", "ENOTDIR"));
    if (!Array.isArray(entries)) return;
    for (const entry of entries) {
      if (entry.isDirectory() && !skipped.has(entry.name))
        await walk(`${folder}/${entry.name}`, `${prefix}${entry.name}/`);
      else if (entry.isFile()) files.push(prefix + entry.name);
    }
  };
  await walk(root, "");
  return files.sort();
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Turns errors with these codes into their code, and throws the others again. */
function unless<Code extends string>(...codes: readonly Code[]): (error: unknown) => Code {
  return (error) => {
    const code = codes.find((one) => one === codeOf(error));
    if (code === undefined) throw error;
    return code;
  };
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : null;
  return typeof code === "string" ? code : "";
}
