import { describe, expect, test } from "vitest";
import type { Model, ModelAnswer, ModelIo, ModelRequest } from "../../src/loop/model.ts";
import { stoppable } from "../../src/loop/stoppable-model.ts";

const request: ModelRequest = { system: [], messages: [], tools: [], maxTokens: 1 };
const whole: ModelAnswer = {
  is: "turn",
  content: [],
  broken: [],
  stop: "end_turn",
  stopDetail: null,
  usage: { input: 1, output: 1, cacheWrite: 0, cacheRead: 0 },
};
const interrupted: ModelAnswer = {
  is: "failed",
  kind: "interrupted",
  message: "interrupted",
  retryable: false,
  retryAfterMs: null,
};

/** A call under way that a test moves on by hand, with a clock that it moves too. */
function scene() {
  const stopping = new AbortController();
  const given = Promise.withResolvers<ModelIo>();
  const answer = Promise.withResolvers<ModelAnswer>();
  let due: (() => void) | null = null;
  const inner: Model = {
    name: "inner",
    turn: (_request, io) => {
      given.resolve(io);
      io.signal.addEventListener("abort", () => answer.resolve(interrupted));
      return answer.promise;
    },
  };
  const model = stoppable(inner, {
    stopping: stopping.signal,
    idleMs: 5_000,
    timer: (_ms, callback) => {
      due = callback;
      return () => {
        if (due === callback) due = null;
      };
    },
  });
  const ended = model.turn(request, { onText: () => {}, signal: new AbortController().signal });
  return { stopping, io: given.promise, answer, ended, silence: () => due?.(), isTimed: () => due !== null };
}

describe("a run that is to stop", () => {
  test("lets a call finish that says something", async () => {
    const { stopping, io, answer, ended, isTimed } = scene();
    stopping.abort();
    (await io).onBeat?.();
    expect(isTimed()).toBe(true);
    answer.resolve(whole);
    expect(await ended).toBe(whole);
    expect(isTimed()).toBe(false);
  });

  test("gives up a call that is silent", async () => {
    const { stopping, ended, silence } = scene();
    stopping.abort();
    silence();
    expect(await ended).toBe(interrupted);
  });

  test.each(["before", "after"])("gives up one that waits to be sent again (%s the stop)", async (when) => {
    const { stopping, io, ended } = scene();
    const retry = { attempt: 1, waitMs: 60_000, why: "too many" };
    if (when === "before") (await io).onRetry?.(retry);
    stopping.abort();
    if (when === "after") (await io).onRetry?.(retry);
    expect(await ended).toBe(interrupted);
  });

  test("gives up only what waits: a call that was sent again and lives is let finish", async () => {
    const { stopping, io, answer, ended } = scene();
    (await io).onRetry?.({ attempt: 1, waitMs: 1, why: "overloaded" });
    (await io).onBeat?.();
    stopping.abort();
    answer.resolve(whole);
    expect(await ended).toBe(whole);
  });
});

test("no clock runs while nobody asked for a stop", async () => {
  const { io, answer, ended, isTimed } = scene();
  (await io).onBeat?.();
  expect(isTimed()).toBe(false);
  answer.resolve(whole);
  expect(await ended).toBe(whole);
});
