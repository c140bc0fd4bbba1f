import { readdirSync, readFileSync } from "node:fs";
import { errorCode } from "../error-code.ts";

/**
 * The file descriptors (3 and up) that a program started by us would inherit: Node closes its own in a child,
 * but not those which whoever started us had left open, and one of them may lead anywhere.
 */
export function inheritedFiles(): readonly number[] {
  const linux = process.platform === "linux";
  return readdirSync(linux ? "/proc/self/fd" : "/dev/fd")
    .map(Number)
    .filter((fd) => fd >= 3 && (!linux || staysOpen(fd)));
}

/** On Linux the flags say whether a descriptor closes at exec; elsewhere every one counts. */
function staysOpen(fd: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "utf8"));
    return flags !== null && (Number.parseInt(flags[1] ?? "0", 8) & CLOSE_ON_EXEC) === 0;
  } catch (error) {
    // The folder's own descriptor, already closed again.
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}

const CLOSE_ON_EXEC = 0o2000000;
