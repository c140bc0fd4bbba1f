/** Columns that a generated line may take. */
export const lineWidth = 100;

/** Source text that may be broken over lines: a plain text never is. */
export type Piece = string | List;

/** Something in brackets. Broken, each item stands on a line of its own. */
export interface List {
  readonly open: string;
  readonly items: readonly Item[];
  readonly close: string;
  /** Blanks inside the brackets on one line: `{ a: 1 }`. */
  readonly spaced: boolean;
  /** Broken, as many items on a line as fit: numbers. */
  readonly fill: boolean;
}

/** `lead` stands before the piece on its line: `key: `. */
export interface Item {
  readonly lead: string;
  readonly piece: Piece;
}

/** A list whose items have no lead. */
export function listOf(
  open: string,
  pieces: readonly Piece[],
  close: string,
  how: Partial<Pick<List, "spaced" | "fill">> = {},
): List {
  const items = pieces.map((piece) => ({ lead: "", piece }));
  return { open, items, close, spaced: how.spaced ?? false, fill: how.fill ?? false };
}

/** The piece on one line. */
export function flat(piece: Piece): string {
  if (typeof piece === "string") return piece;
  const { open, items, close, spaced } = piece;
  if (items.length === 0) return open + close;
  const inside = items.map((item) => item.lead + flat(item.piece)).join(", ");
  return spaced ? `${open} ${inside} ${close}` : open + inside + close;
}

/**
 * The piece, broken where one line would not hold it.
 *
 * @param used - columns taken on its first line before it.
 * @param after - columns needed on its last line behind it.
 * @param width - columns of a line; the first column is that of the statement it stands in.
 */
export function layOut(piece: Piece, used: number, after: number, width: number): string {
  const line = flat(piece);
  if (typeof piece === "string" || piece.items.length === 0) return line;
  if (used + line.length + after <= width) return line;
  const lines = piece.fill ? filled(piece, width - 2) : onePerLine(piece, width - 2);
  return `${piece.open}\n${indent(lines.join("\n"))}\n${piece.close}`;
}

/** Two blanks before every line that is not empty. */
export function indent(text: string): string {
  return text.replace(/^(?=.)/gmu, "  ");
}

function onePerLine({ items }: List, width: number): string[] {
  return items.map(({ lead, piece }) => `${lead}${layOut(piece, lead.length, 1, width)},`);
}

function filled({ items }: List, width: number): string[] {
  const lines: string[] = [];
  for (const { lead, piece } of items) {
    const text = `${lead}${flat(piece)},`;
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= width)
      lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(text);
  }
  return lines;
}
