import type { Occurrence } from "./free-names.ts";
import type { ReadExpression } from "./read-expression.ts";

/** An expression with places for a table's cells. */
export interface RowTemplate {
  readonly source: string;
  readonly slots: readonly Occurrence[];
  readonly calls: readonly {
    readonly arguments: readonly {
      readonly start: number;
      readonly end: number;
      readonly name: string | null;
    }[];
  }[];
}

/** What a cell puts in; null leaves the argument out. */
export type Argument = { readonly source: string; readonly isPrimary: boolean } | null;

export type Filled =
  | { readonly ok: true; readonly source: string }
  /** `leftOut` cannot be left out: `before` (as written) is given behind it, or it is no whole argument. */
  | { readonly ok: false; readonly leftOut: string; readonly before: string | null };

/**
 * Whether a use of a name can be a table's variable: not what is called (`square(square)` calls the subject's
 * `square`), nor the object whose method is called, unless that stands inside another call's arguments.
 */
export function isVariableUse(use: Occurrence): boolean {
  if (!use.isCallee) return true;
  return use.use === "member" && use.inArguments;
}

/** Prepares an expression for rows whose headers are `variables`. */
export function makeTemplate(
  read: Extract<ReadExpression, { ok: true }>,
  variables: ReadonlySet<string>,
): RowTemplate {
  return {
    source: read.expression.source,
    slots: read.found.occurrences.filter((each) => variables.has(each.name) && isVariableUse(each)),
    calls: read.found.calls,
  };
}

/** Puts a row's cells into the expression, in each place where their names stand. */
export function fillTemplate(template: RowTemplate, cells: ReadonlyMap<string, Argument>): Filled {
  const slotEnds = new Set(template.slots.map((slot) => slot.end));
  const isLeftOut = ({ name, end }: { name: string | null; end: number }): boolean =>
    name !== null && slotEnds.has(end) && cells.get(name) === null;
  const edits: Edit[] = [];
  const cut = new Set<number>();
  for (const { arguments: given } of template.calls) {
    const first = given.findIndex((each) => isLeftOut(each));
    if (first < 0) continue;
    const later = given.slice(first).find((each) => !isLeftOut(each));
    const leftOut = given[first];
    const last = given.at(-1);
    if (leftOut === undefined || last === undefined) continue;
    if (later !== undefined) {
      const before = template.source.slice(later.start, later.end);
      return { ok: false, leftOut: leftOut.name ?? "", before };
    }
    for (const each of given.slice(first)) cut.add(each.end);
    edits.push({ start: given[first - 1]?.end ?? leftOut.start, end: last.end, text: "" });
  }
  for (const slot of template.slots) {
    const argument = cells.get(slot.name);
    if (argument === undefined) continue;
    if (argument !== null) {
      const needsBrackets = !slot.loose && !argument.isPrimary;
      const text = needsBrackets ? `(${argument.source})` : argument.source;
      edits.push({ start: slot.start, end: slot.end, text: slot.shorthand ? `${slot.name}: ${text}` : text });
    } else if (!cut.has(slot.end)) return { ok: false, leftOut: slot.name, before: null };
  }
  return { ok: true, source: applyEdits(template.source, edits) };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function applyEdits(source: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    if (edit.start < at) continue;
    result += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + source.slice(at);
}
