import { randomBytes } from "node:crypto";
import type { JudgeJob, ProgramAnswer } from "../../verdict/judge.ts";
import type { Ended, Program } from "../../verdict/sandbox.ts";
import { createTranscript } from "./transcript.ts";
import type { Transcript } from "./transcript.ts";

/** Fresh processes that are started for programs that come after one which never ended. */
const restartLimit = 3;

/** Milliseconds that loading the subject may take beyond what one program may. */
const loadMs = 10_000;

const outputBytes = 8 * 1024 * 1024;
const memoryBytes = 2 * 1024 * 1024 * 1024;

export type BatchProgram = (nonce: string, order: readonly number[]) => Omit<Program, "limits" | "onLine">;

/**
 * Runs the programs in a fresh process. One that does not end in time is killed with its process, since nothing
 * else ends a loop that never yields, and those after it go on in another: three times at most.
 */
export async function answerInBatches(
  job: JudgeJob,
  order: readonly number[],
  program: BatchProgram,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, ProgramAnswer>> {
  const answers = new Map<number, ProgramAnswer>();
  const until = performance.now() + job.wallMs;
  let rest = order;
  for (let restarts = 0; rest.length > 0; restarts += 1) {
    signal?.throwIfAborted();
    const wallMs = until - performance.now();
    const gaveUp = wallMs <= 0 ? "the time for all examples" : restarts > restartLimit ? "the fourth that did not end" : null;
    const found =
      gaveUp === null
        ? await answerBatch(job, rest, program, wallMs, signal)
        : rest.map((key) => [key, { is: "timeout", message: `not reached: it came after ${gaveUp}` }] as const);
    for (const [key, answer] of found) answers.set(key, answer);
    rest = rest.filter((key) => !answers.has(key));
  }
  return answers;
}

/** Answers of one process: at least one, so that the caller moves on. */
async function answerBatch(
  job: JudgeJob,
  order: readonly number[],
  program: BatchProgram,
  wallMs: number,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly [number, ProgramAnswer])[]> {
  const nonce = randomBytes(24).toString("base64url");
  const transcript = createTranscript(nonce, order, job.programs);
  const stop = new AbortController();
  let isLate = false;
  const expire = (): void => {
    isLate = true;
    stop.abort();
  };
  let timer = setTimeout(expire, job.programMs + loadMs);
  const onLine = (line: string): void => {
    if (!transcript.take(line)) return;
    clearTimeout(timer);
    if (transcript.state() === "done" || transcript.state() === "unloadable") stop.abort();
    else timer = setTimeout(expire, job.programMs);
  };
  try {
    const ended = await job.sandbox.launch(
      { ...program(nonce, order), limits: { wallMs, outputBytes, memoryBytes }, onLine },
      signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
    );
    return conclude(transcript, order, ended, isLate);
  } finally {
    clearTimeout(timer);
  }
}

function conclude(
  transcript: Transcript,
  order: readonly number[],
  ended: Ended,
  isLate: boolean,
): readonly (readonly [number, ProgramAnswer])[] {
  const rest = order.filter((key) => !transcript.ended.has(key));
  const restIs = (answer: ProgramAnswer) => [...transcript.ended, ...rest.map((key) => [key, answer] as const)];
  const running = transcript.running();
  switch (transcript.state()) {
    case "unloadable":
      return restIs({ is: "unloadable", message: transcript.problem() });
    case "loading":
      return restIs({
        is: "unloadable",
        message: isLate ? "it did not end loading in time" : `its process ended while it was loaded (${how(ended)})`,
      });
    case "done":
      return [...transcript.ended];
    case "answering":
      if (running === null) {
        return transcript.ended.size > 0 ? [...transcript.ended] : restIs({ is: "lost", why: `its process ended (${how(ended)})` });
      }
      return [
        ...transcript.ended,
        [running, isLate || ended.how === "wall-clock" ? { is: "timeout" } : { is: "lost", why: `its process ended (${how(ended)})` }],
      ];
  }
}

function how({ how, code, signal, stderr }: Ended): string {
  const last = stderr.trim().split("\n").find((line) => /Error\b/.test(line)) ?? "";
  const said = last === "" ? "" : `: ${last.slice(0, 300)}`;
  switch (how) {
    case "exit":
      return `exit code ${code}${said}`;
    case "signal":
      return `signal ${signal}${said}`;
    case "not-started":
      return `it could not be started${said === "" ? `: ${stderr.trim().slice(0, 300)}` : said}`;
    case "wall-clock":
    case "idle":
    case "aborted":
      return "it was stopped";
  }
}
