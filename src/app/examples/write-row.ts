import type { Reading } from "../../spec/reading.ts";
import type { ResultColumns } from "../../spec/table-columns.ts";
import type { CellStyle } from "./cell-style.ts";
import { cellStyle } from "./cell-style.ts";
import { escapeBars } from "./code-span.ts";
import { problemOf } from "./example-form.ts";
import type { FilledDraft, Outcome } from "./filled-draft.ts";
import type { RowStyle } from "./row-style.ts";
import { layRow, rowStyle } from "./row-style.ts";
import type { LaidTable } from "./section-layout.ts";
import { writeCell, writeThrown, writeThrows } from "./write-cell.ts";

/**
 * The row as it may be written, the likest to its table first: where the table leaves out outer bars, or a cell that
 * is bare means something else in this document, a later one is right.
 */
export function writeRows({ node, columns }: LaidTable, filled: FilledDraft, reading: Reading): string[] {
  const style = rowStyle(node, reading);
  const barred = { ...style, leadingBar: true, trailingBar: true };
  const [, ...rows] = node.children;
  const inStyle = (column: number) => cellStyle(rows, column);
  const rowOf = (styleOf: (column: number) => CellStyle, laid: RowStyle) =>
    layRow(cellsOf(columns, filled, styleOf), laid);
  return [
    ...new Set([
      rowOf(inStyle, style),
      rowOf(inStyle, barred),
      rowOf(allCode, style),
      rowOf(allCode, barred),
    ]),
  ];
}

/** Every value in a code span: what means the same in any document. */
export const allCode = (): CellStyle => ({ strings: "code", scalars: "code" });

/** The style of a field's column, by the field's name. */
export function fieldStyle({ node, columns }: LaidTable): (field: string) => CellStyle | null {
  const [, ...rows] = node.children;
  return (field) => {
    const result =
      field === problemOf.expected
        ? columns.results[0]
        : columns.results.find(({ template }) => template.expression.source === field);
    const column = result === undefined ? columns.variables.get(field) : (result.value ?? result.throws);
    return column === undefined || column === null ? null : cellStyle(rows, column);
  };
}

function cellsOf(
  columns: LaidTable["columns"],
  { inputs, outcome, also, note }: FilledDraft,
  styleOf: (column: number) => CellStyle,
): string[] {
  const cells = Array.from({ length: columns.width }, () => "");
  for (const [name, column] of columns.variables) {
    const typed = inputs.get(name);
    if (column !== null && typed !== undefined) cells[column] = writeCell(typed, styleOf(column));
  }
  columns.results.forEach((result, index) => {
    const each = index === 0 ? outcome : also.get(result.template.expression.source);
    const [column, cell] = each === undefined ? [null, ""] : resultCell(result, each, styleOf);
    if (column !== null) cells[column] = cell;
  });
  const notes = columns.notes[0];
  if (notes !== undefined) cells[notes.column] = escapeBars(note);
  return cells;
}

function resultCell(
  { value, throws }: ResultColumns,
  outcome: Outcome,
  styleOf: (column: number) => CellStyle,
): readonly [column: number | null, cell: string] {
  if (outcome.is === "returns")
    return [value, value === null ? "" : writeCell(outcome.value, styleOf(value))];
  if (throws !== null) return [throws, writeThrown(outcome.error, styleOf(throws))];
  return [value, writeThrows(outcome.error)];
}
