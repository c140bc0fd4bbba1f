import { expect, test } from "vitest";
import { createTranscript } from "../../../src/adapters/judge/transcript.ts";
import type { JudgeProgram } from "../../../src/verdict/judge.ts";

const program = (key: number, asks = 1): JudgeProgram => ({
  key,
  uses: [],
  steps: Array.from({ length: asks }, () => ({ do: "ask", source: "f()", via: "value" }) as const),
});

const value = { t: "number", v: "1" };
const start = (key: number) => ({ at: "start", key });
const answer = (key: number, n = 0, of: unknown = value) => ({
  at: "answer",
  key,
  n,
  gave: "value",
  classes: [],
  value: of,
});
const end = (key: number) => ({ at: "end", key });
const loaded = { at: "loaded" };
const done = { at: "done" };

function heard(messages: readonly (object | string)[], programs = [program(0), program(1)], order = [1, 0]) {
  const transcript = createTranscript("NONCE", order, programs);
  for (const message of messages) {
    transcript.take(typeof message === "string" ? message : `NONCE ${JSON.stringify(message)}`);
  }
  const ended = Object.fromEntries([...transcript.ended].map(([key, { is }]) => [key, is]));
  return { ended, state: transcript.state(), running: transcript.running() };
}

const lost = { 1: "lost" };
const whole = [loaded, start(1), answer(1), end(1), start(0), answer(0), end(0), done];

test.each<[string, readonly (object | string)[], object, string]>([
  ["all in order", whole, { 0: "answered", 1: "answered" }, "done"],
  [
    "noise between",
    [loaded, "NONCE", "hello", start(1), "NONC {}", answer(1), "{}", end(1)],
    { 1: "answered" },
    "answering",
  ],
  ["a second answer", [loaded, start(1), answer(1), answer(1, 1), end(1)], lost, "answering"],
  ["the same answer again", [loaded, start(1), answer(1), answer(1), end(1)], lost, "answering"],
  ["no answer", [loaded, start(1), end(1)], lost, "answering"],
  ["an answer after its end", [loaded, start(1), answer(1), end(1), answer(1)], lost, "answering"],
  ["an answer for another", [loaded, start(1), answer(0), answer(1), end(1)], lost, "answering"],
  ["an answer for one unknown", [loaded, start(1), answer(9), answer(1), end(1)], lost, "answering"],
  [
    "what is no value",
    [loaded, start(1), answer(1, 0, { t: "number", v: "one" }), end(1)],
    lost,
    "answering",
  ],
  ["what is no JSON", [loaded, start(1), "NONCE {", answer(1), end(1)], lost, "answering"],
  ["an unknown message", [loaded, start(1), { at: "constructor" }, answer(1), end(1)], lost, "answering"],
  ["out of turn", [loaded, start(0), answer(0), end(0)], {}, "answering"],
  ["a start within", [loaded, start(1), start(0), answer(1), end(1)], lost, "answering"],
  ["loaded twice", [loaded, start(1), loaded, answer(1), end(1)], lost, "answering"],
  ["before it is loaded", [start(1), answer(1), end(1)], {}, "loading"],
  ["done too early", [loaded, start(1), answer(1), done, end(1)], lost, "answering"],
  [
    "after it is done",
    [...whole, answer(1), { at: "unloadable", message: "x" }],
    { 0: "answered", 1: "answered" },
    "done",
  ],
  ["unloadable after loading", [loaded, { at: "unloadable", message: "x" }], {}, "answering"],
  ["unloadable", [{ at: "unloadable", message: "x" }, loaded], {}, "unloadable"],
  [
    "stopped before it answers",
    [loaded, start(1), { at: "stopped", key: 1, value }, end(1)],
    { 1: "answered" },
    "answering",
  ],
  [
    "an answer after it stopped",
    [loaded, start(1), { at: "stopped", key: 1, value }, answer(1), end(1)],
    lost,
    "answering",
  ],
])("%s", (_, messages, ended, state) => {
  expect(heard(messages)).toMatchObject({ ended, state });
});

test("only what moves things on buys time, and being loaded does so once", () => {
  const transcript = createTranscript("N", [1], [program(1)]);
  const took = [loaded, loaded, start(1), loaded, answer(1), end(1)].map((message) =>
    transcript.take(`N ${JSON.stringify(message)}`),
  );
  expect(took).toEqual([true, false, true, false, false, true]);
});

test("says which program is running", () => {
  expect(heard([loaded, start(1)]).running).toBe(1);
  expect(heard([loaded, start(1), answer(1), end(1)]).running).toBeNull();
});
