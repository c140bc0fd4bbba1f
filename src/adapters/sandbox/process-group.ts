import { setTimeout as delay } from "node:timers/promises";
import { errorCode } from "../error-code.ts";

const living = new Set<number>();
let guarded = false;

/**
 * Remembers a process group so that it dies with us: on our own exit every group that is still noted is killed.
 * Returns the function that forgets it.
 */
export function guardGroup(leader: number): () => void {
  if (!guarded) {
    guarded = true;
    process.on("exit", () => living.forEach(killGroup));
  }
  living.add(leader);
  return () => living.delete(leader);
}

/** Kills every process of the group that `leader` leads (its pid). A group that is already empty is no error. */
export function killGroup(leader: number): void {
  send(-leader, "SIGKILL");
}

/** Kills one process; one that is already gone is no error. */
export function killProcess(pid: number): void {
  send(pid, "SIGKILL");
}

/** Waits until the group is empty, at most `ms` milliseconds; says whether it is. */
export async function groupGone(leader: number, ms: number): Promise<boolean> {
  for (let waited = 0; send(-leader, 0); waited += 5) {
    if (waited >= ms) return false;
    await delay(5);
  }
  return true;
}

/** True when the signal reached someone. */
function send(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch (error) {
    // ESRCH: nobody left. EPERM: macOS says so of a group that holds only zombies.
    const code = errorCode(error);
    if (code === "ESRCH" || code === "EPERM") return false;
    throw error;
  }
}
