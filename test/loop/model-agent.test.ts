import { describe, expect, test } from "vitest";
import type { ModelAnswer } from "../../src/loop/model.ts";
import { createModelAgent } from "../../src/loop/model-agent.ts";
import { create, createWorld, prompts, replace, scriptedModel, start } from "./world.ts";
import type { ScriptedTurn, Setting } from "./world.ts";

const all = create("apple pear fig secret-plum");

async function runOn(turns: readonly ScriptedTurn[], over: Setting["over"] = {}) {
  const model = scriptedModel(turns);
  const world = createWorld();
  const agent = createModelAgent({ name: "scripted", model, prompts, maxTokens: 1000 });
  const { state, events } = await start({ world, agent, over });
  return { state, events, world, sent: model.requests.map((request) => request.messages) };
}

const failed = (kind: "key" | "context-full" | "network"): Extract<ModelAnswer, { is: "failed" }> => ({
  is: "failed",
  kind,
  message: `it was ${kind}`,
  retryable: false,
  retryAfterMs: null,
});

describe("a tool runs only from a complete answer that stopped for it", () => {
  test.each(["max_tokens", "end_turn", "refusal", "pause_turn", "model_context_window_exceeded"] as const)(
    "not when it stopped for %s",
    async (stop) => {
      const { world, events } = await runOn([{ calls: [create("half")], over: { stop } }, { calls: [all] }]);
      expect(world.files.texts.get("src/a.ts")).not.toBe("half");
      const first = events.find((event) => event.type === "turn-ended");
      expect(first).toMatchObject({ stop, content: [] });
    },
  );

  test("a call that could not be read is told, and the others run", async () => {
    const broken = [{ name: "search", why: "its input is no JSON object" }];
    const { state, sent } = await runOn([
      { calls: [create("apple")], over: { broken } },
      { calls: [replace("apple", all[1].file_text)] },
    ]);
    expect(state.outcome).toBe("green");
    const texts = sent[1]?.at(-1)?.content.flatMap((block) => (block.type === "text" ? [block.text] : []));
    expect(texts).toHaveLength(2);
    expect(texts?.[0]).toContain("search (its input is no JSON object)");
    expect(texts?.[1]).toContain("specs/a.md:6");
  });

  test("an answer that stopped for calls and has none is the end of its work", async () => {
    const { state } = await runOn([{ over: { stop: "tool_use" } }, { calls: [all] }]);
    expect(state.outcome).toBe("green");
  });
});

test("a turn that pauses is asked to go on with what it said", async () => {
  const { sent, state } = await runOn([{ text: "Wait", over: { stop: "pause_turn" } }, { calls: [all] }]);
  expect(sent[1]?.at(-1)).toEqual({ role: "assistant", content: [{ type: "text", text: "Wait" }] });
  expect(state.outcome).toBe("green");
});

test("a refusal ends the run red, with the model's words", async () => {
  const { state } = await runOn([{ over: { stop: "refusal", stopDetail: "not that" } }]);
  expect(state).toMatchObject({ outcome: "red", why: "The model refused: not that" });
});

test.each<[string, ScriptedTurn]>([
  ["says so", { over: { stop: "model_context_window_exceeded" } }],
  ["refuses the request", { fail: failed("context-full") }],
])("a full context (the model %s) starts afresh", async (_name, turn) => {
  const { state, sent, events } = await runOn([{ calls: [create("apple")] }, turn, { calls: [all] }]);
  expect(state.outcome).toBe("green");
  expect(events.filter((event) => event.type === "fresh-context")).toHaveLength(1);
  expect(sent[2]).toHaveLength(1);
});

test("a failure ends the run as infra, and is in the ledger", async () => {
  const { state, events } = await runOn([{ fail: failed("key") }]);
  expect(state).toMatchObject({ outcome: "infra", why: "it was key" });
  expect(events).toContainEqual(expect.objectContaining({ type: "turn-failed", kind: "key" }));
});

test("a limit that cut an answer is named, as the budget left it", async () => {
  const { sent } = await runOn([{ text: "so", over: { stop: "max_tokens" } }, { calls: [all] }]);
  expect(JSON.stringify(sent[1]?.at(-1))).toContain("cut off at 1000 tokens. Go on");
});

test("a model that only looks is measured now and then, and stopped", async () => {
  const { state, sent } = await runOn([{ calls: [["search", { query: "x" }]] }]);
  expect(state.why).toMatch(/^No progress/);
  // Twenty looks for each of six attempts.
  expect(sent).toHaveLength(120);
});

test("tests and a hold-out that fails are both told when one turn edits and runs the tests", async () => {
  const { sent } = await runOn([
    { calls: [create("apple pear")] },
    { calls: [replace("pear", "pear fig"), ["run_tests", {}]] },
    { calls: [replace("fig", "fig secret-plum")] },
  ]);
  const last = sent[2]?.at(-1)?.content ?? [];
  expect(last.map((block) => block.type)).toEqual(["tool_result", "tool_result", "text"]);
  expect(last[1]).toMatchObject({ content: "All visible examples pass." });
  expect(JSON.stringify(last[2])).toContain("hold-out");
});

test("every call has its result in the next message, also when it is not run twice", async () => {
  const { sent } = await runOn([
    { calls: [create("a"), create("b"), ["nope", {}], ["search", {}]] },
    { calls: [create("apple pear fig secret-plum")] },
  ]);
  const results = sent[1]?.at(-1)?.content.filter((block) => block.type === "tool_result");
  expect(results?.map((block) => block.is_error)).toEqual([false, false, true, true]);
});

test("the system prompt and the tools are the same for every call on a spec", async () => {
  const model = scriptedModel([{ calls: [create("apple")] }, { calls: [all] }]);
  const agent = createModelAgent({ name: "scripted", model, prompts, maxTokens: 1000 });
  await start({ world: createWorld(), agent });
  const [first, second] = model.requests;
  expect(second?.system).toEqual(first?.system);
  expect(second?.tools).toEqual(first?.tools);
});
