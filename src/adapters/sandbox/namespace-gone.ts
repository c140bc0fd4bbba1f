import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { errorCode } from "../error-code.ts";
import { killProcess } from "./process-group.ts";

/**
 * The first process of the namespace is gone (or a zombie) only when the kernel has ended every other one in
 * it, so its end is the end of them all. bwrap's own death kills it; the kill here is for a bwrap that died
 * before it could arrange for that. `pid` as the host counts; waits a second at most.
 */
export async function namespaceGone(pid: number | undefined): Promise<void> {
  if (pid === undefined) return;
  for (let waited = 0; waited < 1000 && (await alive(pid)); waited += 5) {
    if (waited === 5) killProcess(pid);
    await delay(5);
  }
}

async function alive(pid: number): Promise<boolean> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    return !stat.slice(stat.lastIndexOf(")")).startsWith(") Z");
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ESRCH") return false;
    throw error;
  }
}
