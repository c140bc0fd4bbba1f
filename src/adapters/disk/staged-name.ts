import { createHash, randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import process from "node:process";
import { processSpace } from "../run-host/process-identity.ts";
import type { OpenFolder } from "./open-folder.ts";

/**
 * A name for what is staged beside the file `name`: `.NAME.SPACE-PID.RANDOM.tmp`. It says whose it is, so that what a
 * kill leaves can be told from what another process is about to put in its place.
 */
export function stagedName(name: string): string {
  return `${headOf(name)}${spaceHere()}-${process.pid}.${randomUUID().slice(0, 8)}.tmp`;
}

/**
 * Removes what was staged beside the file `name` by processes that are no more. Of a process of another machine that
 * is not known, so its files stay.
 */
export async function removeDeadStages(folder: OpenFolder, name: string): Promise<void> {
  const head = `${headOf(name)}${spaceHere()}-`;
  for (const entry of await readdir(folder.self)) {
    if (!entry.startsWith(head)) continue;
    const pid = /^(\d+)\.[0-9a-f]{8}\.tmp$/.exec(entry.slice(head.length))?.[1];
    if (pid !== undefined && !isThere(Number(pid))) await rm(folder.at(entry), { force: true });
  }
}

function headOf(name: string): string {
  return `.${name.slice(0, 40)}.`;
}

let known: string | null = null;

function spaceHere(): string {
  return (known ??= createHash("sha256").update(processSpace()).digest("hex").slice(0, 6));
}

/** A number that is in use again counts as alive: then the file stays. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ESRCH") return false;
    if (code === "EPERM") return true;
    throw error;
  }
}
