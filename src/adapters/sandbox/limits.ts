import type { Ended, Limits, Program } from "../../verdict/sandbox.ts";

/**
 * Node counts as data what it only reserves (573 MiB for node 24 before it has run a line), so this much comes
 * on top of the memory that a program may use. The address space as a whole cannot be limited: V8 reserves
 * gigabytes that it never touches.
 */
const RESERVED_BYTES = 1024 * 1024 * 1024;

/** Processes and threads of one sandbox. The kernel does not count for root, so they are counted from outside as well. */
export const PROCESSES = 2048;

/** Size of any one file, in units of 512 bytes (some shells: 1024), so one or two GiB. */
const FILE_BLOCKS = 2 * 1024 * 1024;

const NOT_FOUND = "sandbox: no such program:";

/** What a program may use that asked for no limit: half of the machine's memory (bytes), 4 GiB where that is less. */
export function memoryLimit({ memoryBytes }: Pick<Limits, "memoryBytes">, machine: number): number {
  return memoryBytes ?? Math.max(4 * 1024 ** 3, Math.floor(machine / 2));
}

/**
 * The program behind a shell that sets the limits which a process can set for itself, and is then replaced by
 * the program. Shells differ in the letter for processes: `-u` (bash) or `-p` (dash). Where the machine runs out of
 * memory after all, the kernel ends the program before it ends anything else.
 */
export function limitedArgv({
  argv,
  limits,
}: Pick<Program, "argv" | "limits">): readonly [string, ...string[]] {
  const script = [
    "ulimit -c 0",
    "[ ! -w /proc/self/oom_score_adj ] || echo 1000 >/proc/self/oom_score_adj",
    // A limit that is already lower stays, and nothing is said of it.
    `ulimit -f ${FILE_BLOCKS} 2>/dev/null`,
    `ulimit -u ${PROCESSES} 2>/dev/null || ulimit -p ${PROCESSES} 2>/dev/null`,
    ...(limits.memoryBytes === undefined
      ? []
      : [`ulimit -d ${Math.ceil((limits.memoryBytes + RESERVED_BYTES) / 1024)} 2>/dev/null`]),
    `[ -x "$1" ] || { echo "${NOT_FOUND} $1" >&2; exit 127; }`,
    'exec "$@"',
  ].join("\n");
  return ["/bin/sh", "-c", script, "sh", ...argv];
}

/** True when the shell of `limitedArgv` had no program to start. */
export function startFailure({ code, stderr }: Pick<Ended, "code" | "stderr">): boolean {
  return code === 127 && stderr.startsWith(NOT_FOUND);
}
