import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { classify, outcomeSoFar } from "../../verdict/classify.ts";
import type { RawEvent } from "../../verdict/raw-events.ts";
import type { TestReport } from "../../verdict/report.ts";
import type { RunJob, WarmRunner } from "../../verdict/runner.ts";
import type { Ended } from "../../verdict/sandbox.ts";
import { commandFile } from "./child-input.ts";
import type { ChildCommand } from "./child-input.ts";
import { childProgram } from "./child-program.ts";
import type { ChildSetting } from "./child-program.ts";
import { createEventLines } from "./event-lines.ts";
import { patience } from "./patience.ts";
import { runEnd, stoppedEnd } from "./run-end.ts";
import type { Stop } from "./run-end.ts";

/** Milliseconds that a warm child may live; each of its runs has the job's own limits. */
const lifeMs = 24 * 60 * 60 * 1000;

/**
 * A child that stays, with Vitest and all that it has transformed, between reruns. It obeys commands that it
 * finds in a folder which it can only read, since the sandbox gives a program its input once. A child that had
 * to be killed, or died, is replaced at the next rerun. The first is started at once.
 */
export async function openWarm(setting: ChildSetting, job: RunJob): Promise<WarmRunner> {
  let child = await startChild(setting, job);
  return {
    async rerun(signal) {
      if (child.isOver()) {
        await child.close();
        child = await startChild(setting, job);
      }
      return child.run(signal);
    },
    close: () => child.close(),
  };
}

async function startChild(setting: ChildSetting, job: RunJob) {
  const temp = await mkdtemp(join(setting.tmp, "greenbar-vitest-"));
  const commands = join(temp, "commands");
  await mkdir(commands);
  let heard: (event: RawEvent | null) => void = () => {};
  const lines = createEventLines(setting.nonce(), (event) => heard(event));
  const program = childProgram(setting, job, {
    task: "warm",
    temp,
    nonce: lines.nonce,
    wallMs: lifeMs,
    commands,
  });
  const killed = new AbortController();
  let over: Ended | null = null;
  const launched = job.sandbox.launch(
    {
      ...program,
      onLine(line) {
        lines.add(line);
        heard(null);
      },
    },
    killed.signal,
  );
  const ended = launched.then((result) => {
    over = result;
    heard(null);
    return result;
  });
  let runs = 0;

  return {
    isOver: () => over !== null,
    async close(): Promise<void> {
      killed.abort();
      await ended;
      await rm(temp, { recursive: true, force: true });
    },
    async run(signal: AbortSignal | undefined): Promise<TestReport> {
      const run = runs++;
      // The child starts with a run of its own accord.
      if (run > 0) {
        lines.forget();
        await give(commands, { run });
      }
      const isDone = (): boolean => lines.events().some((event) => event.is === "end" && event.run === run);
      const stop = await wait(
        () => over !== null || isDone(),
        (listen) => (heard = listen),
        () => patience(lines.events(), job),
        job,
        signal,
      );
      if (stop !== null) {
        killed.abort();
        await ended;
      }
      const events = lines.events();
      const end =
        stop === null && over !== null
          ? runEnd(over, events, lines.output(), job)
          : stop === null
            ? ({ how: "complete", why: "", output: lines.output() } as const)
            : stoppedEnd(stop, events, lines.output(), job);
      return classify(events, job.planned, job.missingExports, end);
    },
  };
}

/** Replaced whole, so that the child never reads half of it. */
async function give(folder: string, command: ChildCommand): Promise<void> {
  const path = join(folder, commandFile);
  await writeFile(`${path}.new`, JSON.stringify(command));
  await rename(`${path}.new`, path);
}

/** Waits until `isDone`, looking again whenever something is heard; null, or the limit of the job that ended it. */
async function wait(
  isDone: () => boolean,
  onHeard: (listen: (event: RawEvent | null) => void) => void,
  idleMs: () => number,
  job: RunJob,
  signal: AbortSignal | undefined,
): Promise<Stop | null> {
  const { promise, resolve } = Promise.withResolvers<Stop | null>();
  const abort = (): void => resolve("aborted");
  const wall = setTimeout(() => resolve("wall-clock"), job.wallMs);
  const awaitSign = () => setTimeout(() => resolve("idle"), idleMs());
  let idle = awaitSign();
  let tests = 0;
  onHeard((event) => {
    if (event?.is === "test") job.onTest?.(++tests, event, outcomeSoFar(event, job.missingExports));
    clearTimeout(idle);
    if (isDone()) resolve(null);
    else idle = awaitSign();
  });
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted === true) abort();
  if (isDone()) resolve(null);
  try {
    return await promise;
  } finally {
    clearTimeout(wall);
    clearTimeout(idle);
    signal?.removeEventListener("abort", abort);
    onHeard(() => {});
  }
}
