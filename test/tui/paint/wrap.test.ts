import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Line } from "../../../src/tui/paint/line.ts";
import { row, span } from "../../../src/tui/paint/span.ts";
import { lineWidth } from "../../../src/tui/paint/width.ts";
import { wrap } from "../../../src/tui/paint/wrap.ts";
import { textOf } from "../shared.ts";
import { anyLine } from "./any-text.ts";

describe("wrapping", () => {
  test.each<[string, Line, number, Line, string[]]>([
    ["what fits stays one row", row("one two"), 7, [], ["one two"]],
    ["breaks between words", row("one two three"), 8, [], ["one two", "three"]],
    ["a word as wide as the row", row("one eightxxx two"), 8, [], ["one", "eightxxx", "two"]],
    ["a long word is broken inside", row("abcdefghij"), 4, [], ["abcd", "efgh", "ij"]],
    ["behind a word it begins where there is room", row("ab cdefghij"), 5, [], ["ab cd", "efghi", "j"]],
    ["a hanging indentation", row("- one two"), 6, row("  "), ["- one", "  two"]],
    ["one that leaves no room is left out", row("one two"), 3, row("   "), ["one", "two"]],
    ["leading blanks stay", row("  one two"), 6, [], ["  one", "two"]],
    [
      "a word of two styles stays whole",
      [span("is "), span("`f`", "code"), span(".")],
      6,
      [],
      ["is", "`f`."],
    ],
    ["wide characters are not halved", row("漢字漢字"), 5, [], ["漢字", "漢字"]],
    ["a character wider than the row", row("a漢b"), 1, [], ["a", "…", "b"]],
    ["nothing but blanks", row("      "), 3, [], [""]],
    ["a row of no width", row("ab"), 0, [], ["a", "b"]],
  ])("%s", (_, line, width, hanging, expected) => {
    expect(textOf(wrap(line, width, hanging)).split("\n")).toEqual(expected);
  });

  test("no row is wider than it may be, and nothing but blanks is lost", () => {
    fc.assert(
      fc.property(
        anyLine,
        fc.integer({ min: 2, max: 30 }),
        fc.constantFrom([], row("  ")),
        (line, width, hanging) => {
          const rows = wrap(line, width, hanging);
          for (const wrapped of rows) expect(lineWidth(wrapped)).toBeLessThanOrEqual(width);
          expect(inked(rows)).toBe(inked([line]));
        },
      ),
    );
  });

  test.each([
    ["one word", "x".repeat(1_000_000)],
    ["one wide word", "漢".repeat(50_000)],
    ["words", "word ".repeat(50_000)],
  ])("a huge row takes time in proportion: %s", (_, text) => {
    const rows = wrap(row(text), 80);
    expect(inked(rows).length).toBe(text.replaceAll(" ", "").length);
  });
});

function inked(rows: readonly Line[]): string {
  return rows
    .flat()
    .map(({ text }) => text)
    .join("")
    .replaceAll(/\s/gu, "");
}
