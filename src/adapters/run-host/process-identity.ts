import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import process from "node:process";
import { errorCode } from "../error-code.ts";

/** What tells one process from every other, also from a later one of the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, as its system says it: only ever compared. */
  readonly began: string;
  /** Host, installation, and the space in which its number counts. */
  readonly machine: string;
  /** Changes when the machine is started anew; null where the system has no word for it. */
  readonly boot: string | null;
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  const began = beganOf(process.pid);
  if (began === null) throw new Error(`process ${process.pid} cannot be looked at, and it is this one`);
  return { pid: process.pid, began, machine: machine(), boot: boot() };
}

/**
 * True only when it is certain that the process is no more: its number is free, belongs to a zombie or to a process
 * that began at another time, or the machine was started anew. Of another machine nothing is certain, and whether it
 * is another cannot be told where machines have nothing but a name, which two may share.
 */
export function isProvablyDead(one: ProcessIdentity): boolean {
  if (one.machine !== machine()) return false;
  if (one.boot !== boot()) return one.boot !== null && boot() !== null && installation() !== null;
  return beganOf(one.pid) !== one.began;
}

/** The space in which process numbers count here, until the machine is started anew. */
export function processSpace(): string {
  return `${machine()} ${boot() ?? ""}`;
}

/** When a living process began; null when there is none of that number. */
function beganOf(pid: number): string | null {
  return process.platform === "linux" ? beganOnLinux(pid) : beganByPs(pid);
}

/** Fields 3 (state) and 22 (start, in clock ticks since the boot) of proc_pid_stat(5). The name before them may hold anything. */
function beganOnLinux(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state] = fields;
  return state === "Z" || state === "X" ? null : (fields[19] ?? null);
}

function beganByPs(pid: number): string | null {
  try {
    const options = { encoding: "utf8", env: { ...process.env, LC_ALL: "C", TZ: "UTC" } } as const;
    const line = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], options).trim();
    return line === "" || line.startsWith("Z") ? null : line.replace(/^\S+\s+/, "");
  } catch (error) {
    // `ps` ends with 1 when there is no such process.
    if (error instanceof Error && "status" in error && error.status === 1) return null;
    throw error;
  }
}

function machine(): string {
  const own = process.platform === "linux" ? [installation() ?? "id:unknown", pidNamespace()] : [];
  return [hostname(), ...own].join(" ");
}

/** machine-id(5); null where an installation has none, as in many containers. */
function installation(): string | null {
  const id = readOrNull("/etc/machine-id")?.trim() ?? "";
  return /^[0-9a-f]{32}$/.test(id) ? id : null;
}

function pidNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return "pid:unknown";
  }
}

function boot(): string | null {
  return process.platform === "linux"
    ? (readOrNull("/proc/sys/kernel/random/boot_id")?.trim() ?? null)
    : null;
}

/** A process may end while it is looked at; what may not be read is not there for us. */
function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return null;
  }
}
