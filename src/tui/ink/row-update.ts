import type { Line, Span } from "../paint/line.ts";
import type { Theme } from "../paint/theme.ts";
import { lineWidth } from "../paint/width.ts";

/**
 * What makes a row of the terminal into another: only the columns that differ are written, and nothing for equal
 * rows.
 *
 * @param row - from 0.
 * @param before - what the terminal shows there; null when that is not known.
 */
export function rowUpdate(row: number, before: Line | null, after: Line, theme: Theme): string {
  if (before === after) return "";
  const [from, to] = [trimmed(before ?? []), trimmed(after)];
  const same = before === null ? 0 : sameStart(from, to);
  // Spans that differ in their text alone share its beginning too.
  const [was, is] = [from[same], to[same]];
  const shared = before !== null && was !== undefined && is !== undefined ? sharedText(was, is) : 0;
  const rest: Line =
    shared > 0 && is !== undefined
      ? [{ ...is, text: is.text.slice(shared) }, ...to.slice(same + 1)]
      : to.slice(same);
  const start = lineWidth(to.slice(0, same)) + shared;
  const [oldRest, newRest] = [lineWidth(from) - start, lineWidth(rest)];
  if (before !== null && rest.length === 0 && oldRest === 0) return "";
  const end =
    before !== null && oldRest === newRest ? sameEnd(from.slice(same + (shared > 0 ? 1 : 0)), rest) : 0;
  const written = end === 0 ? rest : rest.slice(0, -end);
  // ECMA-48 CUP and EL.
  const erase = before === null || oldRest > newRest ? "\u001b[K" : "";
  if (written.length === 0 && erase === "") return "";
  return `\u001b[${row + 1};${start + 1}H${theme.paint(written)}${erase}`;
}

/** Blanks at the end that show nothing are not written: the rest of the row is erased instead. */
function trimmed(line: Line): Line {
  let end = line.length;
  while (end > 0 && isBlank(line[end - 1] as Span)) end -= 1;
  const last = line[end - 1];
  if (last === undefined) return [];
  const text = isPlainGround(last) ? last.text.trimEnd() : last.text;
  return text === last.text && end === line.length ? line : [...line.slice(0, end - 1), { ...last, text }];
}

function isBlank(span: Span): boolean {
  return isPlainGround(span) && span.text.trimEnd() === "";
}

function isPlainGround({ selected, underline, strike, tone }: Span): boolean {
  return selected !== true && underline !== true && strike !== true && tone !== "link";
}

function sameStart(from: Line, to: Line): number {
  let at = 0;
  while (at < from.length && at < to.length && isSame(from[at] as Span, to[at] as Span)) at += 1;
  return at;
}

function sameEnd(from: Line, to: Line): number {
  let at = 0;
  while (at < from.length && at < to.length && isSame(from.at(-1 - at) as Span, to.at(-1 - at) as Span))
    at += 1;
  return at;
}

function isSame(one: Span, other: Span): boolean {
  return one === other || (one.text === other.text && isSameStyle(one, other));
}

function isSameStyle(one: Span, other: Span): boolean {
  return (
    one.tone === other.tone &&
    one.bold === other.bold &&
    one.italic === other.italic &&
    one.underline === other.underline &&
    one.strike === other.strike &&
    one.selected === other.selected
  );
}

/** Characters at the start that are the same; only where each is a column of its own. */
function sharedText(was: Span, is: Span): number {
  if (!isSameStyle(was, is) || !ascii.test(was.text) || !ascii.test(is.text)) return 0;
  let at = 0;
  while (at < was.text.length && was.text[at] === is.text[at]) at += 1;
  return at;
}

const ascii = /^[ -~]*$/;
