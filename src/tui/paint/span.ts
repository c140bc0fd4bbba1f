import { cleanText } from "../../verdict/clean-text.ts";
import type { Line, Marks, Span, Tone } from "./line.ts";

/**
 * Text for the screen, in one style. The one place where text becomes something that is painted: what a
 * terminal would act on, and what is invisible, is shown in its own letters; tabs and newlines become blanks, since
 * a span never moves the cursor.
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
  return unsafe.test(text) ? cleanText(text).replaceAll("\t", "  ").replaceAll("\n", " ") : text;
}

// Anything but printable ASCII and the common letters of Latin, Greek and Cyrillic is looked at more closely; so is
// U+034F among these, which is invisible.
const unsafe = /[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u034e\u0350-\u052f]/;
