import type { Cell, Colour } from "../test/support/terminal/cells.ts";

/** Cells of a row that look alike, from a column on. */
export interface Run {
  readonly column: number;
  readonly columns: number;
  readonly text: string;
  readonly style: Style;
}

export interface Style {
  /** Null is the terminal's own; with `swapped` text and ground change places. */
  readonly foreground: Colour;
  readonly background: Colour;
  readonly swapped: boolean;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strikethrough: boolean;
}

/**
 * A row in stretches of one style. Whatever is not a plain character of one column is a stretch of its own: then it
 * stands at its column whichever font draws it.
 */
export function runsOf(row: readonly Cell[]): Run[] {
  const runs: Run[] = [];
  let isOpen = false;
  for (const [column, cell] of row.entries()) {
    if (cell.width === 0) continue;
    const style = styleOf(cell);
    const last = runs.at(-1);
    const isPlain = cell.width === 1 && plain.test(cell.text);
    if (isOpen && isPlain && last !== undefined && isSameStyle(last.style, style)) {
      runs[runs.length - 1] = { ...last, columns: last.columns + 1, text: last.text + cell.text };
    } else {
      runs.push({ column, columns: cell.width, text: cell.text, style });
    }
    isOpen = isPlain;
  }
  return runs;
}

// Fonts for terminals have these, each one column wide: ASCII, Latin, lines and blocks.
const plain = /^[\u0020-\u007E\u00A0-\u017F\u2500-\u259F]$/;

function styleOf(cell: Cell): Style {
  const { foreground, background, inverse, bold, dim, italic, underline, strikethrough } = cell;
  return { foreground, background, swapped: inverse, bold, dim, italic, underline, strikethrough };
}

function isSameStyle(one: Style, other: Style): boolean {
  return (Object.keys(one) as (keyof Style)[]).every((name) => one[name] === other[name]);
}

/** True when a run shows nothing but the terminal's own ground. */
export function isEmpty({ text, style }: Run): boolean {
  return (
    text.trim() === "" &&
    style.background === null &&
    !style.swapped &&
    !style.underline &&
    !style.strikethrough
  );
}
