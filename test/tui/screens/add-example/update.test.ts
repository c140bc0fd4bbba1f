import { describe, expect, test } from "vitest";
import type { DraftedExample } from "../../../../src/app/examples/add-example.ts";
import type { ExampleDraft, ExampleForm } from "../../../../src/app/examples/example-form.ts";
import type { TuiEvent } from "../../../../src/tui/event.ts";
import { addExampleScreen } from "../../../../src/tui/screens/add-example/screen.ts";
import { fieldAt, firstState } from "../../../../src/tui/screens/add-example/state.ts";
import type { AddExampleState } from "../../../../src/tui/screens/add-example/state.ts";
import { key } from "../../builders.ts";
import { sharedWith } from "../../shared.ts";
import { draft, form, requirement, shared, sharedFor, spec, stateWith } from "./form.ts";

const size = { columns: 100, rows: 30 };
const press = (typed: string): TuiEvent => ({
  type: "key",
  key: typed === "shift+tab" ? { ...key("tab"), shift: true } : key(typed),
});

function step(state: AddExampleState, event: TuiEvent, given: ExampleForm | null = form) {
  return addExampleScreen.update(state, event, sharedFor(given), size);
}

const ask = (asked: ExampleDraft) => ({ do: "ask", request: { do: "draftExample", draft: asked } }) as const;

function drafted(asked: ExampleDraft, answer: Partial<DraftedExample> = {}): TuiEvent {
  const request = { do: "draftExample", draft: asked } as const;
  return {
    type: "answered",
    now: 0,
    do: "draftExample",
    request,
    answer: { text: "| a |", line: 13, problems: {}, ...answer },
  };
}

describe("arriving", () => {
  test("asks for the spec unless it is there", () => {
    const to = { at: "add-example", spec, requirement } as const;
    expect(addExampleScreen.arrive(to, sharedWith()).effects).toStrictEqual([
      { do: "ask", request: { do: "open", spec } },
    ]);
    expect(addExampleScreen.arrive(to, shared)).toStrictEqual({
      state: firstState(spec, requirement, true),
      effects: [],
    });
  });

  test("letters go into the form once there is one", () => {
    const state = firstState(spec, requirement, false);
    expect(addExampleScreen.isTyping?.(state)).toBe(false);
    const opened: TuiEvent = { type: "resized", columns: 80, rows: 24 };
    expect(addExampleScreen.isTyping?.(step(state, opened).state)).toBe(true);
    expect(addExampleScreen.isTyping?.(step(state, opened, null).state)).toBe(false);
  });
});

describe("typing", () => {
  test("each change is asked about", () => {
    const { state, effects } = step(stateWith({ title: "A" }), press("B"));
    expect(fieldAt(state, "title").text).toBe("AB");
    expect(effects).toStrictEqual([ask(draft({ inputs: { title: "AB" } }))]);
  });

  test("one question at a time: the next one is asked once the answer is there", () => {
    const before = draft({ inputs: { title: "A" } });
    const typed = step(stateWith({ title: "A" }, { asked: before }), press("B"));
    expect(typed.effects).toStrictEqual([]);
    const answered = step(typed.state, drafted(before));
    const now = draft({ inputs: { title: "AB" } });
    expect(answered.effects).toStrictEqual([ask(now)]);
    expect(answered.state).toMatchObject({ asked: now, drafted: null });
  });

  test("what moves the cursor asks nothing", () => {
    expect(step(stateWith({ title: "A" }), press("home"))).toMatchObject({ effects: [] });
  });

  test.each(["q", "?", "i", "u", "j", " "])("%s is a letter", (letter) => {
    const { state } = step(stateWith({ title: "A" }), press(letter));
    expect(fieldAt(state, "title").text).toBe(`A${letter}`);
  });

  test("a paste is one line", () => {
    const { state, effects } = step(stateWith(), { type: "paste", text: "A\nB" });
    expect(fieldAt(state, "title").text).toBe("A B");
    expect(effects).toStrictEqual([ask(draft({ inputs: { title: "A B" } }))]);
  });

  test("a paste of a megabyte is refused in words", () => {
    const { state, effects, say } = step(stateWith({ title: "A" }), {
      type: "paste",
      text: "x".repeat(1_000_000),
    });
    expect(fieldAt(state, "title").text).toBe("A");
    expect(effects).toStrictEqual([]);
    expect(say).toStrictEqual({
      text: "too long to paste: a field takes 10,000 characters at most",
      tone: "error",
    });
  });
});

