import { type Page, type PageRow, rowOfLine } from "./page.ts";
import type { Spot } from "./state.ts";

/** A row of a page. */
export interface Position {
  readonly chunk: number;
  readonly row: number;
}

/** The row that a line of the source begins or stands on. */
export function positionOfLine(page: Page, line: number): Position {
  const chunk = page.document.chunkOf(line);
  return { chunk, row: rowOfLine(page.rows(chunk), line) };
}

export function positionOf(page: Page, { line, part, extra }: Spot): Position {
  const { chunk, row } = positionOfLine(page, line);
  return advance(page, part === 0 ? { chunk, row } : { chunk: chunk + part, row: 0 }, extra);
}

/** The row in words that survive another width. */
export function spotOf(page: Page, { chunk, row }: Position): Spot {
  let extra = 0;
  for (let at = row; at >= 0; at -= 1) {
    const source = page.rows(chunk)[at]?.source ?? null;
    if (source !== null) return { line: source, part: 0, extra };
    extra += 1;
  }
  const line = page.document.firstLine(chunk);
  const part = chunk - page.document.chunkOf(line);
  if (part > 0) return { line, part, extra: row };
  // A stretch begins with a blank row at most, which the stretch before it can tell of.
  if (chunk === 0) return { line: 1, part: 0, extra: 0 };
  const before = spotOf(page, { chunk: chunk - 1, row: page.rows(chunk - 1).length - 1 });
  return { ...before, extra: before.extra + extra };
}

/** So many rows further down (up, when negative); no further than the page goes. */
export function advance(page: Page, { chunk, row }: Position, by: number): Position {
  let at = chunk;
  let target = row + by;
  while (target < 0 && at > 0) {
    at -= 1;
    target += page.rows(at).length;
  }
  while (target >= page.rows(at).length && at < page.document.chunks - 1) {
    target -= page.rows(at).length;
    at += 1;
  }
  return { chunk: at, row: Math.max(0, Math.min(target, page.rows(at).length - 1)) };
}

/** The last row of a page. */
export function endOfPage(page: Page): Position {
  const chunk = Math.max(0, page.document.chunks - 1);
  return { chunk, row: Math.max(0, page.rows(chunk).length - 1) };
}

/** At most so many rows from there on. */
export function rowsFrom(page: Page, { chunk, row }: Position, count: number): readonly PageRow[] {
  const rows: PageRow[] = [];
  let from = row;
  for (let at = chunk; at < page.document.chunks && rows.length < count; at += 1) {
    rows.push(...page.rows(at).slice(from, from + count - rows.length));
    from = 0;
  }
  return rows;
}

/** Negative when the first stands above the second. */
export function compare(a: Position, b: Position): number {
  return a.chunk === b.chunk ? a.row - b.row : a.chunk - b.chunk;
}

/** The window's first row: where it was, or where it must be to show `focus` with something around it. */
export function topShowing(page: Page, top: Position, focus: Position, height: number): Position {
  const above = Math.min(2, Math.floor((height - 1) / 2));
  const below = Math.min(4, Math.floor((height - 1) / 2));
  const highest = advance(page, focus, -above);
  if (compare(highest, top) < 0) return highest;
  const lowest = advance(page, focus, below - (height - 1));
  return compare(lowest, top) > 0 ? lowest : top;
}

/** No blank screen behind the end: the last row is at the bottom then. */
export function heldAtEnd(page: Page, top: Position, height: number): Position {
  if (rowsFrom(page, top, height).length >= height) return top;
  return advance(page, endOfPage(page), -(height - 1));
}
