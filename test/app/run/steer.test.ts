import { describe, expect, test } from "vitest";
import type { RunControl } from "../../../src/app/run/host.ts";
import { createSteer } from "../../../src/app/run/steer.ts";
import { openLedger } from "../../../src/ledger/ledger.ts";
import { noBudgets } from "../../../src/loop/budget.ts";
import type { RunEventBody } from "../../../src/loop/events.ts";
import { createPace } from "../../../src/loop/pace.ts";
import { createMemoryJournal } from "../../support/memory-journal.ts";

const start: RunEventBody = {
  type: "run-started",
  run: "r",
  specs: [],
  agent: "a",
  model: "m",
  budgets: { ...noBudgets, turns: 5 },
  snapshot: "s",
  sandbox: "none",
};

async function scene(events: readonly RunEventBody[] = []) {
  const journal = createMemoryJournal();
  const ledger = await openLedger({ journal, sessionMs: () => 0 });
  for (const event of [start, ...events]) await ledger.record(event);
  const pace = createPace({ onHeld: () => {}, onReleased: () => {} });
  const notices: string[] = [];
  const steer = createSteer({
    pace,
    ledger: Promise.resolve(ledger),
    refuseBudgets: ({ cost }) => (cost === null ? null : "the price is unknown"),
    onNotice: (notice) => notices.push(notice),
  });
  return { steer, pace, notices, last: () => journal.entries.at(-1), ledger };
}

test("pause, resume and stop set the pace, and say what they wait for", async () => {
  const { steer, pace, notices } = await scene();
  expect(await steer({ control: "pause" })).toBeNull();
  expect(pace.isPaused()).toBe(true);
  expect(await steer({ control: "pause" })).toBeNull();
  expect(notices).toStrictEqual(["pausing: the step that has begun is finished first"]);
  expect(await steer({ control: "resume" })).toBeNull();
  expect(pace.isPaused()).toBe(false);
  expect(await steer({ control: "stop" })).toBeNull();
  expect(pace.stopping.aborted).toBe(true);
  expect(await steer({ control: "pause" })).toBe("the run is stopping already");
});

test("a message is recorded as the person's, without what a terminal would act on", async () => {
  const { steer, last } = await scene();
  expect(await steer({ control: "message", text: " \u001b[31mUse a list.\u001b[0m\n" })).toBeNull();
  expect(last()).toMatchObject({ type: "person-said", text: "Use a list." });
});

test("limits are put over those that hold", async () => {
  const { steer, last, ledger } = await scene();
  expect(await steer({ control: "budgets", budgets: { tokens: 9 } })).toBeNull();
  expect(last()).toMatchObject({ type: "budgets-changed", budgets: { turns: 5, tokens: 9 } });
  expect(await steer({ control: "budgets", budgets: { turns: null } })).toBeNull();
  expect(ledger.state().budgets).toMatchObject({ turns: null, tokens: 9 });
});

describe("what cannot be is told, and nothing is recorded", () => {
  test.each<[string, RunControl, readonly RunEventBody[], RegExp]>([
    ["an empty message", { control: "message", text: " \u001b[0m " }, [], /is empty/],
    ["a limit that cannot be kept", { control: "budgets", budgets: { cost: 1 } }, [], /price is unknown/],
    [
      "a message to a run that has ended",
      { control: "message", text: "Too late." },
      [{ type: "run-ended", outcome: "red", why: "" }],
      /has ended: red/,
    ],
    [
      "limits of one that has ended",
      { control: "budgets", budgets: { turns: 9 } },
      [{ type: "run-ended", outcome: "budget", why: "" }],
      /has ended: budget/,
    ],
  ])("%s", async (_, control, events, says) => {
    const { steer, last } = await scene(events);
    const before = last();
    expect(await steer(control)).toMatch(says);
    expect(last()).toBe(before);
  });
});
