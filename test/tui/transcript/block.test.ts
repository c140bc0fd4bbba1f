import { expect, test } from "vitest";
import { row } from "../../../src/tui/paint/span.ts";
import { heightOf, placeAbove, placeBelow, placeOfEnd, rowsFrom } from "../../../src/tui/transcript/block.ts";
import { textOf } from "../shared.ts";

// Rows a1 a2 a3, none, b1, c1 c2.
const blocks = [["a1", "a2", "a3"], [], ["b1"], ["c1", "c2"]].map((texts) => ({
  rows: () => texts.map((text) => row(text)),
}));
const at = (block: number, of: number) => ({ block, row: of });

test.each([
  [at(0, 0), 10, "a1 a2 a3 b1 c1 c2"],
  [at(0, 1), 3, "a2 a3 b1"],
  [at(0, 2), 1, "a3"],
  [at(1, 0), 2, "b1 c1"],
  [at(3, 1), 5, "c2"],
])("from %o at most %i rows: %s", (from, count, expected) => {
  expect(textOf(rowsFrom(blocks, 80, from, count)).replaceAll("\n", " ")).toBe(expected);
});

test.each([
  [at(3, 1), 1, at(3, 0)],
  [at(3, 0), 1, at(2, 0)],
  [at(3, 0), 2, at(0, 2)],
  [at(3, 1), 9, at(0, 0)],
  [at(0, 1), 0, at(0, 1)],
])("above %o by %i", (from, count, expected) => {
  expect(placeAbove(blocks, 80, from, count)).toStrictEqual(expected);
});

test.each([
  [at(0, 0), 2, 2, at(0, 2)],
  [at(0, 0), 3, 2, at(2, 0)],
  [at(0, 0), 4, 2, at(3, 0)],
  [at(0, 0), 9, 2, at(3, 0)],
  [at(0, 0), 1, 99, at(0, 0)],
])("below %o by %i, %i rows in sight", (from, count, height, expected) => {
  expect(placeBelow(blocks, 80, from, count, height)).toStrictEqual(expected);
});

test("the end, and all there is", () => {
  expect(placeOfEnd(blocks, 80, 3)).toStrictEqual(at(2, 0));
  expect(placeOfEnd([], 80, 3)).toStrictEqual(at(0, 0));
  expect(heightOf(blocks, 80)).toBe(6);
});
