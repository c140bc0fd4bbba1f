import { toString } from "mdast-util-to-string";
import type { Table, TableRow } from "mdast";
import { readExpression } from "./read-expression.ts";
import type { Reading } from "./reading.ts";
import { type Argument, type Filled, fillTemplate } from "./row-template.ts";
import type { Signature } from "./signature.ts";
import type { Check, Expectation, Expression, Place, RowBlock } from "./spec.ts";
import { type CellRead, readArgument, readExpected, readThrown } from "./table-cell.ts";
import { type ResultColumns, type TableColumns, readColumns } from "./table-columns.ts";
import { readToolComments } from "./tool-comments.ts";

/**
 * Reads a table: a block for each row when it is executable, null when it is prose. A row with a mistake in it
 * is reported, all of its mistakes at once, and left out; one that is only `<!-- prose -->` is left out as it is.
 * `table` is its number in the file.
 */
export function readTable(
  node: Table,
  table: number,
  signature: Signature | null,
  reading: Reading,
): readonly RowBlock[] | null {
  const [header, ...rows] = node.children;
  if (header === undefined) return null;
  const columns = readColumns(header, signature, reading);
  if (columns === null) return null;
  return rows.flatMap((row) => (isProse(row) ? [] : (readRow(row, columns, table, reading) ?? [])));
}

/** The comment alone, however many empty cells stand beside it. */
function isProse(row: TableRow): boolean {
  const [only, surplus] = row.children.flatMap((cell) => cell.children);
  if (only?.type !== "html" || surplus !== undefined || !only.value.startsWith("<!--")) return false;
  return readToolComments(only.value).some(({ says }) => says === "prose");
}

function readRow(row: TableRow, columns: TableColumns, table: number, reading: Reading): RowBlock | null {
  if (!hasRightWidth(row, columns.width, reading)) return null;
  const cells = readArguments(row, columns, reading);
  const expected = columns.results.map((each) => readResult(row, each, reading));
  if (cells === null || expected.some((each) => each === null)) return null;
  const checks = columns.results.map((each, index) =>
    makeCheck(row, each, cells, expected[index] ?? null, reading),
  );
  if (!checks.every((check) => check !== null)) return null;
  return {
    kind: "row",
    place: reading.placeOf(row),
    text: reading.sourceOf(row),
    pinnedId: pinnedIdOf(row, reading),
    notes: columns.notes.map(({ column, header }) => {
      const cell = row.children[column];
      return [header, cell === undefined ? "" : toString(cell, { includeHtml: false }).trim()] as const;
    }),
    table,
    checks,
    signatures: columns.signatures,
  };
}

/** GFM fills short rows and cuts long ones silently, so that a value stands under the wrong header. */
function hasRightWidth(row: TableRow, width: number, reading: Reading): boolean {
  const found = row.children.length;
  if (found === width) return true;
  const count = `the row has ${found} ${found === 1 ? "cell" : "cells"}, its header ${width}`;
  const place = reading.placeOf(row);
  if (found > width) reading.report("row-too-long", place, count);
  else reading.report("row-too-short", place, count);
  return false;
}

function readArguments(
  row: TableRow,
  columns: TableColumns,
  reading: Reading,
): ReadonlyMap<string, Argument> | null {
  const cells = new Map<string, Argument>();
  let isWrong = false;
  for (const [name, column] of columns.variables) {
    const cell = column === null ? undefined : row.children[column];
    const read: CellRead<Argument> = cell === undefined ? { is: "empty" } : readArgument(cell, reading);
    if (read.is === "wrong") isWrong = true;
    cells.set(name, read.is === "read" ? read.result : null);
  }
  return isWrong ? null : cells;
}

/** Null when it is wrong, which is reported. */
function readResult(row: TableRow, result: ResultColumns, reading: Reading): Expectation | null {
  const valueCell = result.value === null ? undefined : row.children[result.value];
  const throwsCell = result.throws === null ? undefined : row.children[result.throws];
  const value: CellRead<Expectation> =
    valueCell === undefined ? { is: "empty" } : readExpected(valueCell, reading);
  const thrown: CellRead<Expectation> =
    throwsCell === undefined ? { is: "empty" } : readThrown(throwsCell, reading);
  if (value.is === "wrong" || thrown.is === "wrong") return null;
  if (value.is === "read" && thrown.is === "read") {
    reading.report("row-two-results", reading.placeOf(row), "the row expects a result and an error");
    return null;
  }
  if (value.is === "read") return value.result;
  if (thrown.is === "read") return thrown.result;
  const cell = valueCell ?? throwsCell ?? row;
  reading.report("cell-expected-empty", reading.placeOf(cell), "the cell of the expected value is empty");
  return null;
}

function makeCheck(
  row: TableRow,
  result: ResultColumns,
  cells: ReadonlyMap<string, Argument>,
  expectation: Expectation | null,
  reading: Reading,
): Check | null {
  if (expectation === null) return null;
  const place = reading.placeOf(row);
  const filled = fillTemplate(result.template, cells);
  if (!filled.ok) {
    const { leftOut, before } = filled;
    const why =
      before === null ? "it is not a whole argument of its own" : `\`${before}\` is given behind it`;
    reading.report("argument-left-out", place, `\`${leftOut}\` cannot be left out: ${why}`);
    return null;
  }
  const expression = toExpression(filled, result, place, reading);
  if (expression === null) return null;
  const rejects = expectation.is === "throws" && expression.awaits;
  return { place, expression, via: rejects ? "rejects" : "value", expectation };
}

/** What was filled in as data changes nothing but places; anything else is read again as a whole. */
function toExpression(
  filled: Extract<Filled, { ok: true }>,
  { template }: ResultColumns,
  place: Place,
  reading: Reading,
): Expression | null {
  const { source, names, isData } = filled;
  if (isData) return { ...template.expression, source, place, names };
  const read = readExpression(source, place);
  if (read.ok) return read.expression;
  reading.report("cell-unreadable", place, `\`${source}\` cannot be read: ${read.reason}`);
  return null;
}

function pinnedIdOf(row: TableRow, reading: Reading): RowBlock["pinnedId"] {
  for (const cell of row.children) {
    for (const node of cell.children) {
      if (node.type !== "html") continue;
      const pin = readToolComments(node.value).find((each) => each.says === "id");
      if (pin !== undefined) return { id: pin.id, place: reading.placeOf(node) };
    }
  }
  return null;
}
