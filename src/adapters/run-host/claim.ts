import { rmSync, rmdirSync } from "node:fs";
import { link, mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { UserError } from "../../app/user-error.ts";
import { stage, writeAtomically } from "../disk/atomic-write.ts";
import { errorCode } from "../error-code.ts";
import { isProvablyDead } from "./process-identity.ts";
import type { ProcessIdentity } from "./process-identity.ts";
import { removeDeadSocket } from "./socket-path.ts";

/** Who has claimed a project for a run. */
export interface Holder extends ProcessIdentity {
  /** Distinct for each claim. */
  readonly nonce: string;
  /** Null until it is known which run it is. */
  readonly run: string | null;
  /** Where the run listens; null for work that nobody can join. */
  readonly socket: string | null;
}

export interface Claim {
  /** Says which run it is for. */
  readonly name: (run: string) => Promise<void>;
  /** Gives the project free; a second time does nothing. */
  release(): Promise<void>;
}

export type Claimed =
  | { readonly is: "claimed"; readonly claim: Claim }
  | { readonly is: "held"; readonly by: Holder };

/** Where a project's claim stands. */
export function claimPath(root: string): string {
  return join(root, ".greenbar", "runs", "lock");
}

/**
 * Claims a project (or anything that `path` stands for) for one process. The file appears whole or not at all; one
 * that is there is taken away only when its process is provably dead, by one process at a time.
 *
 * @throws UserError when the file is there and names nobody.
 */
export async function claim(path: string, holder: Holder): Promise<Claimed> {
  for (;;) {
    await makeFolder(dirname(path));
    if (await take(path, holder)) return { is: "claimed", claim: claimOf(path, holder) };
    const by = await readHolder(path);
    if (by === null) continue;
    if (!isProvablyDead(by)) return { is: "held", by };
    if (by.socket !== null) await removeDeadSocket(by.socket);
    await takeAway(path, by, holder);
  }
}

async function makeFolder(folder: string, attempts = 100): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const code = errorCode(error) ?? "";
    // The folder above was given up, empty, by one who has just ended.
    if (code === "ENOENT" && attempts > 1) return makeFolder(folder, attempts - 1);
    if (!["EACCES", "EPERM", "EROFS"].includes(code)) throw error;
    throw new UserError(4, `${folder} could not be made: the right to write is missing (${code})`, {
      advice: ["Nothing was changed. Give yourself the right to it, or start greenbar as its owner."],
      cause: error,
    });
  }
}

/**
 * Who holds a claim; null when nobody does. A process that died may still be named.
 *
 * @throws UserError when the file is there and names nobody.
 */
export async function readHolder(path: string): Promise<Holder | null> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : parseHolder(text, path);
}

async function take(path: string, holder: Holder): Promise<boolean> {
  let staged: string | null = null;
  try {
    staged = await stage(path, `${JSON.stringify(holder)}\n`, 0o600);
    await link(staged, path);
    return true;
  } catch (error) {
    // ENOENT: the folder was given up, empty, by one who has just ended.
    if (errorCode(error) === "EEXIST" || errorCode(error) === "ENOENT") return false;
    throw error;
  } finally {
    if (staged !== null) await rm(staged, { force: true });
  }
}

/**
 * Takes away the claim of a dead process. Two that do so at once could take away each other's new one, so the right
 * to do it is claimed first, for just that dead claim; should the one who has it die, it is taken away in its turn.
 */
async function takeAway(path: string, dead: Holder, holder: Holder): Promise<void> {
  const right = await claim(`${path}.${dead.nonce}`, { ...holder, run: null, socket: null });
  // Another is at it, and alive: what it leaves is looked at anew, in a moment.
  if (right.is === "held") return delay(20);
  try {
    const now = await readHolder(path);
    if (now?.nonce === dead.nonce) await rm(path, { force: true });
  } finally {
    await right.claim.release();
  }
}

function claimOf(path: string, holder: Holder): Claim {
  let isFree = false;
  // An end that nothing can wait for still gives it free.
  const atExit = () => {
    rmSync(path, { force: true });
    leaveNothing(path);
  };
  process.once("exit", atExit);
  return {
    name: (run) => writeAtomically(path, `${JSON.stringify({ ...holder, run })}\n`, 0o600),
    async release() {
      if (isFree) return;
      await rm(path, { force: true });
      isFree = true;
      process.off("exit", atExit);
      leaveNothing(path);
    },
  };
}

/** A run that could not begin leaves no trace: folders that nothing was written into go again. */
function leaveNothing(path: string): void {
  for (const folder of [dirname(path), dirname(dirname(path))]) {
    try {
      rmdirSync(folder);
    } catch (error) {
      // It holds something, or is gone already.
      if (["ENOTEMPTY", "EEXIST", "ENOENT"].includes(errorCode(error) ?? "")) return;
      throw error;
    }
  }
}

function parseHolder(text: string, path: string): Holder {
  const value = parse(text);
  if (typeof value === "object" && value !== null && isHolder(value)) return value;
  throw new UserError(4, `${path} does not say which process it is of`, {
    advice: ["Delete it when no run goes on in this project."],
  });
}

function isHolder(value: object): value is Holder {
  const { pid, began, machine, nonce, ...others } = value as Record<keyof Holder, unknown>;
  return (
    Number.isSafeInteger(pid) &&
    [began, machine, nonce].every((one) => typeof one === "string" && one !== "") &&
    [others.run, others.socket, others.boot].every((one) => one === null || typeof one === "string") &&
    // It becomes part of a file's name.
    /^[\w-]+$/.test(String(nonce))
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
