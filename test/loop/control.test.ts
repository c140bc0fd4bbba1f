import { describe, expect, test } from "vitest";
import { fold } from "../../src/ledger/fold.ts";
import { openLedger } from "../../src/ledger/ledger.ts";
import type { Ledger } from "../../src/ledger/ledger.ts";
import { noBudgets } from "../../src/loop/budget.ts";
import type { RunEvent } from "../../src/loop/events.ts";
import { createModelAgent } from "../../src/loop/model-agent.ts";
import type { Model, ModelRequest } from "../../src/loop/model.ts";
import { createPace } from "../../src/loop/pace.ts";
import { createMemoryJournal } from "../support/memory-journal.ts";
import { create, createWorld, drive, prompts, replace, scriptedModel } from "./world.ts";
import type { ScriptedTurn, Setting } from "./world.ts";

const turns: readonly ScriptedTurn[] = [
  { calls: [["str_replace_based_edit_tool", { command: "view", path: "." }]] },
  { calls: [create("apple pear")] },
  { calls: [replace("pear", "pear fig secret-plum")] },
];

const said = "The person who watches this run says:\n\nUse a list.";

/** A run on which something is done while its n-th turn (from 1) is under way. */
async function scene(
  during: (turn: number, at: { ledger: Ledger }) => Promise<void> | void,
  over: Partial<Setting> = {},
) {
  const journal = createMemoryJournal();
  const ledger = await openLedger({ journal, sessionMs: () => 0 });
  const scripted = scriptedModel(turns);
  const requests: ModelRequest[] = [];
  const model: Model = {
    name: "scripted",
    async turn(request, io) {
      requests.push(structuredClone(request));
      await during(requests.length, { ledger });
      return scripted.turn(request, io);
    },
  };
  const agent = createModelAgent({ name: "scripted", model, prompts, maxTokens: 1000 });
  const state = await drive(ledger, { world: createWorld(), agent, ...over });
  return { state, requests, events: journal.entries };
}

const types = (events: readonly RunEvent[]) => events.map(({ type }) => type);

