import { describe, expect, test } from "vitest";
import type { OpenedSpec } from "../../../../src/app/engine/calls.ts";
import type { TuiEvent } from "../../../../src/tui/event.ts";
import type { Shared } from "../../../../src/tui/model.ts";
import type { Size, Step } from "../../../../src/tui/screen.ts";
import { specScreen } from "../../../../src/tui/screens/spec/screen.ts";
import { arrive, firstState } from "../../../../src/tui/screens/spec/state.ts";
import type { SpecState } from "../../../../src/tui/screens/spec/state.ts";
import { sharedWith } from "../../shared.ts";
import { openedSpec, path, problemOn, slugify, slugifyText, verdictOf } from "./opened.ts";

const size: Size = { columns: 60, rows: 12 };
const ask = { do: "ask", request: { do: "open", spec: path } } as const;

function sharedOf(opened: OpenedSpec, more: Partial<Shared> = {}): Shared {
  return sharedWith({ opened: new Map([[path, { is: "there", value: opened }]]), ...more });
}

const checked = sharedOf(slugify(), { verdicts: new Map([[path, verdictOf(slugify())]]) });

function key(typed: string): TuiEvent {
  const ctrl = typed.startsWith("ctrl+");
  return {
    type: "key",
    key: { name: ctrl ? typed.slice("ctrl+".length) : typed, ctrl, meta: false, shift: false },
  };
}

function press(
  keys: readonly string[],
  shared = checked,
  from = firstState({ at: "spec", spec: path }),
): Step<SpecState> {
  return keys.reduce<Step<SpecState>>(
    ({ state }, typed) => specScreen.update(state, key(typed), shared, size),
    {
      state: from,
      effects: [],
    },
  );
}

test("whoever comes asks for the spec; a line that was named is the cursor's", () => {
  expect(arrive({ at: "spec", spec: path, line: 10 })).toEqual({
    state: {
      spec: path,
      cursor: { id: null, line: 10 },
      top: { line: 5, part: 0, extra: 0 },
      follows: true,
      pane: { isOpen: false, scroll: 0 },
    },
    effects: [ask],
  });
});

describe("the cursor", () => {
  test.each<[string, readonly string[], string | null]>([
    ["goes from one requirement or example to the next", ["j", "j"], "blanks"],
    ["and back", ["j", "j", "k"], "hello"],
    ["stays on the first", ["k"], null],
    ["stays on the last", ["G", "j"], "Is fast"],
    ["goes to the end", ["end"], "Is fast"],
    ["and to the top", ["G", "home"], "Joins words with hyphens"],
    ["by the arrows as well", ["down", "down", "up"], "hello"],
    ["to the next red", ["n"], "blanks"],
    ["round again", ["G", "n"], "blanks"],
    ["to the one before", ["G", "N"], "blanks"],
    ["to the next unbound", ["o"], "Is fast"],
    ["a key with no meaning changes nothing", ["j", "x", "ctrl+x"], "hello"],
  ])("%s", (_, keys, id) => {
    expect(press(keys).state.cursor.id).toBe(id);
  });

  test("jumps to what is weak or unproven; before a check all is unproven", () => {
    expect(press(["w"], sharedOf(slugify())).state.cursor.id).toBe("hello");
    expect(press(["w"]).say).toEqual({ text: "Nothing here is weak or unproven.", tone: "plain" });
  });

  test("says when it went round", () => {
    expect(press(["G", "n"]).say?.text).toBe("from the top again");
    expect(press(["n", "n"]).say?.text).toBe("This is the only one.");
  });

  test("stops at lines that are wrong, too", () => {
    const broken = {
      ...slugify({ diagnostics: [problemOn(slugifyText, 3), problemOn(slugifyText, 10)] }),
      requirements: [],
    };
    expect(press(["j"], sharedOf(broken)).state.cursor).toEqual({ id: "line 10", line: 10 });
  });

  test("where it stands is found again by id when the file changed under it", () => {
    const moved = openedSpec(`\n\n${slugifyText}`, [
      { line: 7, title: "Joins words with hyphens", examples: [[11, "hello", "unproven"]] },
    ]);
    const before = press(["j"]).state;
    expect(before.cursor).toEqual({ id: "hello", line: 9 });
    const event: TuiEvent = {
      type: "answered",
      do: "open",
      request: { do: "open", spec: path },
      answer: moved,
      now: 1,
    };
    const after = specScreen.update(before, event, sharedOf(moved), size).state;
    expect(after.cursor).toEqual({ id: "hello", line: 11 });
    expect(after.top.line).toBe(before.top.line + 2);
  });

  test("and by its line when it is gone", () => {
    const gone = openedSpec(slugifyText, [{ line: 5, title: "Joins words with hyphens" }]);
    const event: TuiEvent = {
      type: "answered",
      do: "open",
      request: { do: "open", spec: path },
      answer: gone,
      now: 1,
    };
    const after = specScreen.update(press(["j"]).state, event, sharedOf(gone), size).state;
    expect(after.cursor).toEqual({ id: null, line: 9 });
  });
});

