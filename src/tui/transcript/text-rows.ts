import type { Line, Span, Tone } from "../paint/line.ts";
import { printable, span } from "../paint/span.ts";
import { take, widthOf } from "../paint/width.ts";
import { wrap } from "../paint/wrap.ts";

/** What stands before text that is not ours, so that it can never pass for our own words. */
export const bar: Line = [span("  │ ", "dim")];
export const barWidth = 4;

/** Text of someone else in as many rows as it takes, behind a bar. A newline at its end makes no row. */
export function quotedRows(text: string, width: number, tone: Tone = "plain"): Line[] {
  const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  return lines.flatMap((line) =>
    wrapText(line, Math.max(1, width - barWidth)).map((piece) => [...bar, { text: piece, tone }]),
  );
}

/** One line of text, broken between words into pieces that fit; made printable first. */
export function wrapText(text: string, width: number): readonly string[] {
  const shown = printable(text);
  if (!ascii.test(shown))
    return wrap([span(shown)], width).map((line) => line.map((part) => part.text).join(""));
  if (shown.length <= width) return [shown];
  const pieces: string[] = [];
  let rest = shown;
  while (rest.length > width) {
    const blank = rest.lastIndexOf(" ", width);
    const at = blank > 0 && rest.slice(0, blank).trim() !== "" ? blank : width;
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

/** A row in as many rows as it takes, broken wherever the width is used up: no blank of code is lost. */
export function breakRow(line: Line, width: number): Line[] {
  const rows: Line[] = [];
  let rest: Line = line;
  while (rest.length > 0) {
    const { head, rest: tail } = take(rest, width);
    // A wide character in a row of one column.
    if (head.length === 0) break;
    rows.push(head);
    rest = tail;
  }
  return rows.length === 0 ? [[]] : rows;
}

/** As much of the text as fits on one row, `…` for the rest. */
export function clip(text: string, width: number, tone: Tone = "plain"): Span {
  const whole = span(text.length > width * 8 ? text.slice(0, width * 8) : text, tone);
  if (widthOf(whole.text) <= width) return whole;
  const head = take([whole], Math.max(0, width - 1)).head[0];
  return { text: `${head?.text ?? ""}…`, tone };
}

const ascii = /^[\u0020-\u007e]*$/;
