import { readdirSync, readFileSync } from "node:fs";
import { errorCode } from "../error-code.ts";

export interface UsageLimits {
  /** Processes and threads at the same time. */
  readonly tasks: number;
  /** Bytes of memory of their own (not of files) that all of them hold together. */
  readonly memoryBytes: number;
}

/** How often (ms) it is looked. A look costs about a millisecond; a fork bomb makes a thousand processes meanwhile. */
const PERIOD = 100;

/**
 * Looks from outside at what a process and all that it started use together, and calls `exceeded` with a sentence,
 * once, when that is too much. The limits that a process carries count for itself alone, and that on processes for
 * nobody whom root started. `pid` as the host counts, of the first process of a namespace: whoever is orphaned in
 * there becomes its child. Returns what ends the watch.
 */
export function watchUsage(pid: number, limits: UsageLimits, exceeded: (said: string) => void): () => void {
  const timer = setInterval(() => {
    const said = excess(usage(pid, limits), limits);
    if (said === undefined) return;
    clearInterval(timer);
    exceeded(said);
  }, PERIOD);
  return () => clearInterval(timer);
}

interface Usage {
  readonly tasks: number;
  readonly memoryBytes: number;
}

function excess({ tasks, memoryBytes }: Usage, limits: UsageLimits): string | undefined {
  if (tasks > limits.tasks) return `sandbox: ended, since it ran more than ${limits.tasks} processes at once`;
  if (memoryBytes > limits.memoryBytes)
    return `sandbox: ended, since it held more than ${Math.round(limits.memoryBytes / 1024 ** 2)} MiB of memory`;
  return undefined;
}

/** Counts no further than to where a limit is exceeded: there may be very many. */
function usage(root: number, limits: UsageLimits): Usage {
  let tasks = 0;
  let memoryBytes = 0;
  const open = [String(root)];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    const threads = threadsOf(pid);
    tasks += threads.length;
    memoryBytes += ownMemory(pid);
    for (const thread of threads) {
      const children = read(`/proc/${pid}/task/${thread}/children`);
      if (children !== "") open.push(...children.trim().split(" "));
    }
    if (tasks + open.length > limits.tasks || memoryBytes > limits.memoryBytes) break;
  }
  return { tasks: tasks + open.length, memoryBytes };
}

function threadsOf(pid: string): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch (error) {
    return orGone(error, []);
  }
}

/** Pages that no file stands behind, those that it shares with others too. */
function ownMemory(pid: string): number {
  const status = read(`/proc/${pid}/status`);
  const kilobytes = [...status.matchAll(/^Rss(?:Anon|Shmem):\s*(\d+) kB$/gm)];
  return kilobytes.reduce((sum, [, number]) => sum + Number(number) * 1024, 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch (error) {
    return orGone(error, "");
  }
}

/** A process may end between two looks, and where a machine hides processes it may hide itself. */
function orGone<T>(error: unknown, nothing: T): T {
  if (["ENOENT", "ESRCH", "EACCES", "EPERM"].includes(errorCode(error) ?? "")) return nothing;
  throw error;
}
