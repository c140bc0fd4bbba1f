import { expect, test } from "vitest";
import { explainRefusal, readRetryAfter } from "../../../src/adapters/anthropic/failures.ts";
import { withRetries } from "../../../src/adapters/anthropic/retrying-model.ts";
import type { ModelAnswer, ModelRequest } from "../../../src/loop/model.ts";

const now = Date.parse("2026-11-22T10:00:00Z");

test.each([
  [null, null],
  ["3", 3000],
  ["0.5", 500],
  [" 7 ", 7000],
  ["Sun, 22 Nov 2026 10:00:30 GMT", 30_000],
  ["Sun, 22 Nov 2026 09:00:00 GMT", 0],
  ["soon", null],
  ["-3", null],
])("retry-after %j is %j ms", (value, ms) => {
  expect(readRetryAfter(value, now)).toBe(ms);
});

test.each([
  ["without a date of its own, by ours", null, 30_000],
  ["by the service's own clock, a day behind ours", "Sat, 21 Nov 2026 10:00:10 GMT", 86_420_000],
  ["by the service's own clock, a minute ahead of ours", "Sun, 22 Nov 2026 10:00:25 GMT", 5_000],
  ["a date that is none is as none", "now", 30_000],
])("a date to wait for counts %s", (_, date, ms) => {
  const retryAfter = "Sun, 22 Nov 2026 10:00:30 GMT";
  const refusal = { status: 429, type: null, message: null, retryAfter, date };
  const where = { host: "https://api.example.com", model: "m", key: "" };
  expect(explainRefusal(refusal, where, now).retryAfterMs).toBe(ms);
});

const request: ModelRequest = { system: [], messages: [], tools: [], maxTokens: 1 };

const failure = (over: Partial<Extract<ModelAnswer, { is: "failed" }>> = {}): ModelAnswer => ({
  is: "failed",
  kind: "overloaded",
  message: "busy",
  retryable: true,
  retryAfterMs: null,
  ...over,
});

async function waitsFor(answers: readonly ModelAnswer[], jitter: number, abortAt = Infinity) {
  const waits: number[] = [];
  const controller = new AbortController();
  let calls = 0;
  const model = withRetries(
    { name: "m", turn: async () => answers[calls++] ?? failure() },
    {
      retries: 4,
      baseMs: 1000,
      mostMs: 5000,
      jitter: () => jitter,
      sleep: async (ms) => {
        waits.push(ms);
        if (waits.length >= abortAt) controller.abort();
      },
    },
  );
  const answer = await model.turn(request, { onText: () => {}, signal: controller.signal });
  return { waits, calls, answer };
}

test.each([
  [0, [500, 1000, 2000, 2500]],
  [0.5, [750, 1500, 3000, 3750]],
])("waits double up to the most, with jitter %j", async (jitter, waits) => {
  expect(await waitsFor([], jitter)).toMatchObject({ waits, calls: 5, answer: { kind: "overloaded" } });
});

test("what is asked for is waited as it is, and does not count for the doubling", async () => {
  const { waits } = await waitsFor([failure({ retryAfterMs: 4000 }), failure({ retryAfterMs: 0 })], 0);
  expect(waits.slice(0, 2)).toEqual([4000, 0]);
});

test("an interrupt while waiting sends nothing more", async () => {
  expect(await waitsFor([], 0, 1)).toMatchObject({
    calls: 1,
    answer: { kind: "interrupted", retryable: false },
  });
});

test("what repeating cannot mend is not repeated", async () => {
  expect(await waitsFor([failure({ kind: "key", retryable: false })], 0)).toMatchObject({
    calls: 1,
    waits: [],
  });
});
