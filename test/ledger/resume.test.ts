import { expect, test } from "vitest";
import { fold } from "../../src/ledger/fold.ts";
import { openLedger } from "../../src/ledger/ledger.ts";
import { noBudgets } from "../../src/loop/budget.ts";
import type { RunEvent } from "../../src/loop/events.ts";
import { create, createWorld, drive, replace, scriptedAgent, start } from "../loop/world.ts";
import type { ScriptedTurn } from "../loop/world.ts";
import { createMemoryJournal, Killed } from "../support/memory-journal.ts";

const turns: readonly ScriptedTurn[] = [
  { text: "Let me look.", calls: [["str_replace_based_edit_tool", { command: "view", path: "." }]] },
  { calls: [create("apple"), create("helper", "src/b.ts"), create("no", "package.json")] },
  {
    text: "Tests?",
    calls: [
      ["run_tests", {}],
      ["search", { query: "apple" }],
    ],
  },
  { calls: [replace("apple", "apple pear"), ["run_tests", {}]] },
  { text: "On.", calls: [replace("pear", "pear fig")] },
  { calls: [replace("fig", "fig secret-plum")] },
];

/** Which turn comes next is what the ledger says of those that ended. */
const turnsEnded = (events: readonly RunEvent[]) =>
  events.filter((event) => event.type === "turn-ended").length;

const whole = await (async () => {
  const world = createWorld();
  let asked = 0;
  const { state, events } = await start({ world, agent: scriptedAgent(turns, () => asked++) });
  return { world, state, events };
})();

test("the whole run, as the measure", () => {
  expect(whole.state).toMatchObject({ outcome: "green", denials: 1, edited: ["src/a.ts", "src/b.ts"] });
  expect(whole.world.files.writes).toEqual(["src/a.ts", "src/b.ts", "src/a.ts", "src/a.ts", "src/a.ts"]);
  expect(turnsEnded(whole.events)).toBe(turns.length);
});

const cuts = whole.events.map((event, index) => [index + 1, event.type] as const);

test.each(cuts)(
  "killed after event %i (%s): the same verdict, each edit once, no turn asked twice",
  async (cut) => {
    const world = createWorld();
    const journal = createMemoryJournal([], cut);
    const asked: number[] = [];
    const setting = (entries: readonly RunEvent[]) => ({
      world,
      agent: scriptedAgent(turns, () => turnsEnded(entries), asked),
    });
    const killed = openLedger({ journal, sessionMs: () => 0 }).then((ledger) =>
      drive(ledger, setting(journal.entries)),
    );
    if (cut < whole.events.length) await expect(killed).rejects.toThrow(Killed);
    else await killed;

    const again = createMemoryJournal(journal.entries);
    const state = await drive(
      await openLedger({ journal: again, sessionMs: () => 0 }),
      setting(again.entries),
    );

    expect(state.outcome).toBe("green");
    expect(state.why).toBe(whole.state.why);
    expect(Object.fromEntries(world.files.texts)).toEqual(Object.fromEntries(whole.world.files.texts));
    expect(world.files.writes).toEqual(whole.world.files.writes);
    const applied = again.entries.filter((event) => event.type === "edit-applied");
    expect(applied).toEqual(whole.events.filter((event) => event.type === "edit-applied"));
    // A turn is asked again only when the kill came while it was under way.
    const repeats = asked.length - turns.length;
    expect(repeats).toBe(whole.events[cut - 1]?.type === "turn-started" ? 1 : 0);
    expect(fold(again.entries)).toEqual(state);
  },
);

test.each([0, 1, 2, 3, 4])(
  "killed after edit %i was intended, before it was written: it is made once",
  async (nth) => {
    const world = createWorld();
    const journal = createMemoryJournal();
    let writes = 0;
    const files = {
      ...world.files,
      write: async (...args: Parameters<typeof world.files.write>) => {
        if (writes++ === nth) throw new Killed("killed before the write");
        return world.files.write(...args);
      },
    };
    const agent = scriptedAgent(turns, () => turnsEnded(journal.entries));
    const ledger = await openLedger({ journal, sessionMs: () => 0 });
    await expect(drive(ledger, { world: { ...world, files }, agent })).rejects.toThrow(Killed);
    expect(journal.entries.at(-1)?.type).toBe("edit-intended");

    const state = await drive(await openLedger({ journal, sessionMs: () => 0 }), { world, agent });
    expect(state.outcome).toBe("green");
    expect(world.files.writes).toEqual(whole.world.files.writes);
  },
);

test("what was spent before a stop counts after it, and larger budgets let it go on", async () => {
  const world = createWorld();
  const journal = createMemoryJournal();
  const agent = scriptedAgent(turns, () => turnsEnded(journal.entries));
  const budgets = { ...noBudgets, turns: 2 };
  const first = await drive(await openLedger({ journal, sessionMs: () => 0 }), { world, agent, budgets });
  expect(first).toMatchObject({ outcome: "budget", spent: { turns: 2 } });

  const ledger = await openLedger({ journal, sessionMs: () => 0 });
  await ledger.record({ type: "run-resumed", budgets: { ...noBudgets, turns: 4 } });
  expect(await drive(ledger, { world, agent })).toMatchObject({ outcome: "budget", spent: { turns: 4 } });

  const last = await openLedger({ journal, sessionMs: () => 0 });
  await last.record({ type: "run-resumed", budgets: noBudgets });
  expect(await drive(last, { world, agent })).toMatchObject({ outcome: "green", spent: { turns: 6 } });
});

test("time is the run's own: what passed between two sessions does not count", async () => {
  const journal = createMemoryJournal();
  const first = await openLedger({ journal, sessionMs: () => 5000 });
  await drive(first, {
    world: createWorld(),
    agent: { name: "a", work: async () => ({ is: "waiting", message: "" }) },
  });
  const second = await openLedger({ journal, sessionMs: () => 70 });
  expect(second.state().elapsedMs).toBe(5000);
  expect(second.elapsedMs()).toBe(5070);
});

test.each([
  ["as it was", null, "green", 1],
  ["broken since", "broken since", "red", 0],
] as const)(
  "a green verdict in the ledger is earned again, with the code %s",
  async (_name, text, outcome, judged) => {
    const cut = whole.events.findLastIndex((event) => event.type === "verdict") + 1;
    const files = Object.fromEntries(whole.world.files.texts);
    const world = createWorld(undefined, text === null ? files : { ...files, "src/a.ts": text });
    const journal = createMemoryJournal(whole.events.slice(0, cut));
    const agent = scriptedAgent([{ text: "No." }], () => 0);
    const state = await drive(await openLedger({ journal, sessionMs: () => 0 }), { world, agent });
    expect(state.outcome).toBe(outcome);
    expect(world.counts.verdict).toBe(judged);
  },
);
