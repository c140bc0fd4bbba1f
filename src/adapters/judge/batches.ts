import { randomBytes } from "node:crypto";
import type { JudgeJob, ProgramAnswer } from "../../verdict/judge.ts";
import type { Ended, Program } from "../../verdict/sandbox.ts";
import { createTranscript } from "./transcript.ts";
import type { Transcript } from "./transcript.ts";

/** Fresh processes that are started for what comes after a program that never ended, or ended its process. */
const restartLimit = 3;

/** Milliseconds that loading the subject may take beyond what one program may. */
const loadMs = 10_000;

/** A line of output holds one answer, so this bounds it as well. */
const outputBytes = 8 * 1024 * 1024;
const memoryBytes = 2 * 1024 * 1024 * 1024;

/** Keys to be asked in this order, by a process of their own; its lines begin with the nonce. */
export interface Batch {
  readonly nonce: string;
  readonly order: readonly number[];
}

/** The program that answers batches side by side, a fresh process each. */
export type BatchProgram = (batches: readonly Batch[]) => Omit<Program, "limits" | "onLine">;

export type Answers = ReadonlyMap<number, ProgramAnswer>;

/**
 * Asks the programs in each of the orders. One that does not end in time is killed with its process, since
 * nothing else ends a loop that never yields, and those after it go on in another: three times at most.
 */
export async function answerInBatches(
  job: JudgeJob,
  orders: readonly (readonly number[])[],
  program: BatchProgram,
  signal: AbortSignal | undefined,
): Promise<readonly Answers[]> {
  const lanes = orders.map(createLane);
  const until = performance.now() + job.wallMs;
  for (;;) {
    signal?.throwIfAborted();
    const wallMs = until - performance.now();
    for (const lane of lanes) {
      if (wallMs <= 0) giveUp(lane, "the time for all examples");
      else if (lane.losses > restartLimit) giveUp(lane, "others that did not end");
    }
    const open = lanes.filter(({ rest }) => rest.length > 0);
    if (open.length === 0) return lanes.map(({ answers }) => answers);
    await answerOnce(job, open, program, wallMs, signal);
  }
}

/** One order on its way through as many processes as it takes. */
interface Lane {
  readonly answers: Map<number, ProgramAnswer>;
  rest: readonly number[];
  /** Processes that a program of this order has cost. */
  losses: number;
}

function createLane(order: readonly number[]): Lane {
  return { answers: new Map(), rest: order, losses: 0 };
}

function giveUp(lane: Lane, after: string): void {
  for (const key of lane.rest)
    lane.answers.set(key, { is: "timeout", message: `not reached: it came after ${after}` });
  lane.rest = [];
}

/** Starts the program once for all lanes. At least one of them moves on. */
async function answerOnce(
  job: JudgeJob,
  lanes: readonly Lane[],
  program: BatchProgram,
  wallMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const stop = new AbortController();
  const runs = lanes.map((lane) => {
    const nonce = randomBytes(24).toString("base64url");
    return {
      lane,
      nonce,
      transcript: createTranscript(nonce, lane.rest, job.programs),
      isLate: false,
      timer: undefined as NodeJS.Timeout | undefined,
    };
  });
  const watch = (run: (typeof runs)[number]): void => {
    clearTimeout(run.timer);
    if (isOver(run.transcript)) return;
    const ms = job.programMs + (run.transcript.state() === "loading" ? loadMs : 0);
    run.timer = setTimeout(() => {
      run.isLate = true;
      stop.abort();
    }, ms);
  };
  runs.forEach(watch);
  const onLine = (line: string): void => {
    const told = runs.find(({ nonce }) => line.startsWith(nonce));
    if (told === undefined || !told.transcript.take(line)) return;
    watch(told);
    // Who still waits to be loaded may be waiting for this one's process.
    for (const run of runs) if (run.transcript.state() === "loading") watch(run);
    if (runs.every(({ transcript }) => isOver(transcript))) stop.abort();
  };
  try {
    const ended = await job.sandbox.launch(
      {
        ...program(runs.map(({ nonce, lane }) => ({ nonce, order: lane.rest }))),
        limits: { wallMs, outputBytes, memoryBytes },
        onLine,
      },
      signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
    );
    signal?.throwIfAborted();
    const isStopped = runs.some(({ isLate }) => isLate);
    for (const { lane, transcript, isLate } of runs) {
      conclude(lane, transcript, isLate ? "late" : isStopped ? "stopped" : "ended", ended);
    }
  } finally {
    for (const { timer } of runs) clearTimeout(timer);
  }
}

function isOver(transcript: Transcript): boolean {
  return transcript.state() === "done" || transcript.state() === "unloadable";
}

/**
 * Takes over what a lane's process said. `late`: its own time ran out; `stopped`: another lane's did, so what
 * this one was at is asked again; `ended`: the process ended by itself.
 */
function conclude(lane: Lane, transcript: Transcript, end: "late" | "stopped" | "ended", ended: Ended): void {
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
      if (end === "stopped") return;
      return allAre({
        is: "unloadable",
        message:
          end === "late"
            ? "it did not end loading in time"
            : `its process ended while it was loaded (${how(ended)})`,
      });
    case "done":
      return allAre({ is: "lost", why: "it was never asked" });
    case "answering": {
      if (end === "stopped") return;
      lane.losses += 1;
      if (running === null) return transcript.ended.size > 0 ? undefined : allAre(lostBy(ended));
      const isTimeout = end === "late" || ended.how === "wall-clock";
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