describe("scrolling", () => {
  // 100 paragraphs, a requirement at the top and one at the end.
  const text = `# One\n\n${"words\n\n".repeat(100)}# Two\n\nend\n`;
  const long = sharedOf(
    openedSpec(text, [
      { line: 1, title: "One" },
      { line: 203, title: "Two" },
    ]),
  );

  test("half a page; a cursor that nothing in the window can take stays where it was", () => {
    const { state } = press(["ctrl+d"], long);
    expect(state).toMatchObject({ top: { line: 5 }, cursor: { line: 0 }, follows: false });
    expect(press(["ctrl+d", "ctrl+d", "ctrl+u"], long).state.top.line).toBe(5);
  });

  test("a cursor comes along where it can", () => {
    expect(press([...Array<string>(50).fill("pagedown")], long).state.cursor.id).toBe("Two");
  });

  test("goes no further than the last row at the bottom, and the first at the top", () => {
    const { state } = press([...Array<string>(60).fill("pagedown")], long);
    // Ten rows: lines 196 to 205.
    expect(state.top).toEqual({ line: 195, part: 0, extra: 1 });
    expect(press(["pageup"], long).state.top).toEqual({ line: 1, part: 0, extra: 0 });
  });

  test("the next stop after scrolling is the next from what is seen", () => {
    const keys = ["ctrl+d", "ctrl+d", "j"];
    expect(press(keys, long).state.cursor.id).toBe("Two");
    expect(press(["ctrl+d", "ctrl+d", "k"], long).state.cursor.id).toBe("One");
  });

  test("without any stop, j and k scroll", () => {
    const none = sharedOf(openedSpec(text, []));
    expect(press(["j", "j", "k"], none).state.top).toEqual({ line: 1, part: 0, extra: 1 });
  });
});

describe("the pane", () => {
  test.each([["enter"], [" "]])("opens and closes with %j", (typed) => {
    expect(press([typed]).state.pane.isOpen).toBe(true);
    expect(press([typed, typed]).state.pane.isOpen).toBe(false);
  });

  test("scrolls no further than its end, and begins anew at another stop", () => {
    expect(press(["n", "enter", "J"]).state.pane.scroll).toBe(3);
    expect(press(["n", "enter", "J", "K", "K"]).state.pane.scroll).toBe(0);
    expect(press(["n", "enter", "J", "j"]).state.pane.scroll).toBe(0);
    const most = press(["n", "enter", ...Array<string>(50).fill("J")]).state.pane.scroll;
    expect(press(["n", "enter", ...Array<string>(51).fill("J")]).state.pane.scroll).toBe(most);
  });

  test("its keys mean nothing while it is closed", () => {
    expect(press(["J"]).state.pane).toEqual({ isOpen: false, scroll: 0 });
    const bindings = (keys: readonly string[]) =>
      specScreen.bindings(press(keys).state, checked).some(({ action }) => action === "pane-down");
    expect([bindings([]), bindings(["enter"])]).toEqual([false, true]);
  });
});

