import type { TableCell, TableRow } from "mdast";
import { readJson } from "../../spec/read-json.ts";
import { readValue } from "../../spec/read-value.ts";

/** How a column writes its values: in code spans, or bare. */
export interface CellStyle {
  readonly strings: "bare" | "code";
  /** Numbers, booleans and null. */
  readonly scalars: "bare" | "code";
}

/** Reads a column's style from its cells. A column that shows nothing yet is bare, which reads best. */
export function cellStyle(rows: readonly TableRow[], column: number): CellStyle {
  const seen = { bareString: false, bareScalar: false, codeString: false, codeScalar: false, code: false };
  for (const row of rows) {
    const look = lookOf(row.children[column]);
    if (look !== null) seen[look] = true;
  }
  const isOpen = !seen.codeString && !seen.codeScalar && !seen.code;
  const bareByDefault = seen.bareString || seen.bareScalar || isOpen;
  return {
    strings: seen.bareString || (!seen.codeString && bareByDefault) ? "bare" : "code",
    scalars: seen.bareScalar || (!seen.codeScalar && bareByDefault) ? "bare" : "code",
  };
}

type Look = "bareString" | "bareScalar" | "codeString" | "codeScalar" | "code";

/** Null for a cell that says nothing of how values look: an empty one, or one of errors. */
function lookOf(cell: TableCell | undefined): Look | null {
  const nodes = (cell?.children ?? []).filter((node) => node.type !== "html");
  const [first, surplus] = nodes;
  if (first === undefined) return null;
  if (first.type === "inlineCode" && surplus === undefined) {
    const read = readValue(first.value);
    if (!read.ok) return "code";
    if (read.value.t === "string") return "codeString";
    return isScalar(read.value.t) ? "codeScalar" : "code";
  }
  if (first.type !== "text") return null;
  const text = first.value.trim();
  if (text === "throws" || text.startsWith("throws ")) return null;
  const json = readJson(text);
  return json !== null && isScalar(json.t) ? "bareScalar" : "bareString";
}

/** Whether JSON writes a value of this kind as one word. */
export function isScalar(kind: string): boolean {
  return kind === "number" || kind === "boolean" || kind === "null";
}
