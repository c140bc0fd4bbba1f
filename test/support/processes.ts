import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** Every process below `pid`, by pid and command line (Linux). */
export function descendants(pid: number): readonly { readonly pid: number; readonly command: string }[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readOrNothing(`/proc/${entry}/stat`);
    // `pid (name) state ppid …`; a name may hold anything, so it is read from the last parenthesis.
    const parent = /\) \S (\d+) /.exec(stat.slice(stat.lastIndexOf(")")))?.[1];
    if (parent !== undefined) parents.set(Number(entry), Number(parent));
  }
  const below = (top: number): number[] =>
    [...parents].filter(([, parent]) => parent === top).flatMap(([child]) => [child, ...below(child)]);
  return below(pid).map((child) => ({
    pid: child,
    command: readOrNothing(`/proc/${child}/cmdline`).replaceAll("\0", " ").trim(),
  }));
}

/** True while a process of that number is there and is no zombie. */
export function isAlive(pid: number): boolean {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  return existsSync(`/proc/${pid}`) && !stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z ");
}

/** Waits until it holds; throws after `ms` milliseconds. */
export async function until(holds: () => boolean, ms: number, what: string): Promise<void> {
  for (let waited = 0; !holds(); waited += 25) {
    if (waited > ms) throw new Error(`${what}: not after ${ms} ms`);
    await delay(25);
  }
}

/** A process may end while it is looked at. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return "";
    throw error;
  }
}
