import * as fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { row, span } from "../../../src/tui/paint/span.ts";
import { beside, cut, fit, lineWidth, take, widthOf } from "../../../src/tui/paint/width.ts";
import { textOf } from "../shared.ts";
import { anyLine, anyText } from "./any-text.ts";

const acting =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u;
const widths = fc.integer({ min: 0, max: 40 });

describe("width", () => {
  test.each([
    ["ascii", "abc", 3],
    ["wide", "漢字", 4],
    ["combining", "e\u0301", 1],
    ["a family", "👨‍👩‍👧‍👦", 2],
    ["a flag", "🇩🇪", 2],
    ["lines and signs", "│─…✓✗≠○·", 8],
    ["letters of Europe", "déjà Ωмир", 9],
  ])("%s", (_, text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  test("what is quick says the same as what is thorough", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: "binary" })), (text) => {
        const { text: shown } = span(text);
        expect(widthOf(shown)).toBe(stringWidth(shown));
      }),
    );
  });

  test("every character that is measured quickly takes one column", () => {
    const wrong: string[] = [];
    for (let code = 0x20; code < 0x2800; code += 1) {
      if (code === 0x530) code = 0x2000;
      const character = String.fromCodePoint(code);
      if (span(character).text === character && widthOf(character) !== stringWidth(character))
        wrong.push(character);
    }
    expect(wrong).toEqual([]);
  });
});

describe("cutting", () => {
  test.each([
    ["what fits", "abc", 3, "abc"],
    ["what does not", "abcd", 3, "ab…"],
    ["a wide character is not halved", "漢字漢", 4, "漢…"],
    ["to one column", "abc", 1, "…"],
    ["to none", "abc", 0, ""],
  ])("%s", (_, text, width, expected) => {
    expect(textOf([cut(row(text), width)])).toBe(expected);
  });

  test("never wider; fitted exactly as wide", () => {
    fc.assert(
      fc.property(anyLine, widths, (line, width) => {
        expect(lineWidth(cut(line, width))).toBeLessThanOrEqual(width);
        expect(lineWidth(fit(line, width))).toBe(width);
      }),
    );
  });

  test("taken apart nothing is lost, and the head fits", () => {
    fc.assert(
      fc.property(anyLine, widths, (line, width) => {
        const { head, rest } = take(line, width);
        expect(lineWidth(head)).toBeLessThanOrEqual(width);
        expect([...head, ...rest].map(({ text }) => text).join("")).toBe(
          line.map(({ text }) => text).join(""),
        );
      }),
    );
  });

  test("beside each other all rows are as wide as their columns and the gap", () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 3 }), fc.array(anyLine, { maxLength: 3 }), (left, right) => {
        const rows = beside(
          [
            { lines: left, width: 10 },
            { lines: right, width: 7 },
          ],
          row("│"),
        );
        expect(rows).toHaveLength(Math.max(left.length, right.length));
        expect(rows.every((line) => lineWidth(line) === 18)).toBe(true);
      }),
    );
  });
});

describe("text for the screen", () => {
  test("is one row, and nothing in it acts on a terminal or hides", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: shown } = span(text);
        expect(shown).not.toMatch(acting);
      }),
    );
  });

  test("what is clean already stays as it is", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = span(text).text;
        expect(span(once).text).toBe(once);
      }),
    );
  });
});
