import type { RunEnd } from "../../verdict/classify.ts";
import type { RawEvent } from "../../verdict/raw-events.ts";
import type { RunJob } from "../../verdict/runner.ts";
import type { Ended } from "../../verdict/sandbox.ts";
import { hasStarted, neverStarted, patience } from "./patience.ts";

type RunLimits = Pick<RunJob, "idleMs" | "wallMs">;

/** How a run came to its end, in our own hands or in the sandbox's. */
export type Stop = "idle" | "wall-clock" | "aborted";

/** How a run ended whose process has ended, from what it told and what became of it. */
export function runEnd(ended: Ended, events: readonly RawEvent[], printed: string, job: RunLimits): RunEnd {
  const output = [printed, ended.stderr].filter((part) => part.trim() !== "").join("\n");
  const stopped = events.find((event) => event.is === "stopped");
  if (stopped !== undefined) {
    return { how: stopped.why === "internal" ? "crashed" : "no-vitest", why: stopped.message, output };
  }
  // Whatever became of it afterwards, it has told all it had to tell.
  if (events.some((event) => event.is === "end")) return { how: "complete", why: "", output };
  switch (ended.how) {
    case "wall-clock":
    case "idle":
    case "aborted":
      return stoppedEnd(ended.how, events, output, job);
    case "not-started":
      return crashed(`Vitest could not be started: ${firstLine(ended.stderr)}`, output);
    case "signal":
      return crashed(`The process that holds Vitest was ended by ${ended.signal}.`, output);
    case "exit":
      return crashed(
        `The process that holds Vitest ended early, with exit code ${ended.code}. ${firstLine(ended.stderr)}`,
        output,
      );
  }
}

/** How a run ended that was stopped before it was done. */
export function stoppedEnd(stop: Stop, events: readonly RawEvent[], output: string, job: RunLimits): RunEnd {
  if (stop === "aborted") return { how: "aborted", why: "The run was interrupted.", output };
  const waitedMs = stop === "idle" ? patience(events, job) : job.wallMs;
  if (!hasStarted(events)) return neverStarted(events, waitedMs, output);
  const after = stop === "idle" ? `${waitedMs} ms without a sign of life` : `${waitedMs} ms, its whole time`;
  return { how: "timeout", why: `The run was stopped after ${after}.`, output };
}

function crashed(why: string, output: string): RunEnd {
  return { how: "crashed", why: why.trim(), output };
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
