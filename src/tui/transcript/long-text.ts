/**
 * Text that grows by small pieces: chunks that are never changed again, and an open end. To add a piece costs what
 * the piece is long; what was laid out of a chunk stays true.
 */
export interface LongText {
  readonly chunks: readonly Chunk[];
  /** What came after the last chunk. */
  readonly open: string;
  readonly openLines: number;
  /** UTF-16 units of all that is kept. */
  readonly size: number;
  /** Newlines in all that is kept. */
  readonly lines: number;
  /** Chunks that were let go at the beginning. */
  readonly dropped: number;
}

/** Some whole lines, the last newline included; or the beginning of a line that is longer than a chunk may be. */
export interface Chunk {
  readonly text: string;
  readonly lines: number;
}

/** A chunk is closed at the end of a line once it is so large; a line without an end at the latest at `longest`. */
const chunkLimits = { size: 2_048, lines: 64, longest: 8_192 } as const;

export const emptyText: LongText = { chunks: [], open: "", openLines: 0, size: 0, lines: 0, dropped: 0 };

/** The text with a piece more at its end. */
export function append(text: LongText, piece: string): LongText {
  if (piece.length > chunkLimits.size) return piecesOf(piece).reduce(append, text);
  const lines = newlines(piece);
  const open = text.open + piece;
  const openLines = text.openLines + lines;
  const grown = { ...text, size: text.size + piece.length, lines: text.lines + lines };
  const cutAt = open.length < chunkLimits.size && openLines < chunkLimits.lines ? 0 : placeToCut(open);
  if (cutAt === 0) return { ...grown, open, openLines };
  const head = open.slice(0, cutAt);
  const chunk = { text: head, lines: newlines(head) };
  return {
    ...grown,
    chunks: [...text.chunks, chunk],
    open: open.slice(cutAt),
    openLines: openLines - chunk.lines,
  };
}

/** The text without its oldest chunk; the same text when it has none. */
export function dropFirst(text: LongText): LongText {
  const [first, ...chunks] = text.chunks;
  if (first === undefined) return text;
  return {
    ...text,
    chunks,
    size: text.size - first.text.length,
    lines: text.lines - first.lines,
    dropped: text.dropped + 1,
  };
}

/** All that is kept, in one. */
export function wholeOf({ chunks, open }: LongText): string {
  return chunks.map(({ text }) => text).join("") + open;
}

/** How many newlines the text holds. */
export function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function piecesOf(piece: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < piece.length; at += chunkLimits.size)
    pieces.push(piece.slice(at, at + chunkLimits.size));
  return pieces;
}

/** Behind the last newline; in a line that is too long, behind its last blank; 0 to wait for more. */
function placeToCut(open: string): number {
  const newline = open.lastIndexOf("\n");
  if (newline !== -1) return newline + 1;
  if (open.length < chunkLimits.longest) return 0;
  const blank = open.lastIndexOf(" ");
  if (blank > chunkLimits.size) return blank + 1;
  const isHalf = /[\ud800-\udbff]$/.test(open);
  return isHalf ? open.length - 1 : open.length;
}
