import { readFileSync } from "node:fs";

// The kernel counts a process's time in ticks of a hundredth of a second, whatever its own clock.
const msPerTick = 10;

export interface ProcessUsage {
  /** Milliseconds of user and system time, all threads. */
  readonly cpuMs: number;
  /** Memory that is in RAM, in MiB. */
  readonly residentMib: number;
}

/** What a living process has used so far; from Linux's /proc. */
export function processUsage(pid: number): ProcessUsage {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name, in parentheses, may hold blanks; the fields behind it are counted from the third (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kib = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN);
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * msPerTick, residentMib: kib / 1024 };
}
