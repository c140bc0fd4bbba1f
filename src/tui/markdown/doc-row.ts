import type { Line, Span } from "../paint/line.ts";
import { wrap } from "../paint/wrap.ts";

/** One row of a document as it is shown. */
export interface DocRow {
  readonly line: Line;
  /** First line of the source that begins on this row, from 1; null on continuations, blank rows and ornaments. */
  readonly source: number | null;
  /** Last line that begins on it: short lines of a paragraph flow together. */
  readonly endSource: number | null;
}

/** A stretch of text that knows the line of the source it stands on. */
export interface SourceSpan extends Span {
  readonly source?: number;
}

export const blankRow: DocRow = { line: [], source: null, endSource: null };

/** A row that shows one line of the source. */
export function rowOf(line: Line, source: number | null): DocRow {
  return { line, source, endSource: source };
}

/** The text wrapped; each row tells which lines of the source begin on it. */
export function wrapSource(text: readonly SourceSpan[], width: number, hanging: Line = []): DocRow[] {
  let last = 0;
  return wrap(text, width, hanging).map((line) => {
    const begun = line.flatMap(({ source = 0 }: SourceSpan) => (source > last ? [source] : []));
    last = Math.max(last, ...begun);
    return { line, source: begun[0] ?? null, endSource: begun.at(-1) ?? null };
  });
}

/** Rows behind a mark: the mark before the first, `rest` (as wide) before the others. */
export function behindMark(rows: readonly DocRow[], mark: Line, rest: Line): DocRow[] {
  return rows.map((shown, at) => ({ ...shown, line: [...(at === 0 ? mark : rest), ...shown.line] }));
}

/** The rows, the first of which shows that line at the latest. */
export function beginningAt(rows: readonly DocRow[], source: number): readonly DocRow[] {
  const first = rows[0];
  if (first === undefined || (first.source !== null && first.source <= source)) return rows;
  return [{ ...first, source, endSource: first.endSource ?? source }, ...rows.slice(1)];
}
