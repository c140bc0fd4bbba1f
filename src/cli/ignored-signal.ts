import { readFileSync } from "node:fs";
import { constants } from "node:os";
import process from "node:process";

/**
 * True when whoever started this process had it ignore the signal, as `nohup` does for a hangup: to listen to it would
 * undo that. Known on Linux only (proc_pid_status(5), `SigIgn`: a bit mask in hex, bit 0 for signal 1).
 */
export function isIgnored(signal: NodeJS.Signals): boolean {
  if (process.platform !== "linux") return false;
  const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return mask !== undefined && (BigInt(`0x${mask}`) & (1n << BigInt(constants.signals[signal] - 1))) !== 0n;
}
