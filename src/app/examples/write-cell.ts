import type { TableCell } from "mdast";
import { parseMarkdown } from "../../spec/markdown.ts";
import { startReading } from "../../spec/reading.ts";
import { readArgument, readExpected } from "../../spec/table-cell.ts";
import type { CellStyle } from "./cell-style.ts";
import { isScalar } from "./cell-style.ts";
import { cellSpan } from "./code-span.ts";
import type { Typed } from "./typed-value.ts";

/** The Markdown of a cell, bars escaped: bare where the column writes so and it reads back as the same value. */
export function writeCell(typed: Exclude<Typed, { is: "wrong" }>, style: CellStyle): string {
  if (typed.is === "nothing") return "";
  const bare = typed.is === "value" ? bareForm(typed, style) : null;
  return bare ?? cellSpan(typed.source);
}

/** The cell of an error in a column of values: `throws`, and what is thrown. */
export function writeThrows(typed: Extract<Typed, { is: "nothing" | "code" }>): string {
  return typed.is === "nothing" ? "throws" : `throws ${cellSpan(typed.source)}`;
}

/** The cell of an error in a column headed `throws`. */
export function writeThrown(typed: Extract<Typed, { is: "nothing" | "code" }>, style: CellStyle): string {
  if (typed.is === "nothing") return "throws";
  const isName = /^[A-Za-z]+$/.test(typed.source);
  return style.strings === "bare" && isName ? typed.source : cellSpan(typed.source);
}

function bareForm({ value, source }: Extract<Typed, { is: "value" }>, style: CellStyle): string | null {
  if (value.t === "string") return style.strings === "bare" && readsBack(value.v, source) ? value.v : null;
  if (style.scalars === "code" || !isScalar(value.t)) return null;
  return readsBack(source, source) ? source : null;
}

/** Runs of blanks show as one, and bars and backslashes need marks of their own: these are clearer in code. */
const unclear = /[|\\]|\s\s|[^\S ]/u;

/** Whether bare text in a cell is that value, on either side of a table. */
function readsBack(text: string, source: string): boolean {
  if (text === "" || unclear.test(text)) return false;
  const table = `| a |\n| - |\n| ${text} |`;
  const cell = onlyCell(table);
  if (cell === null) return false;
  const reading = startReading(table, "");
  const argument = readArgument(cell, reading);
  const expected = readExpected(cell, reading);
  if (argument.is !== "read" || expected.is !== "read" || expected.result.is !== "value") return false;
  return argument.result?.source === source && expected.result.source === source;
}

function onlyCell(markdown: string): TableCell | null {
  const [table, surplus] = parseMarkdown(markdown).children;
  if (table?.type !== "table" || surplus !== undefined) return null;
  const [, row, more] = table.children;
  return more === undefined && row?.children.length === 1 ? (row.children[0] ?? null) : null;
}
