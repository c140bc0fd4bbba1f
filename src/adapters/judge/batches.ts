import { randomBytes } from "node:crypto";
import type { JudgeJob, JudgeRun, ProgramAnswer } from "../../verdict/judge.ts";
import type { Ended } from "../../verdict/sandbox.ts";
import type { Launch } from "./launch.ts";
import { createTranscript } from "./transcript.ts";
import type { TransformedModule } from "./vite-main.ts";
import type { Transcript } from "./transcript.ts";

/** Fresh processes that are started for what comes after a program that never ended, or ended its process. */
const restartLimit = 3;

/** A line of output holds one answer, so this bounds it as well. */
const outputBytes = 8 * 1024 * 1024;
const memoryBytes = 2 * 1024 * 1024 * 1024;

export type Answers = ReadonlyMap<number, ProgramAnswer>;

/** What one run of a job is: all of it but the other runs. */
export type RunJob = Omit<JudgeJob, "runs"> & JudgeRun & { readonly trace?: TraceWish };

/** That the child shall also say what each program executes; left out where a verdict is wanted. */
export interface TraceWish {
  /** What the lines of the trace begin with. */
  readonly nonce: string;
  /** Given every line of the child's output. */
  readonly heard: (line: string) => void;
  /** Given the modules as they are loaded, where Vite has transformed them. */
  readonly transformed: (modules: readonly TransformedModule[]) => void;
}

/**
 * Asks the programs in the given order. One that does not end in time is killed with its process, since nothing
 * else ends a loop that never yields, and those after it go on in another: three times at most.
 */
export async function answerInBatches(
  job: RunJob,
  order: readonly number[],
  { program, loadMs }: Pick<Launch, "program" | "loadMs">,
  signal: AbortSignal | undefined,
): Promise<Answers> {
  const lane: Lane = { answers: new Map(), rest: order, losses: 0 };
  const until = performance.now() + job.wallMs;
  for (;;) {
    signal?.throwIfAborted();
    const wallMs = until - performance.now();
    if (wallMs <= 0) giveUp(lane, "the time for all examples");
    else if (lane.losses > restartLimit) giveUp(lane, "others that did not end");
    if (lane.rest.length === 0) return lane.answers;
    await answerOnce(job, lane, { program, loadMs, wallMs }, signal);
  }
}

/** One order on its way through as many processes as it takes. */
interface Lane {
  readonly answers: Map<number, ProgramAnswer>;
  rest: readonly number[];
  /** Processes that a program of this order has cost. */
  losses: number;
}

function giveUp(lane: Lane, after: string): void {
  for (const key of lane.rest)
    lane.answers.set(key, { is: "timeout", message: `not reached: it came after ${after}` });
  lane.rest = [];
}

/** Starts the program once. The lane moves on. */
async function answerOnce(
  job: RunJob,
  lane: Lane,
  { program, loadMs, wallMs }: Pick<Launch, "program" | "loadMs"> & { readonly wallMs: number },
  signal: AbortSignal | undefined,
): Promise<void> {
  const stop = new AbortController();
  const nonce = randomBytes(24).toString("base64url");
  const transcript = createTranscript(nonce, lane.rest, job.programs);
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    if (isOver(transcript)) return stop.abort();
    const ms = job.programMs + (transcript.state() === "loading" ? loadMs : 0);
    timer = setTimeout(() => {
      isLate = true;
      stop.abort();
    }, ms);
  };
  watch();
  try {
    const ended = await job.sandbox.launch(
      {
        ...program({ nonce, order: lane.rest }),
        limits: { wallMs, outputBytes, memoryBytes },
        onLine: (line) => {
          job.trace?.heard(line);
          if (transcript.take(line)) watch();
        },
      },
      signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
    );
    signal?.throwIfAborted();
    conclude(lane, transcript, isLate, ended);
  } finally {
    clearTimeout(timer);
  }
}

function isOver(transcript: Transcript): boolean {
  return transcript.state() === "done" || transcript.state() === "unloadable";
}

/** Takes over what the process said. `isLate`: its time ran out; else it ended by itself. */
function conclude(lane: Lane, transcript: Transcript, isLate: boolean, ended: Ended): void {
  for (const [key, answer] of transcript.ended) lane.answers.set(key, answer);
  lane.rest = lane.rest.filter((key) => !transcript.ended.has(key));
  const allAre = (answer: ProgramAnswer): void => {
    for (const key of lane.rest) lane.answers.set(key, answer);
    lane.rest = [];
  };
  const running = transcript.running();
  switch (transcript.state()) {
    case "unloadable":
      return allAre({ is: "unloadable", message: transcript.problem() });
    case "loading":
      return allAre({
        is: "unloadable",
        message: isLate
          ? "it did not end loading in time"
          : `its process ended while it was loaded (${how(ended)})`,
      });
    case "done":
      return allAre({ is: "lost", why: "it was never asked" });
    case "answering": {
      lane.losses += 1;
      if (running === null) return transcript.ended.size > 0 ? undefined : allAre(lostBy(ended));
      const isTimeout = isLate || ended.how === "wall-clock";
      lane.answers.set(running, isTimeout ? { is: "timeout" } : lostBy(ended));
      lane.rest = lane.rest.filter((key) => key !== running);
    }
  }
}

function lostBy(ended: Ended): ProgramAnswer {
  return { is: "lost", why: `its process ended (${how(ended)})` };
}

function how({ how, code, signal, stderr }: Ended): string {
  const last = stderr.split("\n").find((line) => /Error\b/.test(line)) ?? "";
  const said = last === "" ? "" : `: ${last.trim().slice(0, 300)}`;
  switch (how) {
    case "exit":
      return `exit code ${code}${said}`;
    case "signal":
      return `signal ${signal}${said}`;
    case "not-started":
      return `it could not be started: ${stderr.trim().slice(0, 300)}`;
    case "wall-clock":
      return "the time for all examples was over";
    case "idle":
    case "aborted":
      return "it was stopped";
  }
}
