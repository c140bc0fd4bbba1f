import { diffLines } from "diff";
import type { Line, Span, Tone } from "../../../paint/line.ts";
import { row, span } from "../../../paint/span.ts";
import { lineWidth } from "../../../paint/width.ts";
import { breakRow } from "../../../transcript/text-rows.ts";
import { type WordRun, wordDiff } from "../../../transcript/word-diff.ts";

/** What was expected and what came, so that the difference is seen: behind signs, not by colour alone. */
export function differenceLines(expected: string | null, actual: string | null, width: number): Line[] {
  if (expected === null && actual === null) return [];
  if (expected === null || actual === null || isShort(expected, actual, width)) {
    return [
      ...labelled("expected", expected, "added", width),
      ...labelled("actual", actual, "removed", width),
    ];
  }
  const head: Line = [span("  - expected", "removed"), span("   "), span("+ actual", "added")];
  return [
    head,
    ...(isOneLine(expected) && isOneLine(actual)
      ? longLine(expected, actual, width)
      : manyLines(expected, actual, width)),
  ];
}

/** `  expected  "a-b"`, with a bar before what the code or the spec said. */
function labelled(label: string, value: string | null, tone: Tone, width: number): Line[] {
  if (value === null) return [];
  return value
    .split("\n")
    .flatMap((line, first) =>
      breakRow(row(line, tone), Math.max(1, width - labelWidth)).map((part, at) => [
        span((first === 0 && at === 0 ? `  ${label}` : "").padEnd(labelWidth - 2), "dim"),
        span("│ ", "dim"),
        ...part,
      ]),
    );
}

const labelWidth = "  expected │ ".length;

function isShort(expected: string, actual: string, width: number): boolean {
  return [expected, actual].every((text) => isOneLine(text) && lineWidth(row(text)) <= width - labelWidth);
}

function isOneLine(text: string): boolean {
  return !text.includes("\n");
}

/** Two long lines: what differs in them is underlined, too. */
function longLine(expected: string, actual: string, width: number): Line[] {
  const words = wordDiff(expected, actual);
  const runs = (side: readonly WordRun[] | undefined, text: string, tone: Tone): Span[] =>
    side === undefined
      ? [span(text, tone)]
      : side.map((run) =>
          span(run.text, run.isChanged ? tone : "plain", run.isChanged ? { underline: true } : {}),
        );
  return [
    ...signed("-", "removed", runs(words?.before, expected, "removed"), width),
    ...signed("+", "added", runs(words?.after, actual, "added"), width),
  ];
}

/** Lines that are the same on both sides stand once. Texts that differ nearly everywhere stand one after the other. */
function manyLines(expected: string, actual: string, width: number): Line[] {
  const changes = diffLines(expected, actual, { maxEditLength: 500 }) ?? [
    { value: expected, removed: true, added: false },
    { value: actual, removed: false, added: true },
  ];
  return changes.flatMap(({ value, added, removed }) => {
    const [sign, tone]: [string, Tone] = removed ? ["-", "removed"] : added ? ["+", "added"] : [" ", "plain"];
    const lines = (value.endsWith("\n") ? value.slice(0, -1) : value).split("\n");
    return lines.flatMap((line) => signed(sign, tone, row(line, tone), width));
  });
}

function signed(sign: string, tone: Tone, line: Line, width: number): Line[] {
  return breakRow(line, Math.max(1, width - signWidth)).map((part, at) => [
    span("  │ ", "dim"),
    span(at === 0 ? `${sign} ` : "  ", tone),
    ...part,
  ]);
}

const signWidth = "  │ - ".length;
