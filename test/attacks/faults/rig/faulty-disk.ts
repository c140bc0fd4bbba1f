import { constants, promises } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import process from "node:process";

/** The file system of this process, of which one call can be made to fail. */
export interface FaultyDisk {
  /** Counts from 1 again; the call of that number fails once, as the system would say it. 0: none does. */
  arm(at: number, code: FaultCode | "SIGKILL"): void;
  /** Calls since `arm`. */
  calls(): number;
  /** What the call that failed was, such as `rename src/add.ts`; null when none has. */
  failed(): string | null;
  /** Numbers of the calls since `arm` that change something. */
  writes(): readonly number[];
}

export type FaultCode = "EIO" | "ENOSPC" | "EACCES";

const functions = [
  "access chmod copyFile link lstat mkdir mkdtemp open readdir readFile readlink realpath rename rm rmdir stat",
  "symlink truncate unlink utimes writeFile appendFile",
].flatMap((names) => names.split(" "));
const methods = "appendFile chmod datasync read readFile stat sync truncate write writeFile".split(" ");

/** Neither changes anything, nor makes sure of a change. */
const reading: ReadonlySet<string> = new Set(
  "access lstat readdir readFile readlink realpath stat read".split(" "),
);

function opensToWrite(flags: unknown): boolean {
  if (typeof flags === "number")
    return (flags & (constants.O_WRONLY | constants.O_RDWR | constants.O_CREAT)) !== 0;
  return typeof flags === "string" && flags !== "r";
}

interface State {
  at: number;
  code: FaultCode | "SIGKILL";
  calls: number;
  failed: string | null;
  writes: number[];
}

type Call = (...args: unknown[]) => Promise<unknown>;

/**
 * Puts itself in the place of `node:fs/promises` for every module of this process, those that are loaded already among
 * them. Counted are calls on paths and handles below `root`, in which a project lies; handles of folders count as the
 * folder itself, by whatever path they are reached.
 */
export async function installFaultyDisk(root: string): Promise<FaultyDisk> {
  const ours = new WeakSet<object>();
  const state: State = { at: 0, code: "EIO", calls: 0, failed: null, writes: [] };
  const isOurs = (path: unknown) =>
    typeof path === "string" && (path.startsWith(`${root}/`) || /^\/proc\/self\/fd\/\d+(\/|$)/.test(path));
  const pass = (name: string, path: unknown, isWrite: boolean): void => {
    state.calls += 1;
    if (isWrite) state.writes.push(state.calls);
    if (state.calls !== state.at) return;
    state.failed = `${name} ${String(path).replace(`${root}/`, "")}`;
    if (state.code === "SIGKILL") process.kill(process.pid, "SIGKILL");
    const message = `${state.code}: scripted, ${name} '${String(path)}'`;
    throw Object.assign(new Error(message), {
      code: state.code,
      syscall: name,
      path: String(path),
      errno: -5,
    });
  };

  const table = promises as unknown as Record<string, Call>;
  const handle = await promises.open("/dev/null");
  const prototype = Object.getPrototypeOf(handle) as Record<string, Call>;
  await handle.close();
  for (const name of functions) {
    const real = table[name];
    if (real === undefined) continue;
    table[name] = async (...args) => {
      const counts = isOurs(args[0]) || isOurs(args[1]);
      if (counts) pass(name, args[0], name === "open" ? opensToWrite(args[1]) : !reading.has(name));
      const result = await real.apply(promises, args);
      if (counts && name === "open") ours.add(result as FileHandle);
      return result;
    };
  }
  for (const name of methods) {
    const real = prototype[name];
    if (real === undefined) continue;
    prototype[name] = async function (this: object, ...args: unknown[]) {
      // A method may call another: the one that was asked for counts.
      if (ours.has(this)) {
        pass(`handle.${name}`, "", !reading.has(name));
        ours.delete(this);
        try {
          return await real.apply(this, args);
        } finally {
          ours.add(this);
        }
      }
      return real.apply(this, args);
    };
  }
  syncBuiltinESMExports();
  return {
    arm(at, code) {
      Object.assign(state, { at, code, calls: 0, failed: null, writes: [] });
    },
    writes: () => state.writes,
    calls: () => state.calls,
    failed: () => state.failed,
  };
}
