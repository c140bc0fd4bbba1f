import { describe, expect, test } from "vitest";
import type { HostMessage } from "../../../../src/app/run/host.ts";
import type { Shared } from "../../../../src/tui/model.ts";
import { runScreen } from "../../../../src/tui/screens/run/screen.ts";
import type { RunScreenState } from "../../../../src/tui/screens/run/state.ts";
import { firstState } from "../../../../src/tui/screens/run/state.ts";
import { textOf } from "../../shared.ts";
import { overview, run, says, sharedOf, twoTurns } from "./story.ts";

const size = { columns: 60, rows: 12 };
const first = firstState(run);
const brief = { is: "brief", text: "# Joins words" } as const;
const handoff: readonly HostMessage[] = [says.started("handoff", null), says.requirement(), brief];
const paused: readonly HostMessage[] = [...twoTurns, { is: "paused" }];
const conflict: readonly HostMessage[] = [
  ...twoTurns,
  says.event({ type: "conflict-reported", requirement: null, lines: [14], reason: "no" }),
  says.ended("ambiguous", "no"),
];
const waiting: readonly HostMessage[] = [
  ...twoTurns,
  says.verdict("green", 3, 0),
  says.ended("green", ""),
  says.event({ type: "proposal", files: [] }),
];

function press(state: RunScreenState, keys: readonly string[], shared: Shared) {
  return keys.reduce(
    (step, name) => {
      const ctrl = name.startsWith("ctrl+");
      const key = { name: name.replace("ctrl+", ""), ctrl, meta: false, shift: false };
      const next = runScreen.update(step.state, { type: "key", key }, shared, size);
      return { ...next, effects: [...step.effects, ...next.effects] };
    },
    { state, effects: [] } as ReturnType<typeof runScreen.update>,
  );
}

function control(what: object) {
  return [{ do: "control-run", run, control: what }];
}

describe("keys that are told to the run", () => {
  test.each([
    ["pauses", twoTurns, ["p"], control({ control: "pause" })],
    ["resumes", paused, ["p"], control({ control: "resume" })],
    ["stops when it is sure", twoTurns, ["s", "y"], control({ control: "stop" })],
    ["does not stop when it is not", twoTurns, ["s", "n"], []],
    ["says something", twoTurns, ["m", "h", "i", "q", "enter"], control({ control: "message", text: "hiq" })],
    ["says nothing", twoTurns, ["m", "enter"], []],
    ["says nothing after all", twoTurns, ["m", "h", "escape"], []],
    ["more turns", twoTurns, ["b", "t"], control({ control: "budgets", budgets: { turns: 150 } })],
    ["more tokens", twoTurns, ["b", "k"], control({ control: "budgets", budgets: { tokens: 600_000 } })],
    ["more money", twoTurns, ["b", "c"], control({ control: "budgets", budgets: { cost: 1.5 } })],
    ["more minutes", twoTurns, ["b", "m"], control({ control: "budgets", budgets: { minutes: 90 } })],
    ["none of it once it ended", conflict, ["p", "s", "m", "b"], []],
  ])("%s", (_, messages, keys, effects) => {
    const step = press(first, keys, sharedOf(messages));
    expect(step.effects).toStrictEqual(effects);
    expect(step.state.asks).toStrictEqual({ is: "nothing" });
  });
});

describe("keys that lead elsewhere", () => {
  const lost = { liveRuns: new Set<string>() };
  test.each([
    ["a accepts", waiting, {}, "a", { to: "open", place: { at: "accept", run } }],
    ["l leaves it running", twoTurns, {}, "l", { to: "back" }],
    [
      "r goes on with a lost run",
      twoTurns,
      lost,
      "r",
      { to: "replace", place: { at: "start-run", specs: ["specs/slugify.md"] } },
    ],
    ["r is nothing while it runs", twoTurns, {}, "r", undefined],
  ] as const)("%s", (_, messages, given, key, go) => {
    expect(press(first, [key], sharedOf(messages, given)).go).toStrictEqual(go);
  });

  test("l tells that the run is left", () => {
    expect(press(first, ["l"], sharedOf(twoTurns)).effects).toStrictEqual([{ do: "leave-run", run }]);
  });

  test("e opens the spec at the conflict's first line", () => {
    expect(press(first, ["e"], sharedOf(conflict)).effects).toStrictEqual([
      { do: "edit", path: "specs/slugify.md", line: 14 },
    ]);
  });
});