describe("what is done about it", () => {
  test.each<[string, readonly string[], Partial<Step<SpecState>>]>([
    ["edit at the line", ["n", "e"], { effects: [{ do: "edit", path, line: 10 }] }],
    ["check", ["c"], { effects: [{ do: "ask", request: { do: "check", specs: [path] } }] }],
    ["generate", ["g"], { go: { to: "open", place: { at: "generate", specs: [path] } } }],
    ["run", ["r"], { go: { to: "open", place: { at: "start-run", specs: [path] } } }],
    [
      "copy",
      ["n", "y"],
      { effects: [{ do: "copy", text: `${path}:10` }], say: { text: `copied ${path}:10`, tone: "plain" } },
    ],
    [
      "add where no call is known",
      ["a"],
      {
        say: { text: "No call is known here yet: press e, and write a first example of it.", tone: "plain" },
      },
    ],
  ])("%s", (_, keys, expected) => {
    expect(press(keys)).toMatchObject(expected);
  });

  test("add an example to the requirement of the cursor", () => {
    const form = {
      requirement: "R",
      call: "f(a)",
      inputs: [],
      outcomes: [],
      into: { form: "row", line: 5 },
    } as const;
    const shared = sharedOf(
      openedSpec(slugifyText, [{ line: 5, title: "R", with: { form: form as never } }]),
    );
    expect(press(["a"], shared).go).toEqual({
      to: "open",
      place: { at: "add-example", spec: path, requirement: "R" },
    });
  });

  test("what is being checked is not checked twice", () => {
    const pending = [
      { request: { do: "check", specs: [path] }, step: "", done: null, total: null, again: false },
    ] as const;
    const step = press(["c"], { ...checked, pending });
    expect(step.effects).toEqual([]);
    expect(step.say?.text).toBe("It is being checked already.");
  });

  test("while nothing is there yet only the editor opens", () => {
    const waiting = sharedWith({ opened: new Map([[path, { is: "loading" }]]) });
    expect(press(["j"], waiting)).toEqual({ state: firstState({ at: "spec", spec: path }), effects: [] });
    expect(press(["e"], waiting).effects).toEqual([{ do: "edit", path, line: 1 }]);
  });
});

describe("what happens elsewhere", () => {
  const state = press(["j"]).state;
  test.each<[string, TuiEvent, Partial<Step<SpecState>>]>([
    ["the spec changed on disk", { type: "disk", paths: ["src/a.ts", path] }, { effects: [ask] }],
    ["the lock changed", { type: "disk", paths: [".greenbar/lock.json"] }, { effects: [ask] }],
    ["its subject changed", { type: "disk", paths: ["src/slugify.ts"] }, { effects: [ask] }],
    ["something else changed", { type: "disk", paths: ["src/other.ts"] }, { effects: [] }],
    ["the editor was left", { type: "edited", problem: null }, { effects: [ask] }],
    [
      "there is no editor",
      { type: "edited", problem: "no editor" },
      { effects: [ask], say: { text: "no editor", tone: "error" } },
    ],
    [
      "the check was refused",
      { type: "refused", request: { do: "check", specs: [path] }, message: "no Vitest", advice: [] },
      { effects: [], say: { text: "no Vitest", tone: "error" } },
    ],
    ["time passed", { type: "tick", now: 5 }, { effects: [] }],
    ["something was pasted", { type: "paste", text: "x".repeat(1_000_000) }, { effects: [] }],
  ])("%s", (_, event, expected) => {
    const step = specScreen.update(state, event, checked, size);
    expect(step).toMatchObject(expected);
    expect(step.state).toEqual(state);
  });
});