describe("what the person says", () => {
  test("goes out with the next turn, behind the results of the one under way", async () => {
    const { state, requests, events } = await scene(async (turn, { ledger }) => {
      if (turn === 1) await ledger.record({ type: "person-said", text: "Use a list." });
    });
    expect(state.outcome).toBe("green");
    expect(JSON.stringify(requests[0])).not.toContain("Use a list.");
    const last = requests[1]?.messages.at(-1);
    expect(last?.role).toBe("user");
    expect(last?.content.map(({ type }) => type)).toStrictEqual(["tool_result", "text"]);
    expect(last?.content.at(-1)).toStrictEqual({ type: "text", text: said });
    expect(types(events).indexOf("person-said")).toBeLessThan(types(events).indexOf("turn-ended"));
  });

  test("is not said twice, and a kill before the next turn loses nothing of it", async () => {
    const { events } = await scene(async (turn, { ledger }) => {
      if (turn === 1) await ledger.record({ type: "person-said", text: "Use a list." });
    });
    const at = types(events).indexOf("person-said");
    const killed = fold(events.slice(0, at + 1));
    expect(killed.conversation.unsent).toStrictEqual(["Use a list."]);
    const first = events.slice(0, types(events).lastIndexOf("requirement-started"));
    const whole = JSON.stringify(fold(first).conversation.messages);
    expect(whole.split("Use a list.")).toHaveLength(2);
  });

  test("a fresh context hears it again, the next requirement does not", () => {
    const start: RunEvent = {
      type: "run-started",
      run: "r",
      specs: [],
      agent: "a",
      model: "m",
      budgets: noBudgets,
      snapshot: "s",
      sandbox: "none",
    };
    const until: RunEvent[] = [
      start,
      { type: "requirement-started", requirement: "one", why: "red", code: "c" },
      { type: "told", text: "Do one." },
      { type: "person-said", text: "Use a list." },
      { type: "turn-started", turn: 1 },
    ];
    const heard = (events: readonly RunEvent[]) =>
      JSON.stringify(fold([...events, { type: "turn-started", turn: 2 }]).conversation.messages);
    expect(heard([...until, { type: "fresh-context", requirement: "one", notes: [] }])).toContain(
      "Use a list.",
    );
    const next: RunEvent = { type: "requirement-started", requirement: "two", why: "red", code: "c" };
    expect(heard([...until, next])).not.toContain("Use a list.");
    // Not yet heard: it is kept for whatever comes next.
    expect(heard([...until.slice(0, -1), next])).toContain("Use a list.");
  });

  test("a task that was told before a kill is not told again because someone spoke behind it", async () => {
    const journal = createMemoryJournal();
    const world = createWorld();
    const cut: Model = { name: "cut", turn: () => Promise.reject(new Error("killed")) };
    const agentOf = (model: Model) => createModelAgent({ name: "scripted", model, prompts, maxTokens: 1000 });
    const first = await openLedger({ journal, sessionMs: () => 0 });
    const speaking: Model = {
      name: "speaking",
      async turn(request, io) {
        const { messages } = request;
        if (messages.length === 1) return scriptedModel([turns[1] ?? {}]).turn(request, io);
        return cut.turn(request, io);
      },
    };
    await expect(drive(first, { world, agent: agentOf(speaking) })).rejects.toThrow("killed");
    await first.record({ type: "person-said", text: "Use a list." });
    const again = await openLedger({ journal, sessionMs: () => 0 });
    const sent: ModelRequest[] = [];
    const last: Model = {
      name: "last",
      turn(request, io) {
        sent.push(structuredClone(request));
        return scriptedModel([turns[2] ?? {}]).turn(request, io);
      },
    };
    await drive(again, { world, agent: agentOf(last) });
    const texts = sent[0]?.messages.at(-1)?.content.filter(({ type }) => type === "text");
    expect(texts).toHaveLength(2);
    expect(texts?.at(-1)).toStrictEqual({ type: "text", text: said });
  });
});

describe("limits that change while it runs", () => {
  test("a smaller one holds from the next step on", async () => {
    const { state, requests } = await scene(async (turn, { ledger }) => {
      if (turn === 1) await ledger.record({ type: "budgets-changed", budgets: { ...noBudgets, turns: 2 } });
    });
    expect(state).toMatchObject({ outcome: "budget", spent: { turns: 2 }, budgets: { turns: 2 } });
    expect(requests).toHaveLength(2);
  });

  test("a larger one lets it go on", async () => {
    const budgets = { ...noBudgets, turns: 1 };
    const { state } = await scene(
      async (turn, { ledger }) => {
        if (turn === 1) await ledger.record({ type: "budgets-changed", budgets: { ...noBudgets, turns: 9 } });
      },
      { budgets },
    );
    expect(state.outcome).toBe("green");
  });
});

describe("pace", () => {
  const silent = { onHeld: () => {}, onReleased: () => {} };

  test("a stop lets the step end that has begun, and is resumable", async () => {
    const pace = createPace(silent);
    const { state, requests, events } = await scene(
      (turn) => {
        if (turn === 2) pace.stop();
      },
      { over: { pace } },
    );
    expect(requests).toHaveLength(2);
    expect(types(events)).toContain("edit-applied");
    expect(events.at(-1)).toMatchObject({ type: "paused", why: "interrupted" });
    expect(state.outcome).toBe(null);
  });

  test("no call goes out while it is paused; resumed, it goes on to green", async () => {
    const held = Promise.withResolvers<void>();
    const pace = createPace({ onHeld: held.resolve, onReleased: () => {} });
    let asked = 0;
    const running = scene(
      (turn) => {
        asked = turn;
        if (turn === 1) pace.pause();
      },
      { over: { pace } },
    );
    await held.promise;
    expect(asked).toBe(1);
    pace.resume();
    expect((await running).state.outcome).toBe("green");
  });
});
