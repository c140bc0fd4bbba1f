import type { Diagnostic } from "../../../../spec/spec.ts";
import { emptyLine } from "../../../paint/line.ts";
import type { Line, Tone } from "../../../paint/line.ts";
import { row, span } from "../../../paint/span.ts";
import { wrap } from "../../../paint/wrap.ts";
import { quotedRows } from "../../../transcript/text-rows.ts";

/** What is wrong with a line: what, what was expected, the right form. */
export function problemLines(diagnostics: readonly Diagnostic[], width: number): Line[] {
  return diagnostics.flatMap(({ severity, rule, message, expected, example, related }, at) => [
    ...(at === 0 ? [] : [emptyLine]),
    ...wrap([span(severity, tones[severity]), span(` · ${rule}`, "dim")], width),
    ...wrap(row(message), width),
    ...(expected === "" ? [] : wrap(row(`expected: ${expected}`), width)),
    ...(example === undefined ? [] : quotedRows(example, width, "code")),
    ...(related === undefined ? [] : wrap(row(`the other place: line ${related.line}`, "dim"), width)),
  ]);
}

const tones: Readonly<Record<Diagnostic["severity"], Tone>> = {
  error: "error",
  warning: "warning",
  hint: "dim",
};
