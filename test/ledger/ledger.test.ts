import { describe, expect, test } from "vitest";
import { fold } from "../../src/ledger/fold.ts";
import { openLedger } from "../../src/ledger/ledger.ts";
import { LedgerError } from "../../src/ledger/read-events.ts";
import { noBudgets } from "../../src/loop/budget.ts";
import type { RunEvent } from "../../src/loop/events.ts";
import { emptyState, isResumable, proposalWaits } from "../../src/loop/state.ts";
import { createMemoryJournal } from "../support/memory-journal.ts";

const started: RunEvent = {
  type: "run-started",
  run: "r",
  specs: [],
  agent: "a",
  model: null,
  budgets: noBudgets,
  snapshot: "s",
  sandbox: "none",
};
const ended = (outcome: "green" | "red" | "budget" | "infra" | "compromised"): RunEvent => ({
  type: "run-ended",
  outcome,
  why: "",
});
const files = [{ path: "src/a.ts", preHash: null, postHash: "h" }];

test("an empty ledger is an empty state", () => {
  expect(fold([])).toEqual(emptyState);
});

test.each<[string, readonly RunEvent[], boolean, boolean]>([
  ["nothing", [], false, false],
  ["under way", [started], true, false],
  ["green, not proposed yet", [started, ended("green")], true, false],
  ["red", [started, ended("red")], false, false],
  ["out of budget", [started, ended("budget")], true, false],
  ["network gone", [started, ended("infra")], true, false],
  ["compromised", [started, ended("compromised")], false, false],
  ["a proposal", [started, ended("green"), { type: "proposal", files }], false, true],
  [
    "applied",
    [started, ended("green"), { type: "proposal", files }, { type: "applied", files: ["src/a.ts"] }],
    false,
    false,
  ],
  [
    "declined",
    [started, ended("green"), { type: "proposal", files }, { type: "proposal-declined" }],
    false,
    false,
  ],
])("%s: resumable, waiting", (_name, events, resumable, waits) => {
  const state = fold(events);
  expect([isResumable(state), proposalWaits(state)]).toEqual([resumable, waits]);
});

test("tokens and money add up; money stays unknown once it was", () => {
  const turn = (cost: number | null): RunEvent => ({
    type: "turn-ended",
    turn: 1,
    content: [],
    stop: "end_turn",
    usage: { input: 1, output: 2, cacheWrite: 3, cacheRead: 4 },
    cost,
  });
  expect(fold([started, turn(0.25), turn(0.5)]).spent).toEqual({ turns: 2, tokens: 20, cost: 0.75 });
  expect(fold([started, turn(0.25), turn(null), turn(1)]).spent.cost).toBe(null);
});

describe("a log that cannot be read says which entry, and what to do", () => {
  test.each<[string, readonly unknown[], RegExp]>([
    ["an unknown event", [started, { type: "from-the-future" }], /entry 2 .*from-the-future.*--fresh/],
    ["no event", [started, 7], /entry 2 .*7/],
    ["no start", [ended("red")], /entry 1 .*run-ended; expected run-started/],
    ["two starts", [started, started], /entry 2 .*run-started first, and there only/],
  ])("%s", async (_name, entries, message) => {
    const journal = { ...createMemoryJournal(), read: async () => ({ events: entries, notice: null }) };
    const opening = openLedger({ journal, sessionMs: () => 0 });
    await expect(opening).rejects.toThrow(LedgerError);
    await expect(opening).rejects.toThrow(message);
  });
});

test("events are appended in the order of the calls, and told once they are safe", async () => {
  const journal = createMemoryJournal();
  const told: string[] = [];
  const ledger = await openLedger({
    journal,
    sessionMs: () => 12.4,
    onEvent: (event) => told.push(`${event.type} ${journal.entries.length}`),
  });
  const { type: _type, ...rest } = started;
  await Promise.all([
    ledger.record({ type: "run-started", ...rest }),
    ledger.record({ type: "told", text: "a" }),
    ledger.record({ type: "told", text: "b" }),
  ]);
  expect(told).toEqual(["run-started 1", "told 2", "told 3"]);
  expect(journal.entries.map((event) => event.at)).toEqual([12, 12, 12]);
});

test("an event that could not be written changes nothing, and its caller learns of it", async () => {
  let full = true;
  const journal = createMemoryJournal([started]);
  const ledger = await openLedger({
    journal: {
      ...journal,
      append: async (event) => {
        if (full) throw new Error("no space left");
        await journal.append(event);
      },
    },
    sessionMs: () => 0,
  });
  await expect(ledger.record({ type: "told", text: "a" })).rejects.toThrow("no space left");
  expect(ledger.state().conversation.messages).toEqual([]);
  full = false;
  await ledger.record({ type: "told", text: "b" });
  expect(ledger.state().conversation.messages).toHaveLength(1);
});

test("the notice of a torn last line is passed on", async () => {
  const journal = {
    ...createMemoryJournal(),
    read: async () => ({ events: [started], notice: "1 torn line" }),
  };
  expect((await openLedger({ journal, sessionMs: () => 0 })).notice).toBe("1 torn line");
});
