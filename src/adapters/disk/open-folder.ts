import { constants } from "node:fs";
import { lstat, mkdir, open, rmdir, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { platform } from "node:process";
import { errorCode } from "../error-code.ts";

/**
 * A folder that is held open. What `at` names lies in that very folder, even if its path leads elsewhere by now:
 * between a look and a step nobody can swap it for a link.
 */
export interface OpenFolder {
  /** Where an entry of it is found; `name` is one plain name. */
  at(name: string): string;
  /** Where it is found itself, to list or to sync it. */
  readonly self: string;
  /** As it was opened, from the root on: what a person is shown. */
  readonly path: string;
  /**
   * Looks whether its path still leads to it, and that of every folder above it.
   *
   * @throws NoWay
   */
  verify(): Promise<void>;
}

/** What lies on the way is a link or no folder (`ELOOP`, `ENOTDIR`), or is not there (`ENOENT`). */
export class NoWay extends Error {
  readonly code: "ELOOP" | "ENOTDIR" | "ENOENT";
  constructor(path: string, code: NoWay["code"]) {
    super(`${code}: ${path}`);
    this.code = code;
  }
}

/** Folders below one root, opened once each and held until `close`. */
export interface OpenFolders {
  /**
   * Opens the folder at `parts` below the root, no link followed in any step; with `make`, those that are not
   * there are made.
   *
   * @throws NoWay
   */
  open(parts: readonly string[], make: boolean): Promise<OpenFolder>;
  /** Closes one folder that was opened; what was opened below it stays open. */
  leave(parts: readonly string[]): Promise<void>;
  /** Removes the folders that were made, innermost first, as far as they are empty. */
  unmake(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens folders below `root`, an absolute path whose last step is no link.
 *
 * Node has no `openat`. Linux has `/proc/self/fd/N`, which leads to what the handle holds; macOS has
 * `/.vol/DEVICE/INODE`, which does the same for an inode. Each is tried on the handle before it is believed. Where
 * there is neither, paths are all there is: then `verify`, before and after a step, makes the gap small, but does not
 * close it.
 *
 * @param system as `process.platform` has it.
 */
export function createOpenFolders(root: string, system: string = platform): OpenFolders {
  const held = new Map<string, Promise<Held>>();
  const made: { readonly parent: Held; readonly name: string }[] = [];

  const enter = async (path: string, shown: string, parent: Held | null): Promise<Held> => {
    const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
    const handle = await open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW).catch(noWay(shown));
    try {
      return await hold(handle, { path: shown, parent, system });
    } catch (error) {
      await handle.close();
      throw error;
    }
  };
  const step = async (parent: Held, name: string, make: boolean): Promise<Held> => {
    const path = parent.at(name);
    if (make) {
      const isNew = await mkdir(path).then(
        () => true,
        (error: unknown) => {
          if (errorCode(error) === "EEXIST") return false;
          throw error;
        },
      );
      if (isNew) made.push({ parent, name });
    }
    return enter(path, `${parent.path}/${name}`, parent);
  };
  const reach = (parts: readonly string[], make: boolean): Promise<Held> => {
    const key = parts.join("/");
    const known = held.get(key);
    if (known !== undefined) return known;
    const name = parts.at(-1);
    const opening =
      name === undefined
        ? enter(root, root, null)
        : reach(parts.slice(0, -1), make).then((parent) => step(parent, name, make));
    held.set(key, opening);
    // One that is not there may be made later.
    opening.catch(() => held.delete(key));
    return opening;
  };
  return {
    open: reach,
    async leave(parts) {
      const opening = held.get(parts.join("/"));
      held.delete(parts.join("/"));
      await (await opening)?.handle.close();
    },
    async unmake() {
      for (const { parent, name } of made.splice(0).toReversed()) {
        await rmdir(parent.at(name)).catch((error: unknown) => {
          // Somebody else's files may have come into a folder that we made: then it stays.
          if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes(errorCode(error) ?? "")) throw error;
        });
      }
    },
    async close() {
      const opened = await Promise.allSettled(held.values());
      held.clear();
      for (const each of opened) if (each.status === "fulfilled") await each.value.handle.close();
    },
  };
}

interface Held extends OpenFolder {
  readonly handle: FileHandle;
}

async function hold(
  handle: FileHandle,
  { path, parent, system }: { readonly path: string; readonly parent: Held | null; readonly system: string },
): Promise<Held> {
  const { dev, ino } = await handle.stat();
  const isIt = (found: { readonly dev: number; readonly ino: number } | null): boolean =>
    found?.dev === dev && found.ino === ino;
  const exact = exactPlace(system, handle.fd, { dev, ino });
  const self = exact !== null && isIt(await stat(exact).catch(notThere)) ? exact : path;
  return {
    handle,
    path,
    self,
    at: (name) => `${self}/${name}`,
    async verify() {
      await parent?.verify();
      if (!isIt(await lstat(path).catch(noWay(path)))) throw new NoWay(path, "ELOOP");
    },
  };
}

/** Where a system has no such place, or shows it to nobody, it is not used; anything else is an error. */
function notThere(error: unknown): null {
  if (["ENOENT", "ENOTDIR", "EACCES", "EPERM"].includes(errorCode(error) ?? "")) return null;
  throw error;
}

/** A path that leads to an open folder whatever its own path has become; null where there is none. */
export function exactPlace(
  system: string,
  fd: number,
  { dev, ino }: { readonly dev: number; readonly ino: number },
): string | null {
  if (system === "linux") return `/proc/self/fd/${fd}`;
  return system === "darwin" ? `/.vol/${dev}/${ino}` : null;
}

/** EMLINK is what FreeBSD says of a link that must not be followed. */
function noWay(path: string): (error: unknown) => never {
  return (error) => {
    const code = errorCode(error);
    if (code === "ELOOP" || code === "EMLINK") throw new NoWay(path, "ELOOP");
    if (code === "ENOTDIR" || code === "ENOENT") throw new NoWay(path, code);
    throw error;
  };
}
