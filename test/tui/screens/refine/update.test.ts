import { describe, expect, test } from "vitest";
import type { NextQuestion } from "../../../../src/app/refine/refine.ts";
import type { FileChange } from "../../../../src/app/ports.ts";
import type { TuiEvent } from "../../../../src/tui/event.ts";
import { fieldOf } from "../../../../src/tui/field.ts";
import { actionOf } from "../../../../src/tui/key.ts";
import type { Step } from "../../../../src/tui/screen.ts";
import { refineScreen } from "../../../../src/tui/screens/refine/screen.ts";
import type { RefineState, WriteRequest } from "../../../../src/tui/screens/refine/state.ts";
import { key } from "../../builders.ts";
import { sharedWith } from "../../shared.ts";
import { asking, disagreement, open, option, refine, spec, stateWith, unbound } from "./questions.ts";

const size = { columns: 100, rows: 24 };
const changes: readonly FileChange[] = [{ path: spec, before: "a", after: "b" }];

function after(state: RefineState, ...events: readonly TuiEvent[]): Step<RefineState> {
  return events.reduce<Step<RefineState>>(
    (now, event) => refineScreen.update(now.state, event, sharedWith(), size),
    { state, effects: [] },
  );
}

function press(state: RefineState, ...typed: readonly string[]): Step<RefineState> {
  return after(state, ...typed.map((each): TuiEvent => ({ type: "key", key: key(each) })));
}

function found(over: Partial<NextQuestion> = {}, passedOver: readonly string[] = []): TuiEvent {
  const answer = { question: disagreement, others: 0, settled: [], ...over };
  return { type: "answered", now: 1, do: "refine", request: refine(passedOver), answer };
}

function refused(request: Extract<TuiEvent, { type: "refused" }>["request"]): TuiEvent {
  return { type: "refused", request, message: "it did not go", advice: ["do this", "or that"] };
}

function decision(expected: string, outcome: "returns" | "throws" = "returns"): WriteRequest {
  return { do: "decideQuestion", question: disagreement, decided: { outcome, expected, note: "" } };
}

function letters(text: string): readonly string[] {
  return text.split("");
}

const searching = { request: refine(), isStale: false };
const looking = stateWith({ shown: { is: "looking" }, search: searching });

describe("arriving", () => {
  test("asks for the next question", () => {
    const { state, effects } = refineScreen.arrive({ at: "refine", spec }, sharedWith());
    expect([state, effects]).toStrictEqual([looking, [{ do: "ask", request: refine() }]]);
  });

  test("a search that was given up is awaited, and what it finds is not taken", () => {
    const pending = [{ request: refine(), step: "", done: null, total: null, again: false }];
    const { state, effects } = refineScreen.arrive({ at: "refine", spec }, sharedWith({ pending }));
    expect(effects).toStrictEqual([]);
    for (const ended of [found(), refused(refine())]) {
      expect(after(state, ended)).toStrictEqual({
        state: looking,
        effects: [{ do: "ask", request: refine() }],
      });
    }
  });
});

describe("what a search finds", () => {
  test("a question is shown", () => {
    expect(after(looking, found({ others: 2 })).state).toStrictEqual(
      stateWith({ shown: asking(disagreement, { others: 2 }) }),
    );
  });

  test("none: what is settled is shown", () => {
    const settled = [{ title: "Joins", line: 12, why: "only one program fits" }];
    expect(after(looking, found({ question: null, settled })).state.shown).toStrictEqual({
      is: "settled",
      settled,
      top: 0,
    });
  });

  test("nothing, since it failed; Enter looks again, e opens the spec", () => {
    const failed = after(looking, refused(refine())).state;
    expect(failed.shown).toStrictEqual({
      is: "failed",
      message: "it did not go",
      advice: ["do this", "or that"],
    });
    expect(press(failed, "enter").effects).toStrictEqual([{ do: "ask", request: refine() }]);
    expect(press(failed, "e").effects).toStrictEqual([{ do: "edit", path: spec, line: 1 }]);
  });

  test("another sitting's is not ours", () => {
    const ours = { ...looking, search: { request: refine(["x"]), isStale: false } };
    expect(after(ours, found()).state).toBe(ours);
    expect(after(ours, refused(refine())).state).toBe(ours);
  });

  test("while it goes on escape ends it and goes back; else escape is that of every screen", () => {
    expect(press(looking, "escape")).toStrictEqual({
      state: looking,
      effects: [{ do: "cancel", request: refine() }],
      go: { to: "back" },
    });
    expect(actionOf(refineScreen.bindings(stateWith(), sharedWith()), key("escape"))).toBeNull();
  });
});

