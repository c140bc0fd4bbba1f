import stringWidth from "string-width";
import type { Signature } from "../../spec/signature.ts";
import type { CellStyle } from "./cell-style.ts";
import { codeSpan } from "./code-span.ts";
import type { FilledDraft } from "./filled-draft.ts";
import { layRow } from "./row-style.ts";
import { writeCell, writeThrows } from "./write-cell.ts";
import { allCode } from "./write-row.ts";

/** A new table for a signature with the example as its only row, as lines; the one that reads best first. */
export function writeTables({ parameters }: Signature, { inputs, outcome }: FilledDraft): string[][] {
  const names = parameters.map(({ name }) => name);
  const headers = [...names.map(headerOf), names.includes("returns") ? "expected" : "returns"];
  return [bare, allCode()].map((style) =>
    layTable(headers, [
      ...names.map((name) => writeCell(inputs.get(name) ?? { is: "nothing" }, style)),
      outcome.is === "throws" ? writeThrows(outcome.error) : writeCell(outcome.value, style),
    ]),
  );
}

const bare: CellStyle = { strings: "bare", scalars: "bare" };

/** An underline at the edge of a bare word would be emphasis. */
function headerOf(name: string): string {
  return name.includes("_") ? codeSpan(name) : name;
}

function layTable(headers: readonly string[], cells: readonly string[]): string[] {
  const widths = headers.map((header, index) =>
    Math.max(3, stringWidth(header), stringWidth(cells[index] ?? "")),
  );
  const style = {
    indent: "",
    leadingBar: true,
    trailingBar: true,
    columns: widths.map((width) => ({
      lead: 1,
      trail: 1,
      width: width + 2,
      side: "left" as const,
      measure: stringWidth,
    })),
  };
  return [headers, widths.map((width) => "-".repeat(width)), cells].map((row) => layRow(row, style));
}
