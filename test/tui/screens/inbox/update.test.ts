import { describe, expect, test } from "vitest";
import type { FileChange } from "../../../../src/app/ports.ts";
import type { TuiEvent } from "../../../../src/tui/event.ts";
import type { Shared } from "../../../../src/tui/model.ts";
import { firstState } from "../../../../src/tui/screens/inbox/state.ts";
import type { InboxState } from "../../../../src/tui/screens/inbox/state.ts";
import { inboxScreen } from "../../../../src/tui/screens/inbox/screen.ts";
import { sharedWith } from "../../shared.ts";
import { accept, order, queue, question } from "./items.ts";

const size = { columns: 60, rows: 12 };
const shared = sharedWith({ inbox: queue });

function key(name: string, over: { readonly ctrl?: boolean } = {}): TuiEvent {
  return { type: "key", key: { name, ctrl: false, meta: false, shift: false, ...over } };
}

const step = (state: Partial<InboxState>, event: TuiEvent, given: Shared = shared) =>
  inboxScreen.update({ ...firstState, ...state }, event, given, size);

const decided = (item: string, decision: "accept" | "later", changes: readonly FileChange[]): TuiEvent => ({
  type: "answered",
  now: 0,
  do: "decide",
  request: { do: "decide", item, decision },
  answer: { said: "Wrote it.", changes },
});

const readAgain: TuiEvent = { type: "answered", now: 0, do: "inbox", request: { do: "inbox" }, answer: [] };

describe("moving through the queue", () => {
  test.each([
    [null, "n", "budget-1"],
    ["budget-1", "n", "question-1"],
    ["question-1", "n", "accept-1"],
    [null, "N", "question-1"],
    ["budget-1", "left", "accept-1"],
    ["one that is no more", "n", "budget-1"],
  ])("from %s by %s to %s, and its context from the top", (at, typed, to) => {
    expect(step({ at, scroll: 3 }, key(typed)).state).toStrictEqual({ ...firstState, at: to });
  });

  test.each(["n", "a", "j", "G"])("%s does nothing in an empty queue", (typed) => {
    const nothing = sharedWith();
    expect(step({}, key(typed), nothing)).toStrictEqual({ state: firstState, effects: [] });
  });

  test.each(["z", "b", "r"])("%s has no meaning for a change to accept", (typed) => {
    expect(step({}, key(typed))).toStrictEqual({ state: firstState, effects: [] });
  });
});

describe("scrolling the context", () => {
  // 60 by 12: 3 rows of frame, 1 of title, 1 of answers; 7 are left for the 20 lines, their 2 heads and ours.
  const long = {
    ...accept,
    patch: Array.from({ length: 20 }, (_, at) => ({ is: "same", text: `line ${at}` }) as const),
  };
  const given = sharedWith({ inbox: [long] });
  test.each([
    [0, key("j"), 1],
    [0, key("k"), 0],
    [5, key("up"), 4],
    [0, key("d", { ctrl: true }), 3],
    [10, key("u", { ctrl: true }), 7],
    [13, key("pagedown"), 14],
    [0, key("G"), 14],
    [9, key("home"), 0],
  ])("from row %i by %j to row %i", (from, event, to) => {
    expect(step({ scroll: from }, event, given).state.scroll).toBe(to);
  });

  test("what fits does not move", () => {
    expect(step({}, key("G"), sharedWith({ inbox: [question] })).state.scroll).toBe(0);
  });
});