describe("a question about a call", () => {
  test.each<readonly [string, readonly string[], WriteRequest]>([
    ["Enter takes the first option", ["enter"], decision('"a-b"')],
    ["j and Enter the second", ["j", "enter"], decision('"a--b"')],
    [
      "arrows stand still at the ends",
      ["up", "down", "down", "down", "enter"],
      decision("TypeError", "throws"),
    ],
    ["a number takes its option", ["2"], decision('"a--b"')],
    ["a number of what is thrown", ["3"], decision("TypeError", "throws")],
    ["e types another result", ["e", ...letters("[q, 1]"), "enter"], decision("[q, 1]")],
    ["or an error", ["e", ...letters("throws TypeError"), "enter"], decision("TypeError", "throws")],
    ["or any error", ["e", ...letters("throws"), "enter"], decision("", "throws")],
    ["but no word that only begins so", ["e", ...letters("throwsaway"), "enter"], decision("throwsaway")],
    ["x: any result will do", ["x"], { do: "allowAny", question: disagreement }],
  ])("%s", (_what, keys, request) => {
    const { state, effects } = press(stateWith(), ...keys);
    expect(effects).toStrictEqual([{ do: "ask", request }]);
    expect(state.writing).toStrictEqual(request);
  });

  test("a number without an option does nothing", () => {
    expect(press(stateWith(), "4")).toStrictEqual({ state: stateWith(), effects: [] });
  });

  test("only the first five of many can be taken by number", () => {
    const many = { ...disagreement, options: [1, 2, 3, 4, 5, 6].map((n) => option(`${n}`)) };
    const state = stateWith({ shown: asking(many) });
    expect(press(state, "6").effects).toStrictEqual([]);
    expect(press(state, "G", "enter").effects).toMatchObject([{ request: { decided: { expected: "5" } } }]);
  });

  test("l puts it off for this sitting, and the next one is looked for", () => {
    const { state, effects } = press(stateWith(), "l");
    const request = refine([disagreement.id]);
    expect(effects).toStrictEqual([{ do: "ask", request }]);
    expect([state.passedOver, state.shown]).toStrictEqual([[disagreement.id], { is: "looking" }]);
  });

  test("escape leaves the field, and nothing is written; letters are letters in it", () => {
    const typed = press(stateWith(), "e", "x", "l").state;
    expect([refineScreen.isTyping?.(typed), refineScreen.isTyping?.(stateWith())]).toStrictEqual([
      true,
      false,
    ]);
    expect(typed.shown).toStrictEqual(asking(disagreement, { typed: fieldOf("xl") }));
    expect(press(typed, "escape")).toStrictEqual({ state: stateWith(), effects: [] });
  });

  test("a paste goes into the field, and nowhere else", () => {
    const typed = after(stateWith({ shown: asking(disagreement, { typed: fieldOf("") }) }), {
      type: "paste",
      text: "a\nb",
    });
    expect(typed.state.shown).toStrictEqual(asking(disagreement, { typed: fieldOf("a b") }));
    expect(after(stateWith(), { type: "paste", text: "1" })).toStrictEqual({
      state: stateWith(),
      effects: [],
    });
  });

  test("an empty field is no answer", () => {
    const { state, effects } = press(stateWith(), "e", " ", "enter");
    expect([effects, state.writing]).toStrictEqual([[], null]);
    expect(state.shown).toMatchObject({ problem: expect.stringContaining("A result is missing") });
  });
});

describe("an answer", () => {
  const writing = stateWith({ writing: decision('"a-b"') });
  const written = (request: WriteRequest): TuiEvent =>
    ({ type: "answered", now: 1, do: request.do, request, answer: { changes, line: 15 } }) as TuiEvent;

  test("that is written can be taken back, and the next question is looked for", () => {
    expect(after(writing, written(decision('"a-b"')))).toStrictEqual({
      state: looking,
      effects: [{ do: "ask", request: refine() }],
      say: { text: "line 15 says so now; u takes it back", tone: "plain" },
      undoable: { what: "the answer", changes },
    });
  });

  test("that any result will do says that", () => {
    const request: WriteRequest = { do: "allowAny", question: disagreement };
    expect(after(stateWith({ writing: request }), written(request)).say?.text).toBe(
      "line 15 says that any result will do; u takes it back",
    );
  });

  test("of another sitting changes nothing", () => {
    expect(after(stateWith(), written(decision("1")))).toStrictEqual({ state: stateWith(), effects: [] });
  });

  test("that was refused leaves the question, and what was typed", () => {
    const shown = asking(disagreement, { chosen: 1, typed: fieldOf("a b") });
    const request = decision("a b");
    const { state, effects } = after(stateWith({ shown, writing: request }), refused(request));
    expect(effects).toStrictEqual([]);
    expect(state).toStrictEqual(stateWith({ shown: { ...shown, problem: "it did not go. do this" } }));
    expect(press(state, "c").state.shown).toMatchObject({ problem: null, typed: { text: "a bc" } });
  });

  test.each(["1", "x", "l", "escape"])("no key counts while it is written: %s", (typed) => {
    const { state, effects, say, go } = press(writing, typed);
    expect([state, effects, go]).toStrictEqual([writing, [], undefined]);
    expect(say?.text).toBe("A moment: it is being written");
  });

  test("that is taken back: the next question is looked for anew", () => {
    const undone: TuiEvent = {
      type: "answered",
      now: 1,
      do: "undo",
      request: { do: "undo", changes },
      answer: {},
    };
    expect(after(stateWith(), undone)).toStrictEqual({
      state: looking,
      effects: [{ do: "ask", request: refine() }],
    });
    // While a search goes on it is ended first: it has read what is no more.
    const stale = after(looking, undone);
    expect(stale.effects).toStrictEqual([{ do: "cancel", request: refine() }]);
    expect(after(stale.state, found())).toStrictEqual({
      state: looking,
      effects: [{ do: "ask", request: refine() }],
    });
  });

  test("that could not be taken back is said", () => {
    expect(after(stateWith(), refused({ do: "undo", changes })).say).toStrictEqual({
      text: "it did not go. do this",
      tone: "error",
    });
  });
});

