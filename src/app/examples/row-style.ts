import stringWidth from "string-width";
import type { Table, TableRow } from "mdast";
import type { Reading } from "../../spec/reading.ts";
import { lineStart } from "./line-ends.ts";

/** How the rows of a table are laid out, so that one more looks like them. */
export interface RowStyle {
  /** What stands before each row on its line: the indent. */
  readonly indent: string;
  readonly leadingBar: boolean;
  readonly trailingBar: boolean;
  readonly columns: readonly ColumnStyle[];
}

export interface ColumnStyle {
  /** Least blanks before and behind a cell's text. */
  readonly lead: number;
  readonly trail: number;
  /** Width that cells are filled to, those blanks counted; null when they are not filled. */
  readonly width: number | null;
  readonly side: "left" | "right" | "center";
  readonly measure: (text: string) => number;
}

/** Reads the layout of a table from all of its rows, the delimiter row too. */
export function rowStyle(table: Table, reading: Reading): RowStyle {
  const [header, ...rows] = table.children;
  const last = rows.at(-1) ?? header;
  const { endOffset } = reading.placeOf(table);
  const start = lineStart(reading.text, endOffset);
  const line = reading.text.slice(start, endOffset);
  const delimiter = delimiterOf(table, reading);
  const source = last === undefined ? "" : reading.sourceOf(last);
  const segments = table.children.map((row) => segmentsOf(row, reading));
  const hasTrailingBar = endsWithBar(source);
  return {
    indent: line.slice(0, line.length - line.trimStart().length),
    leadingBar: source.startsWith("|"),
    trailingBar: hasTrailingBar,
    columns: (header?.children ?? []).map((_, column) =>
      columnStyle(
        segments.flatMap((row) => row[column] ?? []),
        delimiter[column] ?? "",
        table.align?.[column] ?? null,
      ),
    ),
  };
}

/** One row of the table, its line break left out. */
export function layRow(cells: readonly string[], style: RowStyle): string {
  const segments = cells.map((cell, index) => layCell(cell, style.columns[index] ?? bareColumn));
  // Without the outer bars an empty cell at either end would not be there.
  const leading = style.leadingBar || cells[0] === "";
  const trailing = style.trailingBar || cells.at(-1) === "";
  const row = `${leading ? "|" : ""}${segments.join("|")}${trailing ? "|" : ""}`;
  return style.indent + (trailing ? row : row.trimEnd());
}

const bareColumn: ColumnStyle = { lead: 1, trail: 1, width: null, side: "left", measure: stringWidth };

function layCell(cell: string, { lead, trail, width, side, measure }: ColumnStyle): string {
  const slack = Math.max(0, (width ?? 0) - lead - trail - measure(cell));
  const before = side === "right" ? slack : side === "center" ? Math.floor(slack / 2) : 0;
  return " ".repeat(lead + before) + cell + " ".repeat(trail + slack - before);
}

/** The text between the bars of each cell, blanks and all. */
function segmentsOf(row: TableRow, reading: Reading): string[] {
  return row.children.map((cell, index) => {
    const source = reading.sourceOf(cell);
    const inner = source.startsWith("|") ? source.slice(1) : source;
    if (index < row.children.length - 1 || !endsWithBar(inner)) return inner;
    return inner.trimEnd().slice(0, -1);
  });
}

function endsWithBar(source: string): boolean {
  const text = source.trimEnd();
  let slashes = 0;
  while (text[text.length - 2 - slashes] === "\\") slashes += 1;
  return text.endsWith("|") && slashes % 2 === 0;
}

/** Cells of the delimiter row, which the tree leaves out; no bar in it is anything but a bar. */
function delimiterOf(table: Table, reading: Reading): string[] {
  const [header, first] = table.children;
  if (header === undefined) return [];
  const { endOffset: from } = reading.placeOf(header);
  const to =
    first === undefined
      ? reading.placeOf(table).endOffset
      : lineStart(reading.text, reading.placeOf(first).offset);
  const row = reading.text.slice(from, to).trim();
  return row.slice(row.startsWith("|") ? 1 : 0, endsWithBar(row) ? -1 : undefined).split("|");
}

function columnStyle(
  segments: readonly string[],
  delimiter: string,
  align: Table["align"] extends (infer One)[] | null | undefined ? One : never,
): ColumnStyle {
  const filled = segments.filter((segment) => segment.trim() !== "");
  const lead = least(
    filled.map((segment) => segment.length - segment.trimStart().length),
    1,
  );
  const trail = least(
    filled.map((segment) => segment.length - segment.trimEnd().length),
    1,
  );
  const hasSlack = filled.some((segment) => segment.length - segment.trim().length > lead + trail);
  const all = [...segments, delimiter];
  const byColumns = commonest(all.map((segment) => stringWidth(segment)));
  const byUnits = commonest(all.map((segment) => segment.length));
  const { width, count } = byUnits.count > byColumns.count ? byUnits : byColumns;
  // Cells that merely happen to be as long as each other are not filled; unless all of them are, the header too.
  const isMeant = hasSlack || (delimiter.trim().length > 3 && delimiter.length === width);
  const isFilled = count > 1 && (count === all.length || (isMeant && count * 2 > all.length));
  return {
    lead,
    trail,
    width: isFilled ? width : null,
    side: sideOf(filled, lead, trail) ?? align ?? "left",
    measure: byUnits.count > byColumns.count ? (text) => text.length : stringWidth,
  };
}

function least(counts: readonly number[], otherwise: number): number {
  return counts.length === 0 ? otherwise : Math.min(...counts);
}

function commonest(widths: readonly number[]): { readonly width: number; readonly count: number } {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = { width: 0, count: 0 };
  for (const [width, count] of counts) if (count > best.count) best = { width, count };
  return best;
}

/** Which side the text stands on, as the cells with room to spare show it; null when none does. */
function sideOf(filled: readonly string[], lead: number, trail: number): ColumnStyle["side"] | null {
  const votes = { left: 0, right: 0, center: 0 };
  for (const segment of filled) {
    const before = segment.length - segment.trimStart().length - lead;
    const behind = segment.length - segment.trimEnd().length - trail;
    if (before + behind < 2) continue;
    if (Math.abs(before - behind) <= 1) votes.center += 1;
    else if (before > behind) votes.right += 1;
    else votes.left += 1;
  }
  const { left, right, center } = votes;
  if (left + right + center === 0) return null;
  if (center > left && center > right) return "center";
  return right > left ? "right" : "left";
}
