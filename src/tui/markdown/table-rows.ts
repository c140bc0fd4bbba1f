import type { Table, TableRow } from "mdast";
import type { Line } from "../paint/line.ts";
import { span } from "../paint/span.ts";
import { lineWidth } from "../paint/width.ts";
import { wrap } from "../paint/wrap.ts";
import { type DocRow, rowOf } from "./doc-row.ts";
import { inlineLines } from "./inline.ts";

export interface TableOptions {
  readonly width: number;
  readonly lineOf: (line: number) => number;
  /** Widths of the columns of the whole table, where this is only a part of it. */
  readonly columns: readonly number[] | null;
}

/**
 * A table with columns that line up by the width that their text has in a terminal. Where the screen is too narrow
 * the wide columns give way and their cells wrap; where it is much too narrow each cell has a row of its own.
 */
export function tableRows(table: Table, { width, lineOf, columns }: TableOptions): DocRow[] {
  const rows = table.children.map((row, at) => ({
    source: lineOf(row.position?.start.line ?? 1),
    cells: cellsOf(row, at === 0, lineOf),
  }));
  const count = Math.max(1, ...rows.map(({ cells }) => cells.length));
  const own = Array.from({ length: count }, (_, column) =>
    Math.max(1, ...rows.map(({ cells }) => lineWidth(cells[column] ?? []))),
  );
  const natural = own.map((wide, column) => Math.max(wide, columns?.[column] ?? 0));
  const room = width - gap * (count - 1);
  if (sum(natural.map((wide) => Math.min(wide, narrowest))) > room) return stacked(rows, width);
  const widths = shared(natural, room);
  return rows.flatMap(({ source, cells }, at) => [
    ...rowLines(cells, widths, table.align ?? []).map((line, index) =>
      rowOf(line, index === 0 ? source : null),
    ),
    ...(at === 0 ? [rowOf([span(widths.map((wide) => "─".repeat(wide)).join("─┼─"), "dim")], null)] : []),
  ]);
}

/** Columns between two cells: ` │ `. */
const gap = 3;
/** A column that is wrapped has at least so much. */
const narrowest = 6;

interface Row {
  readonly source: number;
  readonly cells: readonly Line[];
}

function cellsOf(row: TableRow, isHeader: boolean, lineOf: (line: number) => number): Line[] {
  const style = { tone: isHeader ? "strong" : "plain", marks: isHeader ? { bold: true } : {} } as const;
  return row.children.map((cell) => inlineLines(cell.children, style, lineOf).flat());
}

/** The room shared out: who needs less than a fair share gets that, the others the same. */
function shared(natural: readonly number[], room: number): number[] {
  if (sum(natural) <= room) return [...natural];
  const widths = natural.map(() => 0);
  let left = room;
  let waiting = [...natural.keys()].toSorted((a, b) => (natural[a] ?? 0) - (natural[b] ?? 0));
  while (waiting.length > 0) {
    const [column = 0, ...rest] = waiting;
    const fair = Math.floor(left / waiting.length);
    const wide = Math.min(natural[column] ?? 0, fair);
    widths[column] = wide;
    left -= wide;
    waiting = rest;
  }
  return widths;
}

type Align = Table["align"];

function rowLines(cells: readonly Line[], widths: readonly number[], align: NonNullable<Align>): Line[] {
  const wrapped = widths.map((wide, column) => wrap(cells[column] ?? [], wide));
  const height = Math.max(1, ...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) =>
    widths.flatMap((wide, column) => [
      ...(column === 0 ? [] : [span(" │ ", "dim")]),
      ...aligned(wrapped[column]?.[at] ?? [], wide, align[column] ?? null, column === widths.length - 1),
    ]),
  );
}

function aligned(line: Line, width: number, align: NonNullable<Align>[number], isLast: boolean): Line {
  const missing = Math.max(0, width - lineWidth(line));
  const left = align === "right" ? missing : align === "center" ? Math.floor(missing / 2) : 0;
  const right = isLast ? 0 : missing - left;
  return [
    ...(left > 0 ? [span(" ".repeat(left))] : []),
    ...line,
    ...(right > 0 ? [span(" ".repeat(right))] : []),
  ];
}

/** Each cell on a row of its own, behind its header. */
function stacked(rows: readonly Row[], width: number): DocRow[] {
  const [header, ...body] = rows;
  return [
    ...(header === undefined ? [] : cellPerRow(header, [], width)),
    ...body.flatMap((row) => cellPerRow(row, header?.cells ?? [], width)),
  ];
}

function cellPerRow({ source, cells }: Row, headers: readonly Line[], width: number): DocRow[] {
  const lines = cells.flatMap((cell, column) =>
    wrap([span(column === 0 ? "─ " : "  ", "dim"), ...label(headers[column]), ...cell], width, [
      span("    "),
    ]),
  );
  return lines.map((line, at) => rowOf(line, at === 0 ? source : null));
}

function label(header: Line | undefined): Line {
  return header === undefined || header.length === 0 ? [] : [...header, span(": ", "dim")];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
