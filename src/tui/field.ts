import { typedAs, typedText } from "./key.ts";
import type { Key } from "./key.ts";
import type { Line } from "./paint/line.ts";
import { printable, span } from "./paint/span.ts";
import { lineWidth, take, widthOf } from "./paint/width.ts";

/** One line of text that is being typed. */
export interface Field {
  readonly text: string;
  /** UTF-16 units before the cursor; always between two whole characters. */
  readonly cursor: number;
}

/** UTF-16 units that a field holds at most. */
export const longestField = 10_000;

/** What is said of a paste that no field takes. */
export const refusedPaste = {
  text: `too long to paste: a field takes ${longestField.toLocaleString("en")} characters at most`,
  tone: "error",
} as const;

export const emptyField: Field = { text: "", cursor: 0 };

/** A field that holds the text, the cursor behind it. */
export function fieldOf(text: string): Field {
  return { text, cursor: text.length };
}

/**
 * What a key makes of the field: null when it has no meaning in one, so that it may mean something around it. A
 * key that is understood and changes nothing gives the same field.
 */
export function typeInto(field: Field, key: Key): Field | null {
  const edit = edits[typedAs(key)];
  if (edit !== undefined) return edit(field);
  const text = typedText(key);
  if (text === null) return null;
  const shown = printable(text);
  return shown === "" || field.text.length + shown.length > longestField ? field : insert(field, shown);
}

/** The field with the text put in at the cursor, on one line; null when it is too long to be taken. */
export function pasteInto(field: Field, text: string): Field | null {
  if (text.length > longestField) return null;
  const shown = printable(text.replace(/\r\n?|[\n\t]/g, " "));
  return field.text.length + shown.length > longestField ? null : insert(field, shown);
}

/**
 * The field in exactly `width` columns: the part of the text that the cursor is in, `‹` and `›` where there is
 * more. The cursor is a cell in inverse; without the focus there is none. An empty field shows the placeholder.
 */
export function viewField(
  { text, cursor }: Field,
  { width, focused, placeholder }: { width: number; focused: boolean; placeholder: string },
): Line {
  if (width < 1) return [];
  if (text === "") return viewEmpty(placeholder, width, focused);
  // The cursor behind the last character stands on a blank of its own.
  const all = focused ? `${text} ` : text;
  if (widthOf(all) <= width) return filled(parts(all, 0, all.length, focused ? cursor : null), width);
  const { from, to } = window(all, focused ? cursor : 0, width);
  return filled(
    [
      ...(from > 0 ? [span("‹", "dim")] : []),
      ...parts(all, from, to, focused ? cursor : null),
      ...(to < all.length ? [span("›", "dim")] : []),
    ],
    width,
  );
}

const edits: Readonly<Record<string, (field: Field) => Field>> = {
  left: ({ text, cursor }) => ({ text, cursor: before(text, cursor) }),
  right: ({ text, cursor }) => ({ text, cursor: behind(text, cursor) }),
  home: ({ text }) => ({ text, cursor: 0 }),
  "ctrl+a": ({ text }) => ({ text, cursor: 0 }),
  end: ({ text }) => fieldOf(text),
  "ctrl+e": ({ text }) => fieldOf(text),
  backspace: (field) => remove(field, before(field.text, field.cursor), field.cursor),
  delete: (field) => remove(field, field.cursor, behind(field.text, field.cursor)),
  "ctrl+w": (field) => remove(field, wordStart(field), field.cursor),
  "ctrl+u": (field) => remove(field, 0, field.cursor),
};

function insert({ text, cursor }: Field, added: string): Field {
  const whole = text.slice(0, cursor) + added + text.slice(cursor);
  return { text: whole, cursor: boundary(whole, cursor + added.length) };
}

function remove({ text }: Field, from: number, to: number): Field {
  const rest = text.slice(0, from) + text.slice(to);
  return { text: rest, cursor: boundary(rest, from) };
}

/** Where the word before the cursor begins, the blanks behind it taken along. */
function wordStart({ text, cursor }: Field): number {
  return Math.max(0, text.slice(0, cursor).trimEnd().search(/\S+$/u));
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function before(text: string, at: number): number {
  return at === 0 ? 0 : (graphemes.segment(text).containing(at - 1)?.index ?? 0);
}

function behind(text: string, at: number): number {
  const next = graphemes.segment(text).containing(at);
  return next === undefined ? text.length : next.index + next.segment.length;
}

/** The offset itself, or the end of the character that it has come to stand in. */
function boundary(text: string, at: number): number {
  const inside = graphemes.segment(text).containing(at);
  return inside === undefined || inside.index === at ? at : inside.index + inside.segment.length;
}

/** The stretch of the text around the cursor that fits beside the marks for what is cut off. */
function window(text: string, cursor: number, width: number): { from: number; to: number } {
  const atStart = stretch(text, 0, width - 1);
  if (cursor < atStart) return { from: 0, to: atStart };
  // Half of the row before the cursor, so that it neither sticks to an edge nor jumps with each key.
  let from = cursor;
  for (let used = 0; from > 0;) {
    const earlier = before(text, from);
    used += widthOf(text.slice(earlier, from));
    if (used > Math.max(0, Math.floor(width / 2) - 1)) break;
    from = earlier;
  }
  const rest = text.slice(from);
  if (widthOf(rest) <= width - 1) return { from: fromEnd(text, width - 1), to: text.length };
  return { from, to: Math.max(stretch(text, from, width - 2), behind(text, cursor)) };
}

/** Where the characters end that begin at `from` and fit. */
function stretch(text: string, from: number, width: number): number {
  return from + (take([span(text.slice(from))], Math.max(0, width)).head[0]?.text.length ?? 0);
}

/** Where the last characters begin that fit. */
function fromEnd(text: string, width: number): number {
  let from = text.length;
  for (let used = 0; from > 0;) {
    const earlier = before(text, from);
    used += widthOf(text.slice(earlier, from));
    if (used > width) break;
    from = earlier;
  }
  return from;
}

function parts(text: string, from: number, to: number, cursor: number | null): Line {
  if (cursor === null || cursor < from || cursor >= to) return [span(text.slice(from, to))];
  const end = Math.min(to, behind(text, cursor));
  return [
    span(text.slice(from, cursor)),
    span(text.slice(cursor, end), "plain", { selected: true }),
    span(text.slice(end, to)),
  ].filter((part) => part.text !== "");
}

function viewEmpty(placeholder: string, width: number, focused: boolean): Line {
  const hint = take([span(placeholder, "dim")], focused ? width - 1 : width).head;
  return filled([...(focused ? [span(" ", "plain", { selected: true })] : []), ...hint], width);
}

function filled(line: Line, width: number): Line {
  // A wide character may not fit beside a mark in a field of two or three columns.
  const short = lineWidth(line) > width ? take(line, width).head : line;
  const missing = width - lineWidth(short);
  return missing === 0 ? short : [...short, span(" ".repeat(missing))];
}
