import type { IBufferCell, Terminal } from "@xterm/headless";

/** Number of the palette (0 to 255), `#rrggbb`, or null: the terminal's own. */
export type Colour = number | string | null;

/** One character as a terminal shows it. */
export interface Cell {
  /** The character with what combines with it; `""` for the second column of a wide one. */
  readonly text: string;
  /** Columns: 1 or 2; 0 for the second column of a wide one. */
  readonly width: number;
  readonly foreground: Colour;
  readonly background: Colour;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly strikethrough: boolean;
}

/** What is to be seen now: as many rows as the terminal has, each with as many cells as it has columns. */
export function readCells(terminal: Terminal): Cell[][] {
  const buffer = terminal.buffer.active;
  return Array.from({ length: terminal.rows }, (_, row) => {
    const line = buffer.getLine(buffer.viewportY + row);
    return Array.from({ length: terminal.cols }, (_, column) => readCell(line?.getCell(column)));
  });
}

function readCell(cell: IBufferCell | undefined): Cell {
  if (cell === undefined) return blank;
  return {
    text: cell.isInvisible() !== 0 ? " ".repeat(cell.getWidth()) : cell.getChars() || blankOf(cell),
    width: cell.getWidth(),
    foreground: colour(cell.getFgColor(), cell.isFgDefault(), cell.isFgRGB()),
    background: colour(cell.getBgColor(), cell.isBgDefault(), cell.isBgRGB()),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
    strikethrough: cell.isStrikethrough() !== 0,
  };
}

const blank: Cell = {
  text: " ",
  width: 1,
  foreground: null,
  background: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  strikethrough: false,
};

/** A cell that nothing was written to is a blank; the second half of a wide character is nothing. */
function blankOf(cell: IBufferCell): string {
  return cell.getWidth() === 0 ? "" : " ";
}

function colour(value: number, isDefault: boolean, isRgb: boolean): Colour {
  if (isDefault) return null;
  return isRgb ? `#${value.toString(16).padStart(6, "0")}` : value;
}

/** The rows as text, without the blanks at their ends and the empty rows at the bottom. */
export function readText(terminal: Terminal): string {
  const buffer = terminal.buffer.active;
  // A terminal that was made narrower keeps what stood behind its edge.
  const rows = Array.from({ length: terminal.rows }, (_, row) =>
    (buffer.getLine(buffer.viewportY + row)?.translateToString(true, 0, terminal.cols) ?? "").trimEnd(),
  );
  return rows.join("\n").trimEnd();
}
