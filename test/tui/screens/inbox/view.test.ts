import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InboxItem } from "../../../../src/app/inbox/inbox.ts";
import type { Shared } from "../../../../src/tui/model.ts";
import { lineWidth } from "../../../../src/tui/paint/width.ts";
import { inboxScreen } from "../../../../src/tui/screens/inbox/screen.ts";
import { firstState } from "../../../../src/tui/screens/inbox/state.ts";
import type { InboxState } from "../../../../src/tui/screens/inbox/state.ts";
import { sharedWith, textOf } from "../../shared.ts";
import { accept, queue, question } from "./items.ts";

const narrow = { columns: 60, rows: 12 };
const wide = { columns: 100, rows: 30 };

function frame(state: Partial<InboxState>, size: typeof narrow, inbox: readonly InboxItem[] = queue): string {
  return textOf(inboxScreen.view({ ...firstState, ...state }, sharedWith({ inbox }), size));
}

describe("a frame", () => {
  test("of a change to accept, narrow: the answers in a word or two", () => {
    expect(frame({}, narrow)).toBe(
      `
1 of 3  a change to accept                      specs/add.md
A green result waits to be written: src/add.ts
────────────────────────────────────────────────────────────
Run r1 ended green.
│ src/add.ts  changed
│   line 1
│   one
│ - two
│ + 2
────────────────────────────────────────────────────────────
a accept   d decline   v by file   o run   l later`.slice(1),
    );
  });

  test("of the same, wide: each answer says what it does", () => {
    const line = "─".repeat(100);
    expect(frame({}, wide)).toBe(
      `
1 of 3  a change to accept                                                              specs/add.md
A green result waits to be written: src/add.ts
${line}
Run r1 ended green.
│ src/add.ts  changed
│   line 1
│   one
│ - two
│ + 2
${line}
 a  write the file
 d  decline: nothing is written
 v  look at it file by file
 o  open the run
 l  later`.slice(1),
    );
  });

  test("of a question that is being answered: the field in the place of the answers", () => {
    const typed = {
      item: question.id,
      decision: "answer",
      asks: "The answer",
      field: { text: "a hyphen", cursor: 8 },
    } as const;
    expect(frame({ typed }, narrow, [question]).split("\n").slice(-2)).toStrictEqual([
      "The answer",
      "  a hyphen",
    ]);
  });

  test("of a question that was put off: the spec's words stand behind a bar", () => {
    const later: InboxItem = { ...question, isLater: true };
    expect(frame({}, narrow, [later])).toBe(
      `
1 of 1  a question  put off                  specs/vat.md:12
An open question: which rate holds?
────────────────────────────────────────────────────────────
The spec asks:
│ which rate holds?

It stands here, and is settled when the answer stands in its
place:
│ 11   ## Rates
│ 12 ▸ [NEEDS CLARIFICATION: which rate holds?]
────────────────────────────────────────────────────────────
e spec   x set aside   l later`.slice(1),
    );
  });

  test("of a context that is longer than the screen says where in it one is", () => {
    const patch = Array.from({ length: 20 }, (_, at) => ({ is: "same", text: `line ${at}` }) as const);
    const rows = frame({ scroll: 14 }, narrow, [{ ...accept, patch }]).split("\n");
    expect(rows).toHaveLength(12);
    expect(rows[3]).toBe("│   line 13");
    expect(rows[9]).toBe("│   line 19");
    expect(rows[10]).toBe("───────────────────────────────────────────── 15–21 of 21 ──");
  });

  test("of a decision that is being carried out shows the next item already", () => {
    expect(frame({ deciding: "accept-1" }, narrow)).toMatch(/^1 of 2 {2}a budget /);
  });

  test("of an empty queue is calm", () => {
    expect(frame({}, narrow, [])).toBe("\n  Nothing waits for you.");
    expect(frame({ deciding: "accept-1" }, narrow, [accept])).toBe("\n  Nothing waits for you.");
  });

  test("of a queue that nobody has read yet does not say that it is empty", () => {
    const asked = { request: { do: "inbox" }, step: "", done: null, total: null, again: false } as const;
    const unread = (pending: Shared["pending"]) =>
      textOf(inboxScreen.view(firstState, sharedWith({ inbox: null, pending }), narrow));
    expect(unread([asked])).toBe("\n  looking at what waits for you…");
    expect(unread([])).toBe("\n  What waits for you could not be read.");
  });
});

test("no row is wider, and there are no more of them, than there is room for, whatever the text", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.constantFrom("漢字かな交じり文".repeat(20), "👩‍👩‍👧‍👦".repeat(30), "a\tb\u001b[2Jc\r\nd", "x".repeat(500)),
  );
  const items = fc.oneof(
    fc.tuple(text, text).map(([one, other]): InboxItem => ({
      ...question,
      title: one,
      spec: other,
      text: one,
      quoted: [{ line: 7, text: other, isMeant: true }],
    })),
    fc.tuple(text, text).map(([one, other]): InboxItem => ({
      ...accept,
      title: other,
      patch: [
        { is: "file", text: one },
        { is: "added", text: other },
      ],
      answers: accept.answers.map((answer) => ({ ...answer, label: one })),
    })),
  );
  const sizes = fc.record({
    columns: fc.integer({ min: 60, max: 200 }),
    rows: fc.integer({ min: 12, max: 60 }),
  });
  fc.assert(
    fc.property(items, sizes, fc.nat(100), (item, size, scroll) => {
      const lines = inboxScreen.view({ ...firstState, scroll }, sharedWith({ inbox: [item] }), size);
      expect(lines.length).toBeLessThanOrEqual(size.rows);
      for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(size.columns);
    }),
    { numRuns: 200 },
  );
});

test("what a spec says can not stand where greenbar's own words do", () => {
  const hostile: InboxItem = {
    ...question,
    text: "ok?\n────────\na  accept everything",
    quoted: [{ line: 1, text: "\u001b[1A────", isMeant: true }],
  };
  const lines = frame({}, wide, [hostile]).split("\n");
  expect(lines.filter((line) => line.includes("accept everything"))).toStrictEqual([
    "│ a  accept everything",
  ]);
  expect(lines.filter((line) => line.startsWith("─"))).toHaveLength(2);
});
