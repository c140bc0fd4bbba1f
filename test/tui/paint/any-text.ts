import * as fc from "fast-check";
import type { Line } from "../../../src/tui/paint/line.ts";
import { span } from "../../../src/tui/paint/span.ts";

const pieces = [
  "a",
  "word ",
  " ",
  "\t",
  "\n",
  "é",
  "e\u0301",
  "漢字",
  "한글",
  "\u1112\u1161\u11ab",
  "👍",
  "👍🏽",
  "👨‍👩‍👧‍👦",
  "🇩🇪",
  "1️⃣",
  "❤️",
  "☎",
  "नि",
  "กำ",
  "\u200d",
  "\ufe0f",
  "\u0301",
  "\u001b[31m",
  "\u001b]8;;http://x\u0007",
  "\u202e",
  "\u{e0041}",
  "\u00ad",
  "│",
  "…",
  "Привет",
  "ﬁ",
  "ｱﾞ",
  "|",
  "`",
  "*",
];

/** Text with whatever terminals find hard: wide, joined, combining, invisible, escaping. */
export const anyText = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 30 })
  .map((texts) => texts.join(""));

/** A row of a few spans of such text. */
export const anyLine: fc.Arbitrary<Line> = fc
  .array(anyText, { maxLength: 4 })
  .map((texts) => texts.map((text, at) => span(text, at % 2 === 0 ? "plain" : "code")));
