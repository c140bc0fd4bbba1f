import { describe, expect, test } from "vitest";
import type { RunOrder } from "../../../../src/app/run/host.ts";
import { lineWidth } from "../../../../src/tui/paint/width.ts";
import { startRunScreen } from "../../../../src/tui/screens/start-run/screen.ts";
import type { StartRunState } from "../../../../src/tui/screens/start-run/state.ts";
import { firstState } from "../../../../src/tui/screens/start-run/state.ts";
import { sharedWith, textOf } from "../../shared.ts";
import { overview } from "../run/story.ts";

const shared = sharedWith({ overview: { is: "there", value: overview } });
const specs = ["specs/slugify.md"];
const small = { columns: 60, rows: 12 };
const first = firstState(specs);

function press(state: StartRunState, keys: readonly string[]) {
  return keys.reduce(
    (step, name) => {
      const key = { name, ctrl: false, meta: false, shift: false };
      const next = startRunScreen.update(step.state, { type: "key", key }, shared, small);
      return { ...next, effects: [...step.effects, ...next.effects] };
    },
    { state, effects: [] } as ReturnType<typeof startRunScreen.update>,
  );
}

const plain: RunOrder = {
  specs,
  agent: "anthropic",
  model: null,
  fresh: false,
  unsandboxed: false,
  budgets: {},
};

describe("the order", () => {
  test.each<[string, readonly string[], Partial<RunOrder>]>([
    ["all defaults", [], {}],
    ["the agent after", ["right"], { agent: "handoff" }],
    ["the agent before, from the last", ["left"], { agent: "offline" }],
    ["some turns", ["j", "j", "2", "0"], { budgets: { turns: 20 } }],
    ["a digit taken back", ["j", "j", "2", "0", "backspace"], { budgets: { turns: 2 } }],
    ["money with cents", ["j", "j", "j", "j", "1", ".", "5"], { budgets: { cost: 1.5 } }],
    ["another model", ["m", "a", "q", "j", "enter"], { model: "aqj" }],
    ["a model is nothing to the offline agent", ["m", "a", "enter", "k", "left"], { agent: "offline" }],
    ["afresh", ["down", "down", "down", "down", "down", "down", " "], { fresh: true }],
  ])("%s", (_, keys, order) => {
    expect(press(first, [...keys, "enter"]).effects).toStrictEqual([
      { do: "start-run", order: { ...plain, ...order } },
    ]);
  });

  test("the key that names a model is there for an agent that has one", () => {
    const actions = (state: StartRunState) =>
      startRunScreen.bindings(state, shared).map(({ action }) => action);
    expect(actions(first)).toContain("type-model");
    expect(actions(press(first, ["left"]).state)).not.toContain("type-model");
  });

  test("a model's name that is too long to be pasted is refused with a word", () => {
    const { state } = press(first, ["m"]);
    const paste = { type: "paste", text: "x".repeat(1_000_000) } as const;
    const step = startRunScreen.update(state, paste, shared, small);
    expect([step.state, step.say?.tone]).toStrictEqual([state, "error"]);
  });

  test("it is given once", () => {
    expect(press(first, ["enter", "enter"]).effects).toHaveLength(1);
  });

  test("a budget that is none is refused", () => {
    const step = press(first, ["j", "j", "2", ".", "5", "k", "enter"]);
    expect(step.effects).toStrictEqual([]);
    expect(step.say).toStrictEqual({ text: "turns: a whole number, for example 20", tone: "error" });
    expect(step.state.row).toBe("turns");
  });
});

describe("what becomes of it", () => {
  const starting = press(first, ["enter"]).state;

  test("the run takes the form's place", () => {
    const event = { type: "run-linked", run: "r7", specs } as const;
    expect(startRunScreen.update(starting, event, shared, small).go).toStrictEqual({
      to: "replace",
      place: { at: "run", run: "r7" },
    });
    expect(startRunScreen.update(first, event, shared, small).go).toBeUndefined();
  });

  test("a refusal is shown with what mends it", () => {
    const event = { type: "run-refused", message: "no sandbox", advice: ["apt install bubblewrap"] } as const;
    const { state } = startRunScreen.update(starting, event, shared, small);
    const rows = textOf(startRunScreen.view(state, shared, small)).split("\n");
    expect(rows.slice(-2)).toStrictEqual([" ✗ no sandbox", " apt install bubblewrap"]);
    expect(press(state, ["enter"]).effects).toHaveLength(1);
  });
});

describe("frames", () => {
  test("60 by 12: a model, and what is sent to it", () => {
    expect(textOf(startRunScreen.view(first, shared, small))).toBe(
      [
        " An agent makes specs/slugify.md green.",
        " › agent     ‹ anthropic ›  a model writes the code",
        "   model     claude-sonnet-5-5",
        "   turns     100, or as configured",
        "   tokens    no limit, or as configured",
        "   money     no limit, or as configured",
        "   minutes   60, or as configured",
        "   begin     where an earlier run stopped, if one did",
        " Sent to the model's endpoint: the specs without their",
        " hold-outs, the subject's files, test results.",
        " Enter starts   Esc goes back",
      ].join("\n"),
    );
  });

  test("100 by 30: an agent that sends nothing", () => {
    const state = { ...firstState([]), agent: "offline" };
    const size = { columns: 100, rows: 30 };
    const lines = startRunScreen.view(state, shared, size);
    expect(textOf(lines)).toBe(
      [
        " An agent makes all specs green.",
        "",
        " › agent     ‹ offline ›  finds small functions from their examples",
        "   minutes   60, or as configured",
        "   begin     where an earlier run stopped, if one did",
        "",
        " Nothing is sent anywhere.",
        " Enter starts   Esc goes back",
      ].join("\n"),
    );
    for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(100);
  });
});
