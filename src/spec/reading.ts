import type { Nodes } from "mdast";
import type { Rule, RuleId } from "./rules.ts";
import { rules } from "./rules.ts";
import type { Diagnostic, Place } from "./spec.ts";

/** What every reader of one file needs: its text, places in it, and somewhere to put what is wrong. */
export interface Reading {
  readonly file: string;
  readonly text: string;
  /** In the order found. */
  readonly diagnostics: Diagnostic[];
  readonly placeOf: (node: Nodes) => Place;
  /** Offsets count in `text`. */
  readonly placeBetween: (offset: number, endOffset: number) => Place;
  /** The Markdown of a node as it stands. */
  readonly sourceOf: (node: Nodes) => string;
  /** Severity, and what was expected unless `details` says it closer, come from the table of rules. */
  readonly report: (rule: RuleId, place: Place, message: string, details?: ReportDetails) => void;
}

export interface ReportDetails {
  readonly expected?: string;
  readonly example?: string;
  readonly related?: Place;
}

export const byteOrderMark = "\uFEFF";

/** Starts the reading of a file. The tree's offsets do not count a byte order mark; ours do. */
export function startReading(text: string, file: string): Reading {
  const skipped = text.startsWith(byteOrderMark) ? 1 : 0;
  const diagnostics: Diagnostic[] = [];
  let starts: readonly number[] | null = null;

  const placeOf = (node: Nodes): Place => {
    const { start, end } = node.position ?? nowhere;
    return {
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      offset: (start.offset ?? 0) + skipped,
      endOffset: (end.offset ?? 0) + skipped,
    };
  };
  const placeBetween = (offset: number, endOffset: number): Place => {
    starts ??= lineStarts(text, skipped);
    const [line, column] = lineAndColumn(starts, offset);
    const [endLine, endColumn] = lineAndColumn(starts, endOffset);
    return { line, column, endLine, endColumn, offset, endOffset };
  };
  return {
    file,
    text,
    diagnostics,
    placeOf,
    placeBetween,
    sourceOf: (node) => {
      const place = placeOf(node);
      return text.slice(place.offset, place.endOffset);
    },
    report: (rule, place, message, details = {}) => {
      const { severity, expected, example }: Rule = rules[rule];
      const shown = details.example ?? example;
      diagnostics.push({
        file,
        place,
        severity,
        rule,
        message,
        expected: details.expected ?? expected,
        ...(shown === undefined ? {} : { example: shown }),
        ...(details.related === undefined ? {} : { related: details.related }),
      });
    },
  };
}

const nowhere = {
  start: { line: 1, column: 1, offset: 0 },
  end: { line: 1, column: 1, offset: 0 },
} as const;

/** Offsets at which lines begin; line endings are those of Markdown: LF, CRLF, CR. */
function lineStarts(text: string, first: number): number[] {
  const starts = [first];
  for (let at = first; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 10 || (char === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

function lineAndColumn(starts: readonly number[], offset: number): [line: number, column: number] {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return [low + 1, offset - (starts[low] ?? 0) + 1];
}
