import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { classify } from "../../verdict/classify.ts";
import type { RunEnd } from "../../verdict/classify.ts";
import type { RawEvent } from "../../verdict/raw-events.ts";
import type { TestReport } from "../../verdict/report.ts";
import type { RunJob, Runner, WarmRunner } from "../../verdict/runner.ts";
import type { Ended } from "../../verdict/sandbox.ts";
import { commandFile } from "./child-input.ts";
import type { ChildCommand } from "./child-input.ts";
import { createEventLines } from "./event-lines.ts";
import { childProgram } from "./child-program.ts";
import type { ChildSetting } from "./child-program.ts";

/** Milliseconds that a warm child may live; each of its runs has the job's own limits. */
const warmLifeMs = 24 * 60 * 60 * 1000;

/** Runs suites in the user's Vitest, or greenbar's where there is none, in a child inside the job's sandbox. */
export function createVitestRunner(setting: ChildSetting): Runner {
  return {
    run: (job, signal) => runOnce(setting, job, signal),
    open: (job) => openWarm(setting, job),
  };
}

async function runOnce(setting: ChildSetting, job: RunJob, signal: AbortSignal | undefined): Promise<TestReport> {
  const temp = await mkdtemp(join(setting.tmp, "greenbar-vitest-"));
  try {
    const lines = createEventLines(setting.nonce(), countTests(job));
    const program = childProgram(setting, job, { task: "run", temp, nonce: lines.nonce, wallMs: job.wallMs });
    const ended = await job.sandbox.launch({ ...program, onLine: lines.add }, signal);
    return classify(lines.events(), job.planned, job.missingExports, runEnd(ended, lines.events(), lines.output(), job));
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/**
 * The child stays, and obeys commands that it finds in a folder which it may only read. A child that had to be
 * killed, or died, is replaced at the next rerun.
 */
async function openWarm(setting: ChildSetting, job: RunJob): Promise<WarmRunner> {
  let child = await startWarm(setting, job);
  return {
    async rerun(signal) {
      if (!child.alive()) {
        await child.close();
        child = await startWarm(setting, job);
      }
      return child.run(signal);
    },
    close: () => child.close(),
  };
}

async function startWarm(setting: ChildSetting, job: RunJob) {
  const temp = await mkdtemp(join(setting.tmp, "greenbar-vitest-"));
  const commands = join(temp, "commands");
  await mkdir(commands);
  let heard = (): void => {};
  const lines = createEventLines(setting.nonce(), (event) => {
    if (event.is === "test") countTests(job)(event);
    heard();
  });
  const stop = new AbortController();
  const program = childProgram(setting, job, { task: "warm", temp, nonce: lines.nonce, wallMs: warmLifeMs, commands });
  let over: Ended | null = null;
  const ended = job.sandbox
    .launch({ ...program, limits: withoutIdle(program.limits), onLine: (line) => (lines.add(line), heard()) }, stop.signal)
    .then((result) => {
      over = result;
      heard();
      return result;
    });
  let next = 0;

  return {
    alive: () => over === null,
    async close() {
      stop.abort();
      await ended;
      await rm(temp, { recursive: true, force: true });
    },
    /** The first run needs no command: the child starts with it. */
    async run(signal?: AbortSignal): Promise<TestReport> {
      const number = next++;
      if (number > 0) {
        lines.forget();
        await command(commands, { run: number });
      }
      const how = await waitFor(
        () => over !== null || lines.events().some((event) => event.is === "end" && event.run === number),
        (listen) => (heard = listen),
        job,
        signal,
      );
      if (how !== "done") {
        stop.abort();
        await ended;
      }
      const events = lines.events();
      const end = how === "done" && over !== null ? runEnd(over, events, lines.output(), job) : warmEnd(how, lines.output(), job);
      return classify(events, job.planned, job.missingExports, end);
    },
  };
}

function withoutIdle({ wallMs, outputBytes }: { wallMs: number; outputBytes: number }) {
  return { wallMs, outputBytes };
}

/** Replaced whole, so that the child never reads half of it. */
async function command(folder: string, content: ChildCommand): Promise<void> {
  const path = join(folder, commandFile);
  await writeFile(`${path}.new`, JSON.stringify(content));
  await rename(`${path}.new`, path);
}

type Waited = "done" | "idle" | "wall-clock" | "aborted";

/** Waits until `isDone`, looking again whenever something is heard, within the job's limits. */
async function waitFor(
  isDone: () => boolean,
  onHeard: (listen: () => void) => void,
  job: RunJob,
  signal: AbortSignal | undefined,
): Promise<Waited> {
  const { promise, resolve } = Promise.withResolvers<Waited>();
  const wall = setTimeout(() => resolve("wall-clock"), job.wallMs);
  let idle = setTimeout(() => resolve("idle"), job.idleMs);
  const abort = (): void => resolve("aborted");
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted === true) abort();
  const look = (): void => {
    if (isDone()) return resolve("done");
    clearTimeout(idle);
    idle = setTimeout(() => resolve("idle"), job.idleMs);
  };
  onHeard(look);
  look();
  try {
    return await promise;
  } finally {
    clearTimeout(wall);
    clearTimeout(idle);
    signal?.removeEventListener("abort", abort);
    onHeard(() => {});
  }
}

function countTests(job: RunJob): (event: RawEvent) => void {
  let done = 0;
  return (event) => {
    if (event.is === "test") job.onTest?.(++done);
  };
}

function runEnd(ended: Ended, events: readonly RawEvent[], output: string, job: RunJob): RunEnd {
  const stopped = events.find((event) => event.is === "stopped");
  const all = [output, ended.stderr].filter((part) => part.trim() !== "").join("\n");
  if (stopped !== undefined) {
    return { how: stopped.why === "no-vitest" ? "no-vitest" : "crashed", why: stopped.message, output: all };
  }
  switch (ended.how) {
    case "wall-clock":
    case "idle":
    case "aborted":
      return { ...warmEnd(ended.how, all, job), output: all };
    case "not-started":
      return { how: "crashed", why: `Vitest could not be started: ${firstLine(ended.stderr)}`, output: all };
    case "signal":
      return { how: "crashed", why: `The process that holds Vitest was ended by ${ended.signal}.`, output: all };
    case "exit":
      return events.some((event) => event.is === "end")
        ? { how: "complete", why: "", output: all }
        : { how: "crashed", why: `The process that holds Vitest ended early (exit code ${ended.code}). ${firstLine(ended.stderr)}`.trim(), output: all };
  }
}

function warmEnd(how: Waited, output: string, job: RunJob): RunEnd {
  switch (how) {
    case "done":
      return { how: "complete", why: "", output };
    case "idle":
      return { how: "timeout", why: `Nothing was heard of the run for ${job.idleMs} ms; it was stopped.`, output };
    case "wall-clock":
      return { how: "timeout", why: `The run took longer than ${job.wallMs} ms; it was stopped.`, output };
    case "aborted":
      return { how: "aborted", why: "The run was interrupted.", output };
  }
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
