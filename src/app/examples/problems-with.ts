import type { Example, Plan } from "../../plan/plan.ts";
import { canonicalValue } from "../../plan/print-value.ts";
import { shorten } from "../../plan/titles.ts";
import type { Diagnostic, Expectation, Place, Spec } from "../../spec/spec.ts";
import { readThrows } from "../../spec/throws.ts";
import { problemOf } from "./example-form.ts";
import type { Problems } from "./example-form.ts";
import type { FilledDraft, Outcome } from "./filled-draft.ts";

/** A spec's text, read and compiled. */
export interface Read {
  readonly spec: Spec;
  readonly plan: Plan;
}

export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/** The one example that was meant. */
export interface Meant {
  readonly requirement: string;
  readonly kind: "row" | "sentence";
  readonly filled: FilledDraft;
}

/**
 * What is wrong with a spec once an example was put into it: it contradicts or repeats another, brings errors, or is
 * not read as the one that was meant. None: it may be written.
 */
export function problemsWith(before: Read, after: Read, insertion: Insertion, meant: Meant): Problems {
  const fresh = newDiagnostics(before, after, insertion);
  const clash = fresh.find(({ rule, place }) => rule === "contradiction" && isInside(place, insertion));
  if (clash !== undefined) return { [problemOf.expected]: clashProblem(clash, after.spec, insertion) };
  const repeat = fresh.find(({ rule, related, place }) => {
    const isOurs = isInside(place, insertion) || (related !== undefined && isInside(related, insertion));
    return rule === "duplicate" && isOurs;
  });
  if (repeat !== undefined) return { [problemOf.whole]: repeatProblem(repeat, after.spec, insertion) };
  const error = fresh.find(({ severity }) => severity === "error");
  if (error !== undefined) return { [problemOf.whole]: sentenceOf(error) };
  if (isAsMeant(before, after, insertion, meant)) return {};
  const why = fresh.find(({ place }) => isInside(place, insertion));
  return { [problemOf.whole]: why === undefined ? notRead : sentenceOf(why) };
}

const notRead = "Written into this place it would not be read as this example; add it in the editor.";

/** Those that were not there before, wherever the insertion has moved them to. */
function newDiagnostics(before: Read, after: Read, { offset, text }: Insertion): Diagnostic[] {
  const keyOf = ({ rule }: Diagnostic, at: number) => `${rule} ${at}`;
  const known = new Set(
    before.plan.diagnostics.map((each) => {
      const at = each.place.offset;
      return keyOf(each, at < offset ? at : at + text.length);
    }),
  );
  return after.plan.diagnostics.filter((each) => !known.has(keyOf(each, each.place.offset)));
}

function isInside({ offset }: Place, insertion: Insertion): boolean {
  return offset >= insertion.offset && offset < insertion.offset + insertion.text.length;
}

function clashProblem({ related, message }: Diagnostic, spec: Spec, insertion: Insertion): string {
  if (related === undefined) return `It contradicts another spec: ${message}`;
  return `It contradicts line ${lineBefore(related, insertion)}: ${passage(related, spec)}`;
}

function repeatProblem({ related, place }: Diagnostic, spec: Spec, insertion: Insertion): string {
  const other = related === undefined || isInside(related, insertion) ? place : related;
  return `Line ${lineBefore(other, insertion)} says it already: ${passage(other, spec)}`;
}

function passage({ offset, endOffset }: Place, { text }: Spec): string {
  return shorten(text.slice(offset, endOffset).replace(/\s+/gu, " ").trim(), 80);
}

/** The line that a place had before the insertion. */
function lineBefore({ line, offset }: Place, insertion: Insertion): number {
  const breaks = insertion.text.match(/\r\n?|\n/gu)?.length ?? 0;
  return offset < insertion.offset ? line : line - breaks;
}

function sentenceOf({ message, expected }: Diagnostic): string {
  const said = message.slice(0, 1).toUpperCase() + message.slice(1);
  return `${said.replace(/\.$/u, "")}; expected: ${expected}.`;
}

function isAsMeant(before: Read, after: Read, insertion: Insertion, meant: Meant): boolean {
  const [earlier, now] = [examplesOf(before.plan), examplesOf(after.plan)];
  const [fresh, surplus] = now.filter(({ place }) => isInside(place, insertion));
  if (now.length !== earlier.length + 1 || fresh === undefined || surplus !== undefined) return false;
  if (fresh.kind !== meant.kind || fresh.requirement !== meant.requirement) return false;
  if (fresh.body.is !== "steps") return false;
  const { inputs, outcome, also } = meant.filled;
  const outcomes = [outcome, ...also.values()];
  const checks = fresh.body.steps.filter((step) => step.do === "check");
  const given = [...inputs.values()].flatMap((typed) => (typed.is === "nothing" ? [] : typed.source));
  return (
    checks.length === outcomes.length &&
    checks.every(({ expectation }, index) => isExpected(expectation, outcomes[index])) &&
    given.every((source) => checks.some(({ expression }) => expression.source.includes(source)))
  );
}

function examplesOf(plan: Plan): Example[] {
  return plan.requirements.flatMap(({ examples }) => examples).filter(({ kind }) => kind !== "unbound");
}

function isExpected(expectation: Expectation, outcome: Outcome | undefined): boolean {
  if (outcome === undefined) return false;
  if (outcome.is === "returns") {
    return (
      expectation.is === "value" &&
      outcome.value.is === "value" &&
      canonicalValue(expectation.value) === canonicalValue(outcome.value.value)
    );
  }
  const read = readThrows(outcome.error.is === "nothing" ? "" : outcome.error.source);
  return (
    expectation.is === "throws" &&
    read.ok &&
    JSON.stringify(sorted(expectation.error)) === JSON.stringify(sorted(read.error))
  );
}

function sorted(fields: object): [string, unknown][] {
  return Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
}