describe("a question of the spec's own text", () => {
  const form = stateWith({ shown: asking(unbound) });
  const bare = stateWith({ shown: asking({ ...unbound, form: null }) });
  const asked = stateWith({ shown: asking(open) });

  test.each(["enter", "a"])(
    "%s opens the form where there is one, made from the spec as it is now",
    (typed) => {
      expect(press(form, typed)).toStrictEqual({
        state: form,
        effects: [{ do: "ask", request: { do: "open", spec } }],
        go: { to: "open", place: { at: "add-example", spec, requirement: "slugify/short" } },
      });
    },
  );

  test.each([
    ["e, beside a form", form, "e", 20],
    ["Enter, without a form", bare, "enter", 20],
    ["e, without a form", bare, "e", 20],
    ["Enter, where the spec asks", asked, "enter", 31],
  ] as const)("%s: the editor at its line", (_what, state, typed, line) => {
    expect(press(state, typed).effects).toStrictEqual([{ do: "edit", path: spec, line }]);
  });

  test("l puts it off; numbers mean nothing", () => {
    expect(press(asked, "l").state.passedOver).toStrictEqual([open.id]);
    expect(press(asked, "1")).toStrictEqual({ state: asked, effects: [] });
  });

  test("an example that was added to this spec leads to the next one", () => {
    const draft = {
      spec,
      requirement: "r",
      inputs: {},
      outcome: "returns",
      expected: "1",
      note: "",
    } as const;
    const added = (own: string): TuiEvent => ({
      type: "answered",
      now: 1,
      do: "addExample",
      request: { do: "addExample", draft: { ...draft, spec: own } },
      answer: { changes, line: 3 },
    });
    expect(after(form, added(spec)).state).toStrictEqual(looking);
    expect(after(form, added("specs/other.md")).state).toBe(form);
  });

  test.each<readonly [string, TuiEvent]>([
    ["the editor was left", { type: "edited", problem: null }],
    ["the spec changed", { type: "disk", paths: [spec] }],
  ])("%s: it is looked at again, and stays meanwhile", (_what, event) => {
    const { state, effects } = after(asked, event);
    expect(effects).toStrictEqual([{ do: "ask", request: refine() }]);
    expect(state).toStrictEqual({ ...asked, search: searching });
    expect(after(state, found()).state).toStrictEqual(stateWith());
  });

  test("what the editor said is said, and another file does not matter", () => {
    expect(after(asked, { type: "edited", problem: "no editor" }).say?.text).toBe("no editor");
    expect(after(asked, { type: "disk", paths: ["src/a.ts"] })).toStrictEqual({ state: asked, effects: [] });
  });
});

test("a question about a call stays when the spec changes: none takes its place under the fingers", () => {
  const event: TuiEvent = { type: "disk", paths: [spec] };
  expect(after(stateWith(), event)).toStrictEqual({ state: stateWith(), effects: [] });
  expect(after(looking, event)).toStrictEqual({ state: looking, effects: [] });
});

describe("when nothing is left", () => {
  const settled = Array.from({ length: 40 }, (_, at) => ({ title: `R${at}`, line: at + 1, why: "settled" }));
  const end = stateWith({ passedOver: ["x"], shown: { is: "settled", settled, top: 0 } });

  test("l asks what was put off; without any it means nothing", () => {
    const { state, effects } = press(end, "l");
    expect([state.passedOver, effects]).toStrictEqual([[], [{ do: "ask", request: refine() }]]);
    expect(press({ ...end, passedOver: [] }, "l").effects).toStrictEqual([]);
  });

  test("the list moves, and stands still at its ends", () => {
    const top = (...typed: readonly string[]) => press(end, ...typed).state.shown;
    expect(top("j", "j", "k")).toMatchObject({ top: 1 });
    // Of 24 rows four are above the list of 40.
    expect(top("G")).toMatchObject({ top: 20 });
    expect(top("ctrl+d", "home")).toMatchObject({ top: 0 });
  });

  test("Enter looks again", () => {
    expect(press(end, "enter").effects).toStrictEqual([{ do: "ask", request: refine(["x"]) }]);
  });
});
