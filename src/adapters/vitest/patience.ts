import type { RunEnd } from "../../verdict/classify.ts";
import type { RawEvent } from "../../verdict/raw-events.ts";
import type { RunJob } from "../../verdict/runner.ts";

/** How many times as long as later Vitest may be silent until it has started: a big project loads for long. */
const startFactor = 4;

const beforeStart: ReadonlySet<RawEvent["is"]> = new Set(["loaded", "configuring", "begin"]);

/** Milliseconds of silence after which a run counts as stuck, after what it has told so far. */
export function patience(events: readonly RawEvent[], job: Pick<RunJob, "idleMs" | "wallMs">): number {
  return hasStarted(events) ? job.idleMs : Math.min(startFactor * job.idleMs, job.wallMs);
}

/** Something was told that Vitest tells only once a worker is at work. */
export function hasStarted(events: readonly RawEvent[]): boolean {
  return events.some(({ is }) => !beforeStart.has(is));
}

/**
 * How a run ended that was stopped, for its silence or at the end of its time, before Vitest had started. That
 * says nothing of the code, so it is no timeout of its examples.
 *
 * @param waitedMs - the limit that it ran into.
 */
export function neverStarted(events: readonly RawEvent[], waitedMs: number, output: string): RunEnd {
  const within = `Vitest did not start within ${waitedMs / 1000} s`;
  const last = events.at(-1);
  switch (last?.is) {
    case "configuring": {
      const what = last.file === null ? "its configuration" : `\`${last.file}\`, or what that loads,`;
      return { how: "no-vitest", why: `${within}: ${what} never answered.`, output };
    }
    case "begin":
      return {
        how: "not-started",
        why: `${within}: a global setup or the test environment did not get ready.`,
        output,
      };
    default:
      return { how: "not-started", why: `${within}: it did not finish loading.`, output };
  }
}
