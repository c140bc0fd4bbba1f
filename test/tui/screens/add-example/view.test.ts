import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineWidth } from "../../../../src/tui/paint/width.ts";
import { addExampleScreen } from "../../../../src/tui/screens/add-example/screen.ts";
import type { AddExampleState } from "../../../../src/tui/screens/add-example/state.ts";
import type { Shared } from "../../../../src/tui/model.ts";
import { sharedWith, textOf } from "../../shared.ts";
import { draft, form, shared, sharedFor, stateWith } from "./form.ts";

function frame(state: AddExampleState, columns: number, rows: number, given: Shared = shared): string {
  return textOf(addExampleScreen.view(state, given, { columns, rows }));
}

const typed = { title: "日本 語", ":expected": "x y" };
const now = draft({ inputs: { title: "日本 語" }, expected: "x y" });

describe("frames", () => {
  test("an empty form, narrow", () => {
    expect(frame(stateWith(), 60, 12)).toBe(
      [
        "One more example of Joins words with hyphens",
        "slugify(title, options?)",
        "› title      like Hello World",
        "  options?  may stay empty",
        "  then      (•) returns   ( ) throws",
        "  returns   like hello-world",
        "  why       may stay empty",
        "",
        "─".repeat(60),
        "A row behind line 12, once it is filled in.",
      ].join("\n"),
    );
  });

  test("what would be written", () => {
    const answer = { text: "| 日本 語            | x y                |", line: 13, problems: {} };
    const state = stateWith(typed, { at: ":expected", drafted: { draft: now, answer } });
    const rows = [
      "One more example of Joins words with hyphens",
      "slugify(title, options?)",
      "  title     日本 語",
      "  options?  may stay empty",
      "  then      (•) returns   ( ) throws",
      "› returns   x y",
      "  why       may stay empty",
      "",
      "─".repeat(60),
      "To be written at line 13 of specs/slugify.md:",
      "│ | 日本 語            | x y                |",
    ];
    expect(frame(state, 60, 12)).toBe(rows.join("\n"));
    expect(frame({ ...state, writing: now }, 60, 12)).toBe(
      rows.with(9, "Being written at line 13 of specs/slugify.md:").join("\n"),
    );
    const older = draft({ inputs: { title: "日本" }, expected: "x y" });
    expect(frame({ ...state, drafted: { draft: older, answer } }, 60, 12)).toBe(
      rows.with(9, "Being read at line 13 of specs/slugify.md:").join("\n"),
    );
  });

  test("problems stand under their fields, but not under one that nobody has been to", () => {
    const problems = { options: "It is missing.", ":expected": 'A call is code; the text is written "x y".' };
    const state = stateWith(typed, {
      at: ":expected",
      drafted: { draft: now, answer: { text: null, line: 13, problems } },
    });
    const rows = [
      "One more example of Joins words with hyphens",
      "slugify(title, options?)",
      "  title     日本 語",
      "  options?  may stay empty",
      "  then      (•) returns   ( ) throws",
      "› returns   x y",
      '            ✗ A call is code; the text is written "x y".',
      "  why       may stay empty",
      "",
      "─".repeat(100),
      "A row behind line 12, once it is filled in.",
    ];
    expect(frame(state, 100, 30)).toBe(rows.join("\n"));
    expect(frame({ ...state, left: new Set(["options"]) }, 100, 30)).toBe(
      rows.toSpliced(4, 0, "            ✗ It is missing.").join("\n"),
    );
  });

  test("what no field is to blame for", () => {
    const problems = { ":example": "Line 9 says it already: | 日本 語 | x y | |" };
    const state = stateWith(typed, { drafted: { draft: now, answer: { text: null, line: 13, problems } } });
    expect(frame(state, 60, 12).split("\n").slice(-2)).toStrictEqual([
      "─".repeat(60),
      "✗ Line 9 says it already: | 日本 語 | x y | |",
    ]);
  });

  test("an error, no notes, several computed columns", () => {
    const also = [{ name: "cube(title, options)", optional: false, like: "3" }];
    const state = stateWith(typed, { at: ":outcome", outcome: "throws" });
    expect(
      frame(state, 60, 12, sharedFor({ ...form, note: null, also, inputs: form.inputs.slice(0, 1) })),
    ).toBe(
      [
        "One more example of Joins words with hyphens",
        "slugify(title, options?)",
        "  title                 日本 語",
        "› then                  ( ) returns   (•) throws",
        "  throws                x y",
        "  cube(title, options)  like 3, or throws and what",
        "",
        "─".repeat(60),
        "A row behind line 12, once it is filled in.",
      ].join("\n"),
    );
  });

  test("no form", () => {
    expect(frame(stateWith(), 60, 12, sharedFor(null))).toBe(
      [
        "",
        "  No call is known here. A first example in the text, or a",
        "  line with `Call:` and the call in a code span, makes a",
        "  form.",
        "",
        "  Esc goes back; e there opens the editor.",
      ].join("\n"),
    );
    expect(frame(stateWith(), 60, 12, sharedWith())).toBe("\n  Reading the spec…");
  });
});

test("more fields than rows: the one with the cursor shows, and what would be written too", () => {
  const inputs = Array.from({ length: 30 }, (_, at) => ({ name: `p${at}`, optional: false, like: null }));
  const rows = frame(stateWith({}, { at: "p20" }), 60, 12, sharedFor({ ...form, inputs })).split("\n");
  expect(rows).toHaveLength(12);
  expect(rows.filter((row) => row.startsWith("› p20"))).toHaveLength(1);
  expect(rows.at(-1)).toBe("A row behind line 12, once it is filled in.");
});

test("whatever is typed or answered, it stays within the screen", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 200 });
  const sizes = fc.record({
    columns: fc.integer({ min: 60, max: 120 }),
    rows: fc.integer({ min: 12, max: 40 }),
  });
  const at = fc.constantFrom("title", "options", ":outcome", ":expected", ":note");
  fc.assert(
    fc.property(text, text, text, sizes, at, (title, expected, said, size, focus) => {
      const own = draft({
        inputs: title === "" ? {} : { title },
        expected,
      });
      const answer = { text: `${said}\n${said}`, line: 9, problems: { title: said, ":example": title } };
      const state = stateWith(
        { title, ":expected": expected },
        { at: focus, drafted: { draft: own, answer } },
      );
      const lines = addExampleScreen.view(state, sharedFor({ ...form, call: said }), size);
      expect(lines.length).toBeLessThanOrEqual(size.rows);
      expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(size.columns);
    }),
    { numRuns: 60 },
  );
});
