import type { JudgeAnswer, JudgeProgram, ProgramAnswer } from "../../verdict/judge.ts";
import type { Answer } from "../../verdict/report.ts";
import { isRecord, isTexts, readValue } from "./read-value.ts";

/** What one child has said so far, held against what it was asked. */
export interface Transcript {
  /** Takes one line of output; true when it is a line of ours that moves things on (loaded, start, end, done). */
  take(line: string): boolean;
  /** Key of the program that has started and not ended. */
  running(): number | null;
  readonly state: () => "loading" | "answering" | "done" | "unloadable";
  /** Why the subject could not be loaded, when it could not. */
  readonly problem: () => string;
  /** Answers of the programs that have ended. */
  readonly ended: ReadonlyMap<number, ProgramAnswer>;
}

/**
 * Programs must start in the order asked for, answer each expression once and in order, and end. Lines without
 * the nonce are noise of the subject. A line with it that does not fit (a second answer, an unknown program,
 * something that is no value) makes the program it names `lost`, and the running one as well, for good.
 * What comes after `done` does not count.
 */
export function createTranscript(
  nonce: string,
  order: readonly number[],
  programs: readonly JudgeProgram[],
): Transcript {
  const asks = new Map(
    programs.map(({ key, steps }) => [key, steps.filter((step) => step.do === "ask").length]),
  );
  const ended = new Map<number, ProgramAnswer>();
  const spoiled = new Map<number, string>();
  let state: ReturnType<Transcript["state"]> = "loading";
  let problem = "";
  let next = 0;
  let current: { readonly key: number; readonly answers: JudgeAnswer[]; stopped: Answer | null } | null =
    null;

  const spoil = (key: unknown, why: string): void => {
    for (const lost of [key, current?.key]) {
      if (typeof lost !== "number" || !asks.has(lost)) continue;
      spoiled.set(lost, why);
      if (ended.has(lost)) ended.set(lost, { is: "lost", why });
    }
  };

  const handlers: Readonly<Record<string, (message: Readonly<Record<string, unknown>>) => boolean>> = {
    loaded: () => {
      if (state !== "loading") {
        spoil(null, "its process said twice that it was loaded");
        return false;
      }
      state = "answering";
      return true;
    },
    unloadable: ({ message }) => {
      if (state !== "loading") return false;
      state = "unloadable";
      problem = typeof message === "string" ? message : "it does not say why";
      return true;
    },
    start: ({ key }) => {
      if (state !== "answering" || current !== null || key !== order[next]) {
        spoil(key, "it was started out of turn");
        return false;
      }
      current = { key: order[next] as number, answers: [], stopped: null };
      next += 1;
      return true;
    },
    answer: ({ key, n, gave, classes, through, value: json }) => {
      if (current === null || key !== current.key || current.stopped !== null) {
        spoil(key, "an answer came when it was not being asked");
        return false;
      }
      const value = readValue(json);
      if (n !== current.answers.length || current.answers.length >= (asks.get(current.key) ?? 0)) {
        spoil(key, "it answered twice");
      } else if (value === undefined || (gave !== "value" && gave !== "threw") || !isTexts(classes)) {
        spoil(key, "its answer is no value");
      } else {
        const isRead = through === "getter" || through === "proxy";
        current.answers.push({ gave, value, classes, ...(isRead && { through }) });
      }
      return false;
    },
    stopped: ({ key, value: json }) => {
      const value = readValue(json);
      if (current === null || key !== current.key || current.stopped !== null || value === undefined) {
        spoil(key, "it stopped when it was not running");
        return false;
      }
      current.stopped = { gave: "threw", value };
      return false;
    },
    end: ({ key }) => {
      if (current === null || key !== current.key) {
        spoil(key, "it ended when it was not running");
        return false;
      }
      ended.set(current.key, endOf(current, asks.get(current.key) ?? 0, spoiled.get(current.key)));
      current = null;
      return true;
    },
    done: () => {
      if (state !== "answering" || current !== null || next < order.length) {
        spoil(null, "the process said that it was done when it was not");
        return false;
      }
      state = "done";
      return true;
    },
  };

  return {
    take(line) {
      if (state === "done" || !line.startsWith(`${nonce} `)) return false;
      const message = parse(line.slice(nonce.length + 1));
      const at = message?.["at"];
      if (message === undefined || typeof at !== "string" || !Object.hasOwn(handlers, at)) {
        spoil(message?.["key"], "a line of its process cannot be read");
        return false;
      }
      return handlers[at]?.(message) ?? false;
    },
    running: () => current?.key ?? null,
    state: () => state,
    problem: () => problem,
    ended,
  };
}

function endOf(
  { answers, stopped }: { readonly answers: readonly JudgeAnswer[]; readonly stopped: Answer | null },
  asked: number,
  spoiled: string | undefined,
): ProgramAnswer {
  if (spoiled !== undefined) return { is: "lost", why: spoiled };
  if (stopped === null && answers.length < asked) return { is: "lost", why: "an answer is missing" };
  return { is: "answered", answers, stopped };
}

function parse(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : undefined;
  } catch {
    // Cut off or forged; the caller says so.
    return undefined;
  }
}
