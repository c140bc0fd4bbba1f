import stringWidth from "string-width";
import type { Line, Span } from "./line.ts";

/** Columns that the text takes in a terminal. */
export function widthOf(text: string): number {
  return single.test(text) ? text.length : stringWidth(text);
}

/** Columns that a row takes. */
export function lineWidth(line: Line): number {
  return line.reduce((sum, { text }) => sum + widthOf(text), 0);
}

/** The row in at most so many columns; what is cut off shows as `…`. A wide character is never halved. */
export function cut(line: Line, width: number): Line {
  if (lineWidth(line) <= width) return line;
  const head = take(line, Math.max(0, width - 1)).head;
  const last = head.at(-1) ?? line[0];
  return width < 1 || last === undefined ? [] : [...head, { ...last, text: "…" }];
}

/** The row filled with blanks to exactly so many columns, cut when it is longer. */
export function fit(line: Line, width: number, fill: Pick<Span, "selected"> = {}): Line {
  const short = cut(line, width);
  const missing = width - lineWidth(short);
  return missing === 0 ? short : [...short, { text: " ".repeat(missing), tone: "plain", ...fill }];
}

/** The row in two: as much of it as fits into so many columns, and the rest. */
export function take(line: Line, width: number): { readonly head: Line; readonly rest: Line } {
  const head: Span[] = [];
  let left = width;
  for (const [at, part] of line.entries()) {
    const own = widthOf(part.text);
    if (own <= left) {
      head.push(part);
      left -= own;
      continue;
    }
    const length = lengthFitting(part.text, left);
    if (length > 0) head.push({ ...part, text: part.text.slice(0, length) });
    return { head, rest: [{ ...part, text: part.text.slice(length) }, ...line.slice(at + 1)] };
  }
  return { head, rest: [] };
}

/** Columns side by side, each fitted to its width; the shortest is filled with blank rows. */
export function beside(
  columns: readonly { readonly lines: readonly Line[]; readonly width: number }[],
  gap: Line = [],
): Line[] {
  const height = Math.max(0, ...columns.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    columns.flatMap(({ lines, width }, column) => [
      ...(column === 0 ? [] : gap),
      ...fit(lines[at] ?? [], width),
    ]),
  );
}

// One column a character, with nothing that combines: ASCII, the letters of Latin, Greek and Cyrillic, dashes and
// quotation marks, frames, and our own signs. It is nearly all that is ever shown, and measured a hundred times faster.
const single =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0391-\u03a1\u03a3-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2015\u2018-\u201f\u2022\u2026\u203a\u2192\u2260\u2500-\u257f\u2588\u2591-\u2593\u25cb\u25cf\u2713\u2717]*$/;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** UTF-16 units of the longest beginning, of whole characters, that fits. */
function lengthFitting(text: string, width: number): number {
  if (single.test(text)) return Math.max(0, width);
  let used = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    used += widthOf(segment);
    if (used > width) return index;
  }
  return text.length;
}