describe("a hand-off", () => {
  test("y copies the brief", () => {
    expect(press(first, ["y"], sharedOf(handoff)).effects).toStrictEqual([
      { do: "copy", text: "# Joins words" },
    ]);
  });

  test("e asks which file it is about, then opens it", () => {
    const spec = "specs/slugify.md";
    const asked = press(first, ["e"], sharedOf(handoff));
    const request = { do: "open", spec } as const;
    expect(asked.effects).toStrictEqual([{ do: "ask", request }]);
    const [summary] = overview.specs;
    if (summary === undefined) throw new Error("no spec");
    const answer = {
      summary,
      text: "",
      diagnostics: [],
      subjects: [{ path: "src/slugify.ts", exists: true }],
      requirements: [],
    };
    const opened = new Map([[spec, { is: "there", value: answer } as const]]);
    const shared = sharedOf(handoff, { opened });
    const event = { type: "answered", do: "open", request, answer, now: 0 } as const;
    const step = runScreen.update(asked.state, event, shared, size);
    expect(step.effects).toStrictEqual([{ do: "edit", path: "src/slugify.ts", line: 1 }]);
    expect(runScreen.update(step.state, event, shared, size).effects).toStrictEqual([]);
  });
});

describe("moving", () => {
  const shared = sharedOf(twoTurns);
  const rowsOf = (state: RunScreenState) =>
    textOf(runScreen.view(state, shared, size))
      .split("\n")
      .slice(3);

  test("k goes to the step before, Enter opens it, and the end is followed no more", () => {
    const { state } = press(first, ["k", "enter"], shared);
    expect(state.cursor).toBe(1);
    expect(rowsOf(state).slice(0, 4)).toStrictEqual([
      " ▸ start  0 of 3 tests pass",
      "›▾ turn 1  1 edit  ○ 1 of 3 hold  Joins words with hyphens",
      "  was told",
      "  │ Make these examples hold.",
    ]);
    expect(rowsOf(state).at(-1)).toBe(" ── f follows the end ──");
    expect(press(state, ["f"], shared).state.top).toBeNull();
  });

  test("j past the newest step follows the end again", () => {
    const { state } = press(first, ["k", "j", "j"], shared);
    expect([state.top, state.cursor]).toStrictEqual([null, null]);
  });

  test("what is read stays, whatever comes below it", () => {
    const { state } = press(first, ["ctrl+u"], shared);
    const before = rowsOf(state).slice(0, 6);
    const more = [...twoTurns, says.delta("Now it is."), says.verdict("red", 2, 1), says.turn(3)];
    const later = textOf(runScreen.view(state, sharedOf(more), size))
      .split("\n")
      .slice(3);
    // Only the head of the step tells that it was judged meanwhile.
    expect(later.slice(3, 6)).toStrictEqual(before.slice(3));
    expect(later.at(-1)).toMatch(/^ ── \d new lines? below, f follows the end ──$/);
  });

  test("scrolling down to the end follows it", () => {
    const { state } = press(first, ["g", "ctrl+d", "ctrl+d", "ctrl+d"], shared);
    expect(state.top).toBeNull();
  });

  test("a step that is newest can be folded", () => {
    const { state } = press(first, ["enter"], shared);
    expect(rowsOf(state).join("\n").trimEnd().split("\n").at(-1)).toBe(
      "›▸ turn 2  1 edit  │ Lower case is missing.",
    );
  });
});

test("a text that is pasted goes into the message; one that is too long is refused", () => {
  const shared = sharedOf(twoTurns);
  const { state } = press(first, ["m"], shared);
  const paste = (text: string) => runScreen.update(state, { type: "paste", text }, shared, size);
  expect(paste("two\nlines").state.asks).toMatchObject({ field: { text: "two lines" } });
  expect(paste("x".repeat(1_000_000)).say?.tone).toBe("error");
});

test("while something is asked all letters belong to it", () => {
  const shared = sharedOf(twoTurns);
  const typing = (keys: readonly string[]) => runScreen.isTyping?.(press(first, keys, shared).state);
  expect([[], ["s"], ["b"], ["m"]].map(typing)).toStrictEqual([false, true, true, true]);
});

test("it is joined as it is opened", () => {
  expect(runScreen.arrive({ at: "run", run })).toStrictEqual({
    state: first,
    effects: [{ do: "join-run", run }],
  });
});
