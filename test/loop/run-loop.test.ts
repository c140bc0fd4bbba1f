import { describe, expect, test } from "vitest";
import type { Agent } from "../../src/loop/agent.ts";
import { noBudgets } from "../../src/loop/budget.ts";
import type { RunEvent, Verdict } from "../../src/loop/events.ts";
import { createModelAgent } from "../../src/loop/model-agent.ts";
import { create, createWorld, judgeWorld, prompts, replace, scriptedModel, start } from "./world.ts";
import type { ScriptedTurn, Setting, World } from "./world.ts";

function modelAgent(turns: readonly ScriptedTurn[]) {
  const model = scriptedModel(turns);
  return { model, agent: createModelAgent({ name: "scripted", model, prompts, maxTokens: 1000 }) };
}

const types = (events: readonly RunEvent[]) => events.map((event) => event.type);
const verdicts = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.type === "verdict" ? [`${event.by} ${event.outcome}`] : []));

describe("the loop", () => {
  test("a wrong attempt, then a right one: two verdicts, one edit each, green", async () => {
    const world = createWorld();
    const { agent, model } = modelAgent([
      { text: "First try.", calls: [create("apple pear")] },
      { calls: [replace("pear", "pear fig secret-plum")] },
    ]);
    const { state, events } = await start({ world, agent });
    expect(state.outcome).toBe("green");
    expect(verdicts(events)).toEqual(["suite red", "judge green"]);
    expect(world.files.writes).toEqual(["src/a.ts", "src/a.ts"]);
    expect(model.requests).toHaveLength(2);
  });

  test("the same, when the agent ends its turn between the attempts", async () => {
    const world = createWorld();
    const { agent } = modelAgent([
      { calls: [create("apple pear")] },
      { text: "Done." },
      { calls: [replace("pear", "pear fig secret-plum")] },
      { text: "Done." },
    ]);
    const { state, events } = await start({ world, agent });
    expect(state.outcome).toBe("green");
    expect(verdicts(events)).toEqual(["suite red", "judge green"]);
  });

  test("one requirement at a time, in order; what held must hold again before the next", async () => {
    const { agent, model } = modelAgent([
      { calls: [create("apple pear")] },
      { calls: [replace("pear", "fig")] },
      { calls: [replace("fig", "fig pear secret-plum")] },
    ]);
    const { state, events } = await start({ world: createWorld(), agent });
    expect(
      events.flatMap((event) => (event.type === "requirement-started" ? [event.requirement] : [])),
    ).toEqual(["one", "two"]);
    expect(JSON.stringify(model.requests[2]?.messages.at(-1))).toContain("specs/a.md:6");
    expect(state.outcome).toBe("green");
  });

  test("code that is green already is judged without asking anyone", async () => {
    const world = createWorld(undefined, { "src/a.ts": "apple pear fig secret-plum" });
    const { agent, model } = modelAgent([]);
    const { state, events } = await start({ world, agent });
    expect(state.outcome).toBe("green");
    expect(model.requests).toEqual([]);
    expect(types(events)).toEqual([
      "run-started",
      "trial-started",
      "feedback",
      "trial-started",
      "verdict",
      "run-ended",
    ]);
  });

  test("a hold-out that fails: the agent is told that it does, and nothing of it", async () => {
    const { agent, model } = modelAgent([
      { calls: [create("apple pear fig")] },
      { calls: [replace("fig", "fig secret-plum")] },
    ]);
    const { state, events } = await start({ world: createWorld(), agent });
    expect(state.outcome).toBe("green");
    expect(verdicts(events)).toEqual(["judge red", "judge green"]);
    const sent = JSON.stringify(model.requests[1]);
    expect(sent).toContain('A hold-out of requirement \\"Title two\\" fails.');
    // The judge's own evidence of it must be nowhere; line 11 is the hold-out's.
    expect(sent).not.toContain("secret-plum");
    expect(sent).not.toContain("a.md:11");
  });

  test("no progress: three attempts without new code make the context fresh, three more stop the run", async () => {
    const { agent, model } = modelAgent([{ calls: [create("apple")] }, { text: "I think that is all." }]);
    const { state, events } = await start({ world: createWorld(), agent });
    expect(state.outcome).toBe("red");
    expect(state.why).toMatch(/^No progress/);
    expect(events.flatMap((event) => (event.type === "no-progress" ? [event.count] : []))).toEqual([
      1, 2, 3, 1, 2, 3,
    ]);
    expect(types(events).filter((type) => type === "fresh-context")).toHaveLength(1);
    const fresh = model.requests.find((request, index) => index > 1 && request.messages.length === 1);
    expect(JSON.stringify(fresh)).toContain("Edited src/a.ts; then 1 examples passed, 2 failed");
  });

  test("going back and forth between two versions is no progress", async () => {
    const turns: ScriptedTurn[] = [
      { calls: [create("apple")] },
      ...Array.from({ length: 20 }, (_, at): ScriptedTurn =>
        at % 2 === 0 ? { calls: [replace("apple", "pear")] } : { calls: [replace("pear", "apple")] },
      ),
    ];
    const { state } = await start({ world: createWorld(), agent: modelAgent(turns).agent });
    expect(state.why).toMatch(/^No progress/);
  });

  test.each([
    ["turns", { turns: 2 }, 2],
    ["tokens", { tokens: 30 }, 2],
    ["cost", { cost: 1 }, 2],
    ["minutes", { minutes: 0 }, 0],
  ] as const)("a budget of %s is checked before a call goes out", async (which, budget, calls) => {
    const { agent, model } = modelAgent([
      { calls: [create("a")] },
      { calls: [create("b")] },
      { calls: [create("c")] },
    ]);
    const { state, events } = await start({
      world: createWorld(),
      agent,
      budgets: { ...noBudgets, ...budget },
    });
    expect(state.outcome).toBe("budget");
    expect(model.requests).toHaveLength(calls);
    expect(events.find((event) => event.type === "budget-exhausted")).toMatchObject({ which });
  });

  test("a conflict stops the run as ambiguous, with its lines and reason", async () => {
    const { agent } = modelAgent([
      { calls: [["report_conflict", { lines: [5, 6], reason: "both at once" }]] },
    ]);
    const { state } = await start({ world: createWorld(), agent });
    expect(state.outcome).toBe("ambiguous");
    expect(state.conflict).toEqual({ lines: [5, 6], reason: "both at once" });
    expect(state.why).toContain("both at once");
  });

  test("a refused write is counted and told, and the run goes on", async () => {
    const world = createWorld();
    const { agent, model } = modelAgent([
      { calls: [create("cheat", "specs/a.md"), create("{}", "package.json")] },
      { calls: [create("apple pear fig secret-plum")] },
    ]);
    const { state } = await start({ world, agent });
    expect(state).toMatchObject({ outcome: "green", denials: 2, edited: ["src/a.ts"] });
    expect(world.files.texts.get("specs/a.md")).toBe("# A");
    expect(JSON.stringify(model.requests[1]?.messages.at(-1))).toContain("You may write `src`");
  });

  test("only unbound examples left: red, and no agent is asked", async () => {
    const world = createWorld();
    const { agent, model } = modelAgent([]);
    const unbound = {
      requirement: "two",
      example: "two/unbound",
      spec: "specs/a.md",
      line: 9,
      kind: "unbound",
      message: "no example",
      expected: null,
      actual: null,
    } as const;
    const counts = { passed: 3, failed: 1 };
    const { state } = await start({
      world,
      agent,
      over: {
        feedback: async () => ({ is: "measured", counts, failures: [unbound], problems: [], passed: [] }),
        verdict: async () => ({
          ...judgeWorld(world),
          outcome: "red",
          counts,
          failures: [unbound],
          heldOut: [],
          why: "unbound",
        }),
      },
    });
    expect(state).toMatchObject({ outcome: "red", why: "unbound" });
    expect(model.requests).toEqual([]);
  });

  test("a suite that fails outside any test is not green", async () => {
    const { agent, model } = modelAgent([{ text: "What?" }]);
    const counts = { passed: 3, failed: 0 };
    const { state } = await start({
      world: createWorld(),
      agent,
      over: {
        feedback: async () => ({
          is: "measured",
          counts,
          failures: [],
          problems: ["boom in a timer"],
          passed: [],
        }),
      },
    });
    expect(state.outcome).toBe("red");
    expect(JSON.stringify(model.requests[0])).toContain("boom in a timer");
  });

  test("a suite that cannot be run ends as infra", async () => {
    const { agent } = modelAgent([]);
    const over: Setting["over"] = { feedback: async () => ({ is: "broken", why: "no Vitest" }) };
    expect((await start({ world: createWorld(), agent, over })).state).toMatchObject({
      outcome: "infra",
      why: "no Vitest",
    });
  });

  test.each<[string, Agent["work"], string, RegExp]>([
    ["gives up", async () => ({ is: "gave-up", why: "this needs a model" }), "red", /needs a model/],
    [
      "fails",
      async () => ({ is: "failed", kind: "key", message: "key refused", retryable: false }),
      "infra",
      /key refused/,
    ],
    ["has a full context twice", async () => ({ is: "context-full" }), "red", /context was full/],
  ])("an agent that %s", async (_name, work, outcome, why) => {
    const { state } = await start({ world: createWorld(), agent: { name: "a", work } });
    expect(state.outcome).toBe(outcome);
    expect(state.why).toMatch(why);
  });

  test("nobody there to hand over to: paused, resumable, not decided", async () => {
    const agent: Agent = { name: "handoff", work: async () => ({ is: "waiting", message: "your turn" }) };
    const { state } = await start({ world: createWorld(), agent });
    expect(state).toMatchObject({ outcome: null, paused: { why: "waiting", message: "your turn" } });
  });

  test("interrupted while the agent works: paused", async () => {
    const controller = new AbortController();
    const agent: Agent = {
      name: "a",
      async work() {
        controller.abort();
        return { is: "interrupted" };
      },
    };
    const { state } = await start({ world: createWorld(), agent, signal: controller.signal });
    expect(state).toMatchObject({ outcome: null, paused: { why: "interrupted" } });
  });

  describe("a judge that disagrees with the suite", () => {
    const green = createWorld(undefined, { "src/a.ts": "apple pear fig secret-plum" });
    const against = (...examples: string[]): Partial<Verdict> => ({
      outcome: "compromised",
      compromised: examples,
    });
    test.each<[string, readonly Partial<Verdict>[], string]>([
      ["twice on the same example", [against("x", "y"), against("y")], "compromised"],
      ["twice on different ones", [against("x"), against("y")], "flaky"],
      ["once only", [against("x"), { outcome: "green" }], "flaky"],
      ["never, but flaky", [{ outcome: "flaky" }], "flaky"],
      ["never, but cannot run", [{ outcome: "infra" }], "infra"],
    ])("%s", async (_name, said, outcome) => {
      const { agent, model } = modelAgent([]);
      let at = 0;
      const verdict: NonNullable<Setting["over"]>["verdict"] = async () => ({
        ...judgeWorld(green),
        ...said[at++],
      });
      const { state } = await start({ world: green, agent, over: { verdict } });
      expect(state.outcome).toBe(outcome);
      expect(at).toBe(said.length);
      // Never a hint for the agent.
      expect(model.requests).toEqual([]);
    });
  });
});

test("the same code is measured once", async () => {
  const world: World = createWorld();
  const { agent } = modelAgent([
    { calls: [create("apple pear fig secret-plum"), ["run_tests", {}], ["run_tests", {}]] },
  ]);
  await start({ world, agent });
  expect(world.counts).toEqual({ feedback: 2, verdict: 1 });
});