describe("moving", () => {
  test.each([
    [null, "tab", "options"],
    [null, "enter", "options"],
    [null, "down", "options"],
    ["options", "tab", ":outcome"],
    [":outcome", "enter", ":expected"],
    [":expected", "tab", ":note"],
    [":note", "tab", ":note"],
    [":note", "shift+tab", ":expected"],
    ["title", "up", "title"],
    ["one that is no more", "tab", "options"],
  ])("from %s by %s to %s", (at, typed, to) => {
    expect(step(stateWith({}, { at }), press(typed))).toMatchObject({ state: { at: to }, effects: [] });
  });

  test("a row that was left is remembered", () => {
    expect(step(stateWith({}, { at: "title" }), press("tab")).state.left).toStrictEqual(new Set(["title"]));
  });
});

describe("a value or an error", () => {
  test.each(["left", "right", " "])("%s changes it on its row", (typed) => {
    const { state, effects } = step(stateWith({ title: "A" }, { at: ":outcome" }), press(typed));
    expect(state.outcome).toBe("throws");
    expect(effects).toStrictEqual([ask(draft({ inputs: { title: "A" }, outcome: "throws" }))]);
  });

  test("ctrl+t changes it from anywhere, and back", () => {
    expect(step(stateWith({}), press("ctrl+t")).state.outcome).toBe("throws");
    expect(step(stateWith({}, { outcome: "throws" }), press("ctrl+t")).state.outcome).toBe("returns");
  });

  test("no letter is typed there", () => {
    const state = stateWith({}, { at: ":outcome" });
    expect(step(state, press("x"))).toStrictEqual({ state, effects: [] });
  });

  test("a table with errors only has no choice", () => {
    const only: ExampleForm = { ...form, outcomes: ["throws"] };
    expect(step(stateWith({}, { at: "options" }), press("tab"), only).state.at).toBe(":expected");
    expect(step(stateWith({ title: "A" }), press("B"), only).effects).toStrictEqual([
      ask(draft({ inputs: { title: "AB" }, outcome: "throws" })),
    ]);
  });
});

describe("answers", () => {
  const asked = draft({ inputs: { title: "A" } });
  const state = stateWith({ title: "A" }, { asked });

  test("of the present draft", () => {
    expect(step(state, drafted(asked)).state).toMatchObject({
      asked: null,
      drafted: { draft: asked, answer: { text: "| a |", line: 13 } },
    });
  });

  test("of an older one count for nothing", () => {
    expect(step(state, drafted(draft()))).toStrictEqual({ state, effects: [] });
  });

  test("a refusal is a problem of the whole", () => {
    const event: TuiEvent = {
      type: "refused",
      request: { do: "draftExample", draft: asked },
      message: "no such spec",
      advice: ["Go back."],
    };
    expect(step(state, event).state.drafted?.answer.problems).toStrictEqual({
      ":example": "no such spec. Go back.",
    });
    const other = stateWith({ title: "A!" }, { asked });
    expect(step(other, event)).toMatchObject({
      state: { drafted: null },
      effects: [ask(draft({ inputs: { title: "A!" } }))],
    });
  });

  test("the spec read anew is asked about again", () => {
    const opened = { do: "open", request: { do: "open", spec }, answer: {} } as unknown as Extract<
      TuiEvent,
      { do: "open" }
    >;
    const event = { ...opened, type: "answered", now: 0 } as const;
    expect(step(stateWith({ title: "A" }), event).effects).toStrictEqual([ask(asked)]);
    expect(step(stateWith(), event).effects).toStrictEqual([]);
  });
});

