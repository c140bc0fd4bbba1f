import type { OpenedExample } from "../../../../app/engine/calls.ts";
import { colourCode } from "../../../markdown/code-colours.ts";
import { emptyLine } from "../../../paint/line.ts";
import type { Line } from "../../../paint/line.ts";
import { row, span } from "../../../paint/span.ts";
import { wrap } from "../../../paint/wrap.ts";
import { bar, barWidth, breakRow, quotedRows } from "../../../transcript/text-rows.ts";
import type { Standing } from "../standing.ts";
import type { Stop } from "../stops.ts";
import { differenceLines } from "./difference-lines.ts";
import { meanings, reasonWords, redWords, statusLine } from "./status-words.ts";

/** An example: how it stands and why, what was expected, its evidence, its test; a low pane shows the first of it. */
export function exampleLines(
  { example }: Extract<Stop, { is: "example" }>,
  standing: Standing | null,
  width: number,
): Line[] {
  return [
    ...(standing === null ? [] : wrap(statusLine(standing, example.kind), width)),
    ...verdictLines(standing, width),
    emptyLine,
    ...wrap(row(example.title, "strong"), width),
    ...evidenceLines(example, width),
    emptyLine,
    ...testLines(example, width),
  ];
}

/** Why it stands as it does, in our words; then what the test said, in its own. */
export function verdictLines(standing: Standing | null, width: number): Line[] {
  if (standing === null) return [];
  const { status, said } = standing;
  if (said === null && status === "unproven") return wrap(row("Not judged yet: c checks it."), width);
  if (said === null || said.reason === null) return wrap(row(meanings[status]), width);
  const { reason, message, expected, actual } = said;
  return [
    ...wrap(row(reasonWords(reason)), width),
    ...differenceLines(expected, actual, width),
    ...(message === null ? [] : quotedRows(message, width)),
  ];
}

function evidenceLines({ red, hasHeld }: OpenedExample, width: number): Line[] {
  const seen = red === null ? row("never seen red: g sees to it", "unproven") : row(redWords[red]);
  const held = row(hasHeld ? "has held before" : "has not held yet", "dim");
  return [...wrap(seen, width), ...wrap(held, width)];
}

function testLines({ test }: OpenedExample, width: number): Line[] {
  if (test === null) return wrap(row("no test yet: g writes it", "dim"), width);
  const where = [span("test ", "dim"), span(`${test.path}:${test.line}`, "link")];
  const code = colourCode(test.text.trimEnd(), "ts").flatMap((line) =>
    breakRow(line, Math.max(1, width - barWidth)).map((part) => [...bar, ...part]),
  );
  return [...wrap(where, width), ...code];
}
