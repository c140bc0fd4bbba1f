import type { Line, Span } from "./line.ts";
import { lineWidth, take, widthOf } from "./width.ts";

/**
 * The row in as many rows as it takes, broken between words; a word longer than a row is broken inside. Blanks at a
 * break are left out, nothing else is; a character wider than a row shows as `…`. Takes time in proportion to the
 * text.
 *
 * @param hanging - what stands before every row but the first, such as blanks under a list's mark; left out when it
 * would take more than half of the row.
 */
export function wrap(line: Line, width: number, hanging: Line = []): Line[] {
  if (lineWidth(line) <= width) return [line];
  const room = Math.max(1, width);
  const indent = lineWidth(hanging) * 2 > room ? [] : hanging;
  const rows = new Rows(room, indent);
  for (const word of wordsOf(line)) {
    if (word.isBlank) rows.addBlank(word.parts);
    else if (word.width <= room - lineWidth(indent)) rows.addWord(word.parts, word.width);
    else rows.addLong(word.parts);
  }
  return rows.all();
}

/** Rows as they fill. */
class Rows {
  readonly #rows: Line[] = [];
  #current: Span[] = [];
  #used = 0;
  /** The row holds more than its indentation. */
  #hasText = false;
  readonly #room: number;
  readonly #indent: Line;

  constructor(room: number, indent: Line) {
    this.#room = room;
    this.#indent = indent;
  }

  all(): Line[] {
    return [...this.#rows, this.#current];
  }

  addWord(parts: Line, width: number): void {
    if (this.#used + width > this.#room && this.#hasText) this.#next();
    if (this.#used + width > this.#room) this.addLong(parts);
    else this.#put(parts, width);
  }

  /** What does not fit of it stands at a break; blanks at the very beginning are an indentation, and stay. */
  addBlank(parts: Line): void {
    if (this.#rows.length > 0 && !this.#hasText) return;
    const { head } = take(parts, this.#room - this.#used);
    this.#put(head, lineWidth(head));
  }

  addLong(parts: Line): void {
    for (const part of parts) for (const piece of piecesOf(part, this.#room)) this.#addPiece(piece);
  }

  #addPiece(piece: Span): void {
    let rest: Line = [piece];
    while (rest.length > 0) {
      const { head, rest: tail } = take(rest, this.#room - this.#used);
      if (head.length > 0) this.#put(head, lineWidth(head));
      const isTooWide = head.length === 0 && !this.#hasText;
      if (isTooWide) this.#put([{ ...piece, text: "…" }], 1);
      rest = isTooWide ? take(rest, widestCharacter).rest : tail;
      if (rest.length > 0) this.#next();
    }
  }

  #put(parts: Line, width: number): void {
    this.#current.push(...parts);
    this.#used += width;
    this.#hasText ||= parts.length > 0;
  }

  #next(): void {
    this.#rows.push(this.#current);
    this.#current = [...this.#indent];
    this.#used = lineWidth(this.#indent);
    this.#hasText = false;
  }
}

const widestCharacter = 2;

interface Word {
  readonly isBlank: boolean;
  readonly parts: Span[];
  width: number;
}

/** Words and the blanks between them; a word may be of several styles, as a code span and its full stop are. */
function wordsOf(line: Line): Word[] {
  const words: Word[] = [];
  for (const part of line) {
    for (const text of part.text.match(/\s+|\S+/gu) ?? []) {
      const isBlank = text.trim() === "";
      const last = words.at(-1);
      const word = last?.isBlank === isBlank ? last : { isBlank, parts: [], width: 0 };
      if (word !== last) words.push(word);
      word.parts.push({ ...part, text });
      word.width += widthOf(text);
    }
  }
  return words;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const ascii = /^[\u0020-\u007e]*$/;

/** A long word in pieces of about a row each, so that breaking it does not look at all of it again for each row. */
function* piecesOf(part: Span, room: number): Generator<Span> {
  if (part.text.length <= 4 * room) {
    yield part;
    return;
  }
  if (ascii.test(part.text)) {
    for (let at = 0; at < part.text.length; at += room) {
      yield { ...part, text: part.text.slice(at, at + room) };
    }
    return;
  }
  let text = "";
  for (const { segment } of graphemes.segment(part.text)) {
    if (text.length > 0 && text.length + segment.length > room) {
      yield { ...part, text };
      text = "";
    }
    text += segment;
  }
  yield { ...part, text };
}
