import type { Line } from "../paint/line.ts";

/** Some rows that are laid out when they are looked at, and then remembered. */
export interface Block {
  readonly rows: (width: number) => readonly Line[];
}

/** A place in a list of blocks: a row of a block. */
export interface RowPlace {
  readonly block: number;
  readonly row: number;
}

/** Rows from a place on, at most so many. */
export function rowsFrom(
  blocks: readonly Block[],
  width: number,
  from: RowPlace,
  count: number,
): readonly Line[] {
  const rows: Line[] = [];
  for (let at = from.block; at < blocks.length && rows.length < count; at++) {
    const first = at === from.block ? from.row : 0;
    rows.push(...rowsOf(blocks, at, width).slice(first, first + count - rows.length));
  }
  return rows;
}

/** The place so many rows above; the first row when there are fewer. */
export function placeAbove(blocks: readonly Block[], width: number, from: RowPlace, count: number): RowPlace {
  let { block, row } = from;
  let left = count;
  while (left > row) {
    if (block === 0) return { block: 0, row: 0 };
    left -= row;
    block -= 1;
    row = rowsOf(blocks, block, width).length;
  }
  return { block, row: row - left };
}

/** The place so many rows below, at most that from which a window of `height` rows shows the end. */
export function placeBelow(
  blocks: readonly Block[],
  width: number,
  from: RowPlace,
  count: number,
  height: number,
): RowPlace {
  const last = placeOfEnd(blocks, width, height);
  let { block, row } = from;
  let left = count;
  while (block < last.block) {
    const rows = rowsOf(blocks, block, width).length;
    if (row + left < rows) break;
    left -= rows - row;
    block += 1;
    row = 0;
  }
  const wanted = { block, row: row + left };
  return isBefore(wanted, last) ? wanted : last;
}

/** The place from which a window of so many rows shows the end. */
export function placeOfEnd(blocks: readonly Block[], width: number, height: number): RowPlace {
  return placeAbove(blocks, width, { block: blocks.length, row: 0 }, height);
}

export function isBefore(a: RowPlace, b: RowPlace): boolean {
  return a.block < b.block || (a.block === b.block && a.row < b.row);
}

/** How many rows there are in all; every block is laid out for it. */
export function heightOf(blocks: readonly Block[], width: number): number {
  return blocks.reduce((sum, block) => sum + block.rows(width).length, 0);
}

function rowsOf(blocks: readonly Block[], at: number, width: number): readonly Line[] {
  return blocks[at]?.rows(width) ?? [];
}