describe("answers", () => {
  test("one that is decided is asked for, and the next item shows itself", () => {
    expect(step({}, key("a"))).toStrictEqual({
      state: { ...firstState, at: "budget-1", deciding: "accept-1" },
      effects: [{ do: "ask", request: { do: "decide", item: "accept-1", decision: "accept" } }],
    });
  });

  test("one at a time", () => {
    const { state, effects, say } = step({ at: "budget-1", deciding: "accept-1" }, key("l"));
    expect(state.deciding).toBe("accept-1");
    expect(effects).toStrictEqual([]);
    expect(say?.text).toMatch(/being carried out/);
  });

  test.each([
    ["file by file", "v", { at: "accept", run: "r1" }],
    ["the run", "o", { at: "run", run: "r1" }],
  ])("%s is looked at on its own screen", (_, typed, place) => {
    expect(step({}, key(typed)).go).toStrictEqual({ to: "open", place });
  });

  test("a question is answered in the editor, at its line; then the queue is read again", () => {
    expect(step({ at: "question-1" }, key("e")).effects).toStrictEqual([
      { do: "edit", path: "specs/vat.md", line: 12 },
    ]);
    expect(step({ at: "question-1" }, { type: "edited", problem: null }).effects).toStrictEqual([
      { do: "ask", request: { do: "inbox" } },
    ]);
  });

  describe("of the person's own words", () => {
    const asks = "The answer, as the spec will say it";
    const given = {
      ...question,
      answers: [{ key: "a", decision: "answer", label: "", does: { do: "write", asks } }],
    } as const;
    const shared = sharedWith({ inbox: [given] });
    const typedWith = (text: string) =>
      ({ item: "question-1", decision: "answer", asks, field: { text, cursor: text.length } }) as const;

    test("open a field, take letters, and are left again", () => {
      const opened = step({}, key("a"), shared).state;
      expect(opened.typed).toStrictEqual(typedWith(""));
      const lettered = step(opened, key("n"), shared).state;
      expect(lettered.typed).toStrictEqual(typedWith("n"));
      expect(step(lettered, { type: "paste", text: "o\nway" }, shared).state.typed).toStrictEqual(
        typedWith("no way"),
      );
      expect(step(lettered, key("escape"), shared).state.typed).toBe(null);
    });

    test("are written by Enter, come back when they are refused, and are not written when there are none", () => {
      const request = { do: "decide", item: "question-1", decision: "answer", text: "a hyphen" } as const;
      const written = step({ typed: typedWith(" a hyphen ") }, key("enter"), shared);
      expect(written.effects).toStrictEqual([{ do: "ask", request }]);
      expect(written.state).toMatchObject({ deciding: "question-1", typed: null });
      const refused = step(
        written.state,
        { type: "refused", request, message: "no", advice: [] },
        shared,
      ).state;
      expect(refused).toMatchObject({ deciding: null, at: "question-1", typed: typedWith("a hyphen") });
      expect(step({ typed: typedWith(" ") }, key("enter"), shared)).toMatchObject({
        effects: [],
        say: { tone: "error" },
      });
    });
  });

  test("a budget is granted: the run starts with it, and is gone to once it is there", () => {
    const granted = step({ at: "budget-1" }, key("b"));
    expect(granted.effects).toStrictEqual([{ do: "start-run", order }]);
    expect(granted.state.isStarting).toBe(true);
    const linked = step(granted.state, { type: "run-linked", run: "r1", specs: order.specs });
    expect(linked.go).toStrictEqual({ to: "open", place: { at: "run", run: "r1" } });
    expect(linked.state.isStarting).toBe(false);
  });

  test("a run that somebody else started is not gone to", () => {
    expect(step({}, { type: "run-linked", run: "r9", specs: [] })).toStrictEqual({
      state: firstState,
      effects: [],
    });
  });

  test("a run that could not be started is told", () => {
    const refused = step(
      { isStarting: true },
      { type: "run-refused", message: "no key", advice: ["Set it."] },
    );
    expect(refused.say).toStrictEqual({ text: "no key. Set it.", tone: "error" });
    expect(refused.state.isStarting).toBe(false);
  });
});

describe("what became of a decision", () => {
  const deciding = { at: "budget-1", deciding: "accept-1" };
  const changes = [{ path: "src/add.ts", before: "a", after: "b" }];

  test("is said, can be taken back, and the queue is read again", () => {
    const done = step(deciding, decided("accept-1", "accept", changes));
    expect(done.say).toStrictEqual({ text: "Wrote it.", tone: "plain" });
    expect(done.undoable).toStrictEqual({ what: "accept", changes });
    expect(done.effects).toStrictEqual([{ do: "ask", request: { do: "inbox" } }]);
    expect(step(done.state, readAgain).state.deciding).toBeNull();
  });

  test("without changes there is nothing to take back", () => {
    expect(step(deciding, decided("accept-1", "accept", [])).undoable).toBeUndefined();
  });

  test("until it is known, a queue that was read before does not bring the item back", () => {
    const request = { do: "decide", item: "accept-1", decision: "accept" } as const;
    const pending = { request, step: "", done: null, total: null, again: false };
    expect(step(deciding, readAgain, sharedWith({ pending: [pending] })).state.deciding).toBe("accept-1");
  });

  test("another one's answer is not ours", () => {
    expect(step(deciding, decided("other", "accept", changes))).toStrictEqual({
      state: { ...firstState, ...deciding },
      effects: [],
    });
  });

  test("a decision that fails is told, and the item is back in front", () => {
    const refused = step(deciding, {
      type: "refused",
      request: { do: "decide", item: "accept-1", decision: "accept" },
      message: "files changed",
      advice: ["Look.", "More."],
    });
    expect(refused.say).toStrictEqual({ text: "files changed. Look.", tone: "error" });
    expect(refused.state).toStrictEqual({ ...firstState, at: "accept-1" });
  });
});

test("the keys of the screen are the item's answers, then what moves", () => {
  const keys = (at: string) =>
    inboxScreen.bindings({ ...firstState, at }, shared).map(({ action }) => action);
  expect(keys("budget-1").slice(0, 4)).toStrictEqual(["grant", "later", "next", "previous"]);
  expect(inboxScreen.bindings(firstState, sharedWith())).toStrictEqual([]);
});
