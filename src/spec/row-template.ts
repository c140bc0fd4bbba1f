import type { Occurrence } from "./free-names.ts";
import type { ReadExpression } from "./read-expression.ts";
import type { Expression, FreeName } from "./spec.ts";

/** An expression with places for a table's cells. */
export interface RowTemplate {
  /** As the header writes it. */
  readonly expression: Expression;
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
export type Argument = {
  readonly source: string;
  /** A member access may follow without brackets. */
  readonly isPrimary: boolean;
  /** JSON: no name, no call, no `await` in it. */
  readonly isData: boolean;
} | null;

export type Filled =
  | {
      readonly ok: true;
      readonly source: string;
      /** Data was put in and nothing left out, so that `names` are all there are, and as they were. */
      readonly isData: boolean;
      /** The header's own names, at their new places. */
      readonly names: readonly FreeName[];
    }
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
    expression: read.expression,
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
      const before = template.expression.source.slice(later.start, later.end);
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
  const isData = cut.size === 0 && template.slots.every((slot) => cells.get(slot.name)?.isData !== false);
  return { ok: true, ...applyEdits(template, edits), isData };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function applyEdits(
  { expression, slots }: RowTemplate,
  edits: readonly Edit[],
): { readonly source: string; readonly names: readonly FreeName[] } {
  const slotStarts = new Set(slots.map((slot) => slot.start));
  const own = expression.names.filter((name) => !slotStarts.has(name.start));
  const names: FreeName[] = [];
  let source = "";
  let at = 0;
  const copyTo = (end: number): void => {
    for (const name of own) {
      if (name.start < at || name.end > end) continue;
      const shift = source.length - at;
      names.push({ ...name, start: name.start + shift, end: name.end + shift });
    }
    source += expression.source.slice(at, end);
    at = end;
  };
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    if (edit.start < at) continue;
    copyTo(edit.start);
    source += edit.text;
    at = edit.end;
  }
  copyTo(expression.source.length);
  return { source, names };
}
