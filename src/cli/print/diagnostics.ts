import type { Diagnostic } from "../../spec/spec.ts";
import type { Screen } from "../screen.ts";

const colour = { error: "red", warning: "yellow", hint: "dim" } as const;

/**
 * Diagnostics as people read them: place, what is wrong, what was expected, the right form. The first line is
 * `file:line:column`, so that a terminal or an editor can jump there.
 */
export function printDiagnostics(screen: Screen, diagnostics: readonly Diagnostic[]): void {
  for (const { file, place, severity, message, expected, rule, example, related } of diagnostics) {
    const where = `${file}:${place.line}:${place.column}`;
    screen.err(
      `${screen.paint(colour[severity], severity)} ${where}  ${message}  ${screen.paint("dim", rule)}`,
    );
    if (expected !== "") screen.err(`  expected: ${expected}`);
    for (const line of (example ?? "").split("\n").filter((line) => line !== "")) screen.err(`    ${line}`);
    if (related !== undefined) screen.err(`  the other place: ${file}:${related.line}:${related.column}`);
  }
}

/** `2 errors, 1 warning`; empty when there are none. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return (["error", "warning", "hint"] as const)
    .map((severity) => [severity, diagnostics.filter((found) => found.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}${count === 1 ? "" : "s"}`)
    .join(", ");
}