describe("writing", () => {
  const filled = draft({ inputs: { title: "A B" }, expected: "a-b" });
  const typed = { title: "A B", ":expected": "a-b" };
  const known = { draft: filled, answer: { text: "| A B | a-b |", line: 13, problems: {} } };
  const add = { do: "ask", request: { do: "addExample", draft: filled } };

  test.each([
    ["ctrl+s", "title"],
    ["enter", ":note"],
  ])("%s in %s", (pressed, at) => {
    const { state, effects } = step(stateWith(typed, { at, drafted: known }), press(pressed));
    expect(state.writing).toStrictEqual(filled);
    expect(effects).toStrictEqual([add]);
  });

  test("before there is an answer, the draft is asked about too", () => {
    expect(step(stateWith(typed), press("ctrl+s")).effects).toStrictEqual([ask(filled), add]);
    expect(step(stateWith(typed, { asked: filled }), press("ctrl+s")).effects).toStrictEqual([add]);
  });

  test("what is known to be wrong is not asked for; the cursor goes there", () => {
    const problems = { ":expected": "The expected value is missing." };
    const now = draft({ inputs: { title: "A B" } });
    const state = stateWith(
      { title: "A B" },
      { drafted: { draft: now, answer: { text: null, line: 13, problems } } },
    );
    const { state: next, effects, say } = step(state, press("ctrl+s"));
    expect(effects).toStrictEqual([]);
    expect(next).toMatchObject({ at: ":expected", writing: null });
    expect(next.left).toContain("options");
    expect(say).toStrictEqual({ text: "The expected value is missing.", tone: "error" });
  });

  test("once written it goes back, and can be taken back", () => {
    const changes = [{ path: spec, before: "a", after: "b" }];
    const event: TuiEvent = {
      type: "answered",
      now: 0,
      do: "addExample",
      request: { do: "addExample", draft: filled },
      answer: { changes, line: 13 },
    };
    const { state, effects, ...rest } = step(stateWith(typed, { writing: filled }), event);
    expect(state.writing).toBeNull();
    expect(effects).toStrictEqual([]);
    expect(rest).toStrictEqual({
      go: { to: "back" },
      say: { text: "added at line 13; u takes it back", tone: "plain" },
      undoable: { what: "the example", changes },
    });
  });

  test("a refusal is said, and the form stays", () => {
    const { state, say, go } = step(stateWith(typed, { writing: filled }), {
      type: "refused",
      request: { do: "addExample", draft: filled },
      message: "nothing was written",
      advice: ["It contradicts line 9."],
    });
    expect(state.writing).toBeNull();
    expect(go).toBeUndefined();
    expect(say).toStrictEqual({ text: "nothing was written. It contradicts line 9.", tone: "error" });
  });

  test.each(["x", "backspace", "ctrl+s"])("%s does nothing meanwhile", (pressed) => {
    const { state, effects } = step(stateWith(typed, { writing: filled }), press(pressed));
    expect(effects).toStrictEqual([]);
    expect(fieldAt(state, "title").text).toBe("A B");
  });
});

describe("leaving", () => {
  test("an empty form is left at once", () => {
    expect(step(stateWith(), press("escape"))).toMatchObject({ effects: [], go: { to: "back" } });
  });

  test("what was typed is thrown away by a second Esc", () => {
    const once = step(stateWith({ title: "A" }), press("escape"));
    expect(once.go).toBeUndefined();
    expect(once.say).toStrictEqual({ text: "Esc again throws it away", tone: "plain" });
    expect(step(once.state, press("escape")).go).toStrictEqual({ to: "back" });
  });

  test("another key between them makes the second a first", () => {
    const once = step(stateWith({ title: "A" }), press("escape"));
    const typed = step(once.state, press("B"));
    expect(step(typed.state, press("escape")).go).toBeUndefined();
  });

  test("what was asked for is not wanted any more", () => {
    const asked = draft({ inputs: { title: "A" } });
    const leaving = stateWith({ title: "A" }, { asked, isLeaving: true });
    expect(step(leaving, press("escape")).effects).toStrictEqual([
      { do: "cancel", request: { do: "draftExample", draft: asked } },
    ]);
  });

  test("not while it is being written", () => {
    const { go, say } = step(stateWith({}, { writing: draft() }), press("escape"));
    expect(go).toBeUndefined();
    expect(say?.text).toBe("A moment: it is being written");
  });
});
