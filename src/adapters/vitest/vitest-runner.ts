import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { classify, outcomeSoFar } from "../../verdict/classify.ts";
import type { RawEvent } from "../../verdict/raw-events.ts";
import type { TestReport } from "../../verdict/report.ts";
import type { RunJob, Runner } from "../../verdict/runner.ts";
import { childProgram } from "./child-program.ts";
import type { ChildSetting } from "./child-program.ts";
import { createEventLines } from "./event-lines.ts";
import { patience } from "./patience.ts";
import { runEnd } from "./run-end.ts";
import { openWarm } from "./warm-runner.ts";

/** Milliseconds that Vitest has to put its things away once the run is over. */
const closeMs = 3_000;

/** Runs suites in the user's Vitest, or greenbar's where there is none, in a child inside the job's sandbox. */
export function createVitestRunner(setting: ChildSetting): Runner {
  return {
    run: (job, signal) => runOnce(setting, job, signal),
    open: (job) => openWarm(setting, job),
  };
}

async function runOnce(
  setting: ChildSetting,
  job: RunJob,
  signal: AbortSignal | undefined,
): Promise<TestReport> {
  const temp = await mkdtemp(join(setting.tmp, "greenbar-vitest-"));
  const over = new AbortController();
  let closing: NodeJS.Timeout | undefined;
  const count = countTests(job);
  const lines = createEventLines(setting.nonce(), (event) => {
    count(event);
    if (event.is === "end") closing = setTimeout(() => over.abort(), closeMs);
  });
  try {
    const program = childProgram(setting, job, { task: "run", temp, nonce: lines.nonce, wallMs: job.wallMs });
    const stop = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
    const limits = { ...program.limits, idleMs: () => patience(lines.events(), job) };
    const ended = await job.sandbox.launch({ ...program, limits, onLine: lines.add }, stop);
    const end = runEnd(ended, lines.events(), lines.output(), job);
    return classify(lines.events(), job.planned, job.missingExports, end);
  } finally {
    clearTimeout(closing);
    await rm(temp, { recursive: true, force: true });
  }
}

/** Tells the job of each test that ends. */
function countTests(job: RunJob): (event: RawEvent) => void {
  let done = 0;
  return (event) => {
    if (event.is === "test") job.onTest?.(++done, event, outcomeSoFar(event, job.missingExports));
  };
}
