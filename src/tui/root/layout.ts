import type { Size } from "../screen.ts";
import type { Root } from "./root.ts";

/** The smallest terminal in which the screens are drawn. */
export const smallest: Size = { columns: 60, rows: 15 };

/** Rows of the frame round a screen's body: its head, the keys; and rules where there is room. */
export function frameRows(rows: number): { readonly above: number; readonly below: number } {
  return rows >= 20 ? { above: 2, below: 2 } : { above: 1, below: 1 };
}

/** Room for the body of the screen in front. */
export function bodySize({ columns, rows }: Pick<Root, "columns" | "rows">): Size {
  const { above, below } = frameRows(rows);
  return { columns, rows: Math.max(1, rows - above - below) };
}
