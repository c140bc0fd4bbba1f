import { expect, test } from "vitest";
import { createRunPrinter } from "../../../src/cli/print/run-events.ts";
import type { Screen } from "../../../src/cli/screen.ts";
import { readEvents } from "../../../src/ledger/read-events.ts";
import { noBudgets } from "../../../src/loop/budget.ts";
import type { RunEvent } from "../../../src/loop/events.ts";
import { emptyState, step } from "../../../src/loop/state.ts";
import { addEvent } from "../../../src/tui/transcript/add-event.ts";
import { emptyTranscript } from "../../../src/tui/transcript/transcript.ts";

const event: RunEvent = {
  type: "weak-found",
  requirements: [
    {
      requirement: "one/r",
      spec: "specs/one.md",
      line: 6,
      message: '"R" does not pin `f` down',
      expected: "an example that this program fails",
      example: "- `f(2)` is `…`.",
    },
  ],
};

test("the event is one of a ledger, and changes nothing of a run's state", () => {
  const started: RunEvent = {
    type: "run-started",
    run: "1",
    specs: [],
    agent: "offline",
    model: null,
    budgets: noBudgets,
    snapshot: "",
    sandbox: "none",
  };
  expect(readEvents([started, event])).toStrictEqual([started, event]);
  expect(step(emptyState, event)).toStrictEqual(emptyState);
});

test("the run's screen shows a warning for each requirement", () => {
  const { last } = addEvent(emptyTranscript, event);
  expect(last?.parts).toMatchObject([{ is: "notice", tone: "warning" }]);
  expect(JSON.stringify(last?.parts)).toContain("specs/one.md:6");
});

test("a line of JSON, or the warning as check prints it", () => {
  const said: string[] = [];
  const screen = {
    isJson: false,
    columns: 80,
    out: (line: string) => said.push(line),
    err: (line: string) => said.push(line),
    paint: (_: unknown, text: string) => text,
  } as unknown as Screen;
  createRunPrinter(screen).event(event, emptyState);
  expect(said).toStrictEqual([
    'warning specs/one.md:6  "R" does not pin `f` down  weak',
    "  expected: an example that this program fails",
    "    - `f(2)` is `…`.",
  ]);
  said.length = 0;
  createRunPrinter({ ...screen, isJson: true }).event(event, emptyState);
  expect(said.map((line) => JSON.parse(line) as unknown)).toStrictEqual([event]);
});
