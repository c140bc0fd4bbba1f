import { describe, expect, test } from "vitest";
import type { Line } from "../../../src/tui/paint/line.ts";
import { rowsFrom } from "../../../src/tui/transcript/block.ts";
import { patchBlocks } from "../../../src/tui/transcript/patch-blocks.ts";
import type { Patch } from "../../../src/tui/transcript/patch.ts";
import { cappedPatch, patchOf, replacePatch } from "../../../src/tui/transcript/patch.ts";
import { wordDiff } from "../../../src/tui/transcript/word-diff.ts";
import { textOf } from "../shared.ts";

function rowsOf(patch: Patch, width = 60): readonly Line[] {
  return rowsFrom(patchBlocks(patch), width, { block: 0, row: 0 }, 10_000);
}

describe("a change", () => {
  test("numbers are those of the side that a line is on; what is far away is left out", () => {
    const lines = Array.from({ length: 20 }, (_, at) => `line ${at + 1}`);
    const before = `${lines.join("\n")}\n`;
    const after = `${["new", ...lines].join("\n").replace("line 18", "line eighteen")}\n`;
    expect(textOf(rowsOf(patchOf(before, after)))).toBe(
      [
        "  │  1 + new",
        "  │  2   line 1",
        "  │  3   line 2",
        "  │  4   line 3",
        "  │ ⋯",
        "  │ 16   line 15",
        "  │ 17   line 16",
        "  │ 18   line 17",
        "  │ 18 - line 18",
        "  │ 19 + line eighteen",
        "  │ 20   line 19",
        "  │ 21   line 20",
      ].join("\n"),
    );
  });

  test.each([
    ["a file that is new", null, "a\n", { added: 1, removed: 0 }],
    ["one that goes", "a\nb\n", null, { added: 0, removed: 2 }],
    ["nothing", "a\n", "a\n", { added: 0, removed: 0, hunks: [] }],
  ])("%s", (_, before, after, expected) => {
    expect(patchOf(before, after)).toMatchObject(expected);
  });

  test("texts with nothing in common are shown as taken out and put in", () => {
    const text = (word: string) => Array.from({ length: 5_000 }, (_, at) => `${word} ${at}\n`).join("");
    expect(patchOf(text("a"), text("b"))).toMatchObject({ added: 5_000, removed: 5_000 });
  });
});

describe("rows", () => {
  test("a long line is broken, none of it lost; what is hidden is written out", () => {
    const patch = replacePatch("", `${"x".repeat(20)}\u200b\u202e\n`);
    expect(textOf(rowsOf(patch, 20))).toBe("  │ + xxxxxxxxxxxxxx\n  │   xxxxxx<U+200B>\n  │   <U+202E>");
  });

  test("endings of lines show only where they change", () => {
    expect(textOf(rowsOf(patchOf("a\r\nb\r\n", "a\r\nb\n")))).toBe("  │ 1   a\n  │ 2 - b␍\n  │ 2 + b");
  });

  test("what was left out is counted", () => {
    const patch = cappedPatch(replacePatch("", "a\nb\nc\nd\n"), { lines: 3, characters: 100 });
    expect(textOf(rowsOf(patch))).toBe("  │ + a\n  │ + b\n  │ + c\n  │ … 1 more");
    expect(patch).toMatchObject({ added: 4, left: 1 });
  });
});

describe("words", () => {
  test.each([
    ["const a = 1;", "const a = 2;", [["1"], ["2"]]],
    ["f(a)", "f(a, b)", [[], [", b"]]],
  ])("%s → %s", (before, after, expected) => {
    const diff = wordDiff(before, after);
    const changed = [diff?.before, diff?.after].map((runs) =>
      runs?.filter(({ isChanged }) => isChanged).map(({ text }) => text),
    );
    expect(changed).toStrictEqual(expected);
  });

  test("lines with nothing in common have none", () => {
    expect(wordDiff("alpha beta gamma", "one two three")).toBeNull();
  });
});
