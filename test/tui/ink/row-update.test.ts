import { describe, expect, test } from "vitest";
import { createRowWriter } from "../../../src/tui/ink/row-writer.ts";
import { rowUpdate } from "../../../src/tui/ink/row-update.ts";
import type { Line } from "../../../src/tui/paint/line.ts";
import { row, span } from "../../../src/tui/paint/span.ts";
import { createTheme } from "../../../src/tui/paint/theme.ts";
import { fit } from "../../../src/tui/paint/width.ts";

const theme = createTheme("16");

describe("a row's update", () => {
  test.each<[string, Line | null, Line, string]>([
    ["the same row", row("abc"), row("abc"), ""],
    [
      "one that is not known is written whole, and the rest of it erased",
      null,
      row("abc"),
      "\u001b[3;1Habc\u001b[K",
    ],
    ["only what differs behind the same beginning", row("count 12"), row("count 13"), "\u001b[3;8H3"],
    ["a shorter one is erased behind its end", row("abcdef"), row("abc"), "\u001b[3;4H\u001b[K"],
    [
      "the same end is left as it is",
      [span("a"), span("1", "holds"), span(" end")],
      [span("a"), span("2", "holds"), span(" end")],
      "\u001b[3;2H\u001b[32m2\u001b[39m",
    ],
    ["blanks at the end are erased, not written", row("abc"), fit(row("ab"), 40), "\u001b[3;3H\u001b[K"],
    ["behind wide characters the column counts cells", row("漢字 a"), row("漢字 b"), "\u001b[3;1H漢字 b"],
  ])("%s", (_what, before, after, written) => {
    expect(rowUpdate(2, before, after, theme)).toBe(written);
  });
});

test("a frame is one synchronized update of the rows that changed; after forgetting, of all", () => {
  const written: string[] = [];
  const writer = createRowWriter(theme, (text) => written.push(text));
  const frame = [row("one"), row("two")];
  writer.write(frame);
  writer.write([row("one"), row("2wo")]);
  writer.write([row("one"), row("2wo")]);
  writer.forget();
  writer.write(frame);
  expect(written).toStrictEqual([
    "\u001b[?2026h\u001b[1;1Hone\u001b[K\u001b[2;1Htwo\u001b[K\u001b[?2026l",
    "\u001b[?2026h\u001b[2;1H2wo\u001b[?2026l",
    "\u001b[?2026h\u001b[1;1Hone\u001b[K\u001b[2;1Htwo\u001b[K\u001b[?2026l",
  ]);
});
