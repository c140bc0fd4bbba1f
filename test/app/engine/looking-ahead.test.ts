import { describe, expect, test } from "vitest";
import type { Answered, Request } from "../../../src/app/engine/calls.ts";
import { lookingAhead } from "../../../src/app/engine/looking-ahead.ts";
import type { Engine } from "../../../src/app/engine/port.ts";
import type { Disagreement } from "../../../src/app/refine/question.ts";

const question = {
  is: "disagreement",
  id: "q",
  options: [
    { outcome: "returns", expected: "1" },
    { outcome: "returns", expected: "2" },
  ],
} as unknown as Disagreement;

const refine: Request = { do: "refine", spec: "specs/f.md", passedOver: [] };
const decide = (expected: string): Request => ({
  do: "decideQuestion",
  question,
  decided: { outcome: "returns", expected, note: "" },
});

/** An engine that writes down what it does, and looks that end when they are told to, a turn after they were. */
function scene(found: Disagreement | null = question) {
  const log: string[] = [];
  const looks: { readonly end: () => void; readonly signal: AbortSignal }[] = [];
  const engine: Engine = {
    ask: async (request, io) => {
      io?.signal?.throwIfAborted();
      log.push(request.do);
      await Promise.resolve();
      const answer = request.do === "refine" ? { question: found, others: 0, settled: [] } : {};
      return { do: request.do, request, answer } as Answered;
    },
  };
  const ahead = lookingAhead(engine, async (_asked, _question, signal) => {
    log.push("look");
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => void setImmediate(reject));
    looks.push({ end: resolve, signal });
    await promise.finally(() => log.push(signal.aborted ? "look gave way" : "look ended"));
  });
  return { ahead, log, looks };
}

test("it looks once there is a question about a call, and the answer is not kept waiting", async () => {
  const { ahead, log } = scene();
  await expect(ahead.ask(refine)).resolves.toMatchObject({ answer: { question } });
  expect(log).toStrictEqual(["refine", "look"]);
  await ahead.rest();
});

test.each([
  ["none is left", null],
  ["it is not about a call", { is: "open", id: "o" } as unknown as Disagreement],
])("it does not look where %s", async (_why, found) => {
  const { ahead, log } = scene(found);
  await ahead.ask(refine);
  expect(log).toStrictEqual(["refine"]);
});

test("it does not look for who went away", async () => {
  const { ahead, log } = scene();
  const away = new AbortController();
  const asked = ahead.ask(refine, { signal: away.signal });
  while (log.length === 0) await Promise.resolve();
  away.abort();
  await asked;
  expect(log).toStrictEqual(["refine"]);
});

describe("while it looks", () => {
  test.each<[string, Request, readonly string[]]>([
    ["the answer that it reckons with is written beside it", decide("1"), ["decideQuestion"]],
    ["what reads goes on beside it", { do: "inbox" }, ["inbox"]],
  ])("%s", async (_what, request, after) => {
    const { ahead, log, looks } = scene();
    await ahead.ask(refine);
    await ahead.ask(request);
    expect([log.slice(2), looks[0]?.signal.aborted]).toStrictEqual([after, false]);
    await ahead.rest();
  });

  test.each<[string, Request]>([
    ["another answer", decide("2")],
    ["that any will do", { do: "allowAny", question }],
    ["an answer that is taken back", { do: "undo", changes: [] }],
  ])("%s is written at once, and ends it", async (_what, request) => {
    const { ahead, log, looks } = scene();
    await ahead.ask(refine);
    await ahead.ask(request);
    expect([log.at(-1), looks[0]?.signal.aborted]).toStrictEqual([request.do, true]);
    await ahead.rest();
  });

  test.each<[string, Request]>([
    ["the next search", refine],
    ["a check", { do: "check", specs: [] }],
  ])("%s ends it at once, and begins when it has ended", async (_what, request) => {
    const { ahead, log } = scene();
    await ahead.ask(refine);
    await ahead.ask(request);
    expect(log.slice(2, 4)).toStrictEqual(["look gave way", request.do]);
    await ahead.rest();
  });

  test("nothing looks while something else runs code", async () => {
    const { ahead, log } = scene();
    await Promise.all([ahead.ask(refine), ahead.ask({ do: "check", specs: [] }), ahead.ask(refine)]);
    expect(log.filter((word) => word === "look").length).toBeLessThanOrEqual(1);
    expect(log.indexOf("look") === -1 || log.indexOf("look") === log.length - 1).toBe(true);
    await ahead.rest();
  });

  test("rest settles once it has ended", async () => {
    const { ahead, log } = scene();
    await ahead.ask(refine);
    await ahead.rest();
    expect(log.at(-1)).toBe("look gave way");
  });
});

test("a look that ended is over: the next search waits for nothing", async () => {
  const { ahead, log, looks } = scene();
  await ahead.ask(refine);
  looks[0]?.end();
  await new Promise(setImmediate);
  await ahead.ask(refine);
  expect(log).toStrictEqual(["refine", "look", "look ended", "refine", "look"]);
  await ahead.rest();
});
