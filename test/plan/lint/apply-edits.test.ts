import { expect, test } from "vitest";
import { applyEdits } from "../../../src/plan/lint/apply-edits.ts";

const edit = (offset: number, endOffset: number, text: string) => ({
  place: { line: 1, column: offset + 1, endLine: 1, endColumn: endOffset + 1, offset, endOffset },
  text,
});

test.each([
  ["none", [], "abcdef"],
  ["in any order", [edit(4, 5, "E"), edit(0, 1, "")], "bcdEf"],
  ["side by side", [edit(0, 2, "x"), edit(2, 4, "y")], "xyef"],
  ["of two that overlap the first", [edit(1, 4, ""), edit(2, 6, "")], "aef"],
])("edits: %s", (_, edits, after) => {
  expect(applyEdits("abcdef", edits)).toBe(after);
});
