import type { Ended } from "../../verdict/sandbox.ts";

/** The end of a program that never began; `problem` stands where its error output would. */
export function notStarted(
  problem: string,
  how: "not-started" | "aborted" = "not-started",
  durationMs: number = 0,
): Ended {
  return { how, code: null, signal: null, stdout: "", stderr: problem, truncated: false, durationMs };
}
