import { constants } from "node:fs";
import { lstat, open, readdir, rename, rm } from "node:fs/promises";
import { hashText } from "../loop/hash.ts";
import type { FileRead, FileWrite, Files } from "../loop/files.ts";
import { createOpenFolders } from "./disk/open-folder.ts";
import type { OpenFolder, OpenFolders } from "./disk/open-folder.ts";
import { errorCode } from "./error-code.ts";

/** Longest file that is read, in bytes. */
const mostBytes = 2_000_000;

const skipped: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/**
 * The files of a workspace copy on disk. Code that an agent wrote runs there, may leave links behind, and may put one
 * in the place of a folder at any moment: so none is followed, each folder on the way is held open while something
 * in it is looked at or written, and only a regular file with a single name is read or replaced.
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

type Refused = Extract<FileRead, { is: "refused" }>;

/**
 * Opens the folder that `path` lies in, links refused on the way, and hands it over with the last name.
 * @param absent what a missing folder gives; null to make it instead
 */
async function inFolder<Result extends FileRead | FileWrite>(
  root: string,
  path: string,
  absent: Result | null,
  use: (folder: OpenFolder, name: string) => Promise<Result>,
): Promise<Result | Refused> {
  const parts = path.split("/");
  const name = parts.pop() ?? "";
  if ([...parts, name].some((part) => part === "" || part === "." || part === ".." || part.includes("\0"))) {
    return { is: "refused", why: `\`${path}\` is no plain path inside the project.` };
  }
  const folders = createOpenFolders(root);
  try {
    const folder = await folders.open(parts, absent === null);
    const result = await use(folder, name);
    // What was opened may have been moved meanwhile: then this was not done where it was asked for.
    await folder.verify();
    return result;
  } catch (error) {
    const code = errorCode(error) ?? "";
    if (code === "ENOENT") return absent ?? { is: "refused", why: `\`${path}\` could not be written.` };
    const why = refusals.get(code);
    if (why === undefined) throw error;
    return { is: "refused", why: `\`${path}\` ${why}.` };
  } finally {
    await folders.close();
  }
}

/** What the disk may say of a path that an agent made up, or of what its code left there. */
const refusals: ReadonlyMap<string, string> = new Map([
  ...["ELOOP", "ENOTDIR"].map((code) => [code, "leads through a link or a file"] as const),
  ...["EACCES", "EPERM", "EROFS"].map((code) => [code, "may not be written or read here"] as const),
  ...["EISDIR", "ENOTEMPTY", "EEXIST"].map((code) => [code, "became something else meanwhile"] as const),
  ...["ENAMETOOLONG", "EINVAL", "EILSEQ"].map((code) => [code, "is no name that the disk takes"] as const),
]);

async function readRegular(folder: OpenFolder, name: string, path: string): Promise<FileRead> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  // Without O_NONBLOCK a named pipe would be waited for.
  const handle = await open(folder.at(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(
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
      return {
        is: "refused",
        why: `\`${path}\` has ${stats.size} bytes; at most ${mostBytes} are read.`,
        isNoText: true,
      };
    const bytes = await handle.readFile();
    const text = decode(bytes);
    return text === null
      ? { is: "refused", why: `\`${path}\` is no UTF-8 text.`, isNoText: true }
      : { is: "file", text, hash: hashText(text) };
  } finally {
    await handle.close();
  }
}

/** A new file beside the old one, made safe on disk, then put in its place: never half of it. */
async function replace(folder: OpenFolder, name: string, text: string, word: string): Promise<FileWrite> {
  const temporary = folder.at(`.${name.slice(0, 40)}.${word}.tmp`);
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const mode = await modeOf(folder.at(name));
  await folder.verify();
  const handle = await open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  try {
    try {
      await folder.verify();
      await handle.writeFile(text, "utf8");
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, folder.at(name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return { is: "written", hash: hashText(text) };
}

async function modeOf(path: string): Promise<number> {
  const stats = await lstat(path).catch(unless("ENOENT"));
  return stats === "ENOENT" ? 0o644 : stats.mode & 0o777;
}

async function list(root: string): Promise<readonly string[]> {
  const folders = createOpenFolders(root);
  try {
    return (await listFolder(folders, [])).sort();
  } finally {
    await folders.close();
  }
}

async function listFolder(folders: OpenFolders, parts: readonly string[]): Promise<string[]> {
  const folder = await folders.open(parts, false).catch(unless("ENOENT", "ENOTDIR", "ELOOP"));
  if (typeof folder === "string") return [];
  const entries = await readdir(folder.self, { withFileTypes: true }).catch(unless("ENOENT"));
  const files: string[] = [];
  // `isDirectory` and `isFile` of an entry speak of itself, not of what a link leads to.
  for (const entry of entries === "ENOENT" ? [] : entries) {
    const path = [...parts, entry.name];
    if (entry.isDirectory() && !skipped.has(entry.name)) files.push(...(await listFolder(folders, path)));
    else if (entry.isFile()) files.push(path.join("/"));
  }
  await folders.leave(parts);
  return files;
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
    const code = codes.find((one) => one === errorCode(error));
    if (code === undefined) throw error;
    return code;
  };
}
