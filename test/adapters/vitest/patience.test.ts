import { describe, expect, test } from "vitest";
import { createEventLines } from "../../../src/adapters/vitest/event-lines.ts";
import { patience } from "../../../src/adapters/vitest/patience.ts";
import { stoppedEnd } from "../../../src/adapters/vitest/run-end.ts";
import type { RawEvent } from "../../../src/verdict/raw-events.ts";

const limits = { idleMs: 30_000, wallMs: 300_000 };

const loaded: RawEvent = { is: "loaded", version: "5.1.1", from: "project" };
const configuring: RawEvent = { is: "configuring", file: "vitest.config.ts" };
const begin: RawEvent = { is: "begin", run: 0, files: ["a.test.ts"] };
const started: RawEvent = { is: "started" };
const running: RawEvent = { is: "running", tests: [] };

describe("silence that is borne", () => {
  test.each<[string, RawEvent[], number]>([
    ["before anything is heard", [], 120_000],
    ["while Vitest is configured", [loaded, configuring], 120_000],
    ["until a worker is up", [loaded, configuring, begin], 120_000],
    ["from then on", [loaded, configuring, begin, started], 30_000],
    ["after a test, in whatever order it is told", [loaded, configuring, begin, running], 30_000],
  ])("%s", (_, events, ms) => {
    expect(patience(events, limits)).toBe(ms);
  });

  test("never longer than the whole run", () => {
    expect(patience([], { idleMs: 30_000, wallMs: 60_000 })).toBe(60_000);
  });

  test("in a warm child that has started once, a rerun is no start", () => {
    const lines = createEventLines("n", () => {});
    for (const event of [loaded, configuring, begin, started]) lines.add(`n${JSON.stringify(event)}`);
    lines.forget();
    expect(patience(lines.events(), limits)).toBe(30_000);
  });
});

describe("a run that was stopped", () => {
  test.each<[RawEvent[], "idle" | "wall-clock", string, string]>([
    [[], "idle", "not-started", "Vitest did not start within 120 s: it did not finish loading."],
    [[], "wall-clock", "not-started", "Vitest did not start within 300 s: it did not finish loading."],
    [
      [loaded, configuring],
      "idle",
      "no-vitest",
      "Vitest did not start within 120 s: `vitest.config.ts`, or what that loads, never answered.",
    ],
    [
      [loaded, { is: "configuring", file: null }],
      "idle",
      "no-vitest",
      "Vitest did not start within 120 s: its configuration never answered.",
    ],
    [
      [loaded, configuring, begin],
      "idle",
      "not-started",
      "Vitest did not start within 120 s: a global setup or the test environment did not get ready.",
    ],
    [
      [loaded, configuring, begin, started],
      "idle",
      "timeout",
      "The run was stopped after 30000 ms without a sign of life.",
    ],
    [
      [loaded, configuring, begin, started],
      "wall-clock",
      "timeout",
      "The run was stopped after 300000 ms, its whole time.",
    ],
  ])("%#", (events, stop, how, why) => {
    expect(stoppedEnd(stop, events, "", limits)).toEqual({ how, why, output: "" });
  });
});
