import { cleanText } from "../../verdict/clean-text.ts";
import type { Line, Marks, Span, Tone } from "./line.ts";

/**
 * Text for the screen, in one style. The one place where text becomes something that is painted: whatever a
 * terminal would act on, and whatever is invisible, is taken out here; tabs and newlines become blanks, since a
 * span never moves the cursor.
 */
export function span(text: string, tone: Tone = "plain", marks: Marks = {}): Span {
  return { text: printable(text), tone, ...marks };
}

/** A row of one span; of several, `[span(…), span(…)]` is as plain. */
export function row(text: string, tone: Tone = "plain", marks: Marks = {}): Line {
  return [span(text, tone, marks)];
}

/** The text as a terminal may be given it: one row, nothing in it that moves, hides or imitates. */
export function printable(text: string): string {
  if (!unsafe.test(text)) return text;
  return cleanText(text).replaceAll("\t", "  ").replace(/\n/g, " ").replace(invisible, "");
}

// Anything but printable ASCII and the common letters of Latin, Greek and Cyrillic is looked at more closely.
const unsafe = /[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u052f]/;

// Zero-width characters that join nothing, the soft hyphen, line and paragraph separators, fillers that look like
// blanks, interlinear marks. U+200D joins emoji and stays.
const invisible =
  // oxlint-disable-next-line no-misleading-character-class
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/gu;
