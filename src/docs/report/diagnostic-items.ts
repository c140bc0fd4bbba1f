import type { Diagnostic } from "../../spec/spec.ts";
import { inertText } from "./markdown-text.ts";

/** Errors and warnings of the specs as items of a list, one part each; hints are left to an editor. */
export function diagnosticItems(diagnostics: readonly Diagnostic[]): readonly string[] {
  const told = diagnostics.filter(({ severity }) => severity !== "hint");
  if (told.length === 0) return [];
  return [
    ...told.map(({ severity, file, place, message, rule }) => {
      const where = inertText(`${file}:${place.line}:${place.column}`);
      return `- ${severity === "error" ? "❌" : "⚠️"} ${severity} ${where}: ${inertText(message)} (${rule})\n`;
    }),
    "\n",
  ];
}
