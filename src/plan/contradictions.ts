import type { Check, Diagnostic, ErrorPattern, Expectation } from "../spec/spec.ts";
import type { Value } from "../spec/value.ts";
import { namesOfCheck } from "./bind-block.ts";
import type { Example, ExampleBody, ExampleUse } from "./plan.ts";
import { canonicalValue } from "./print-value.ts";
import { planDiagnostic } from "./rules.ts";
import { canonicalSource } from "./scan-source.ts";
import { shorten } from "./titles.ts";

/** What is compared of an example; of a draft as well. */
export type Comparable = Pick<Example, "kind" | "place" | "uses" | "input"> & { readonly body: ExampleBody };

/**
 * Two examples of a file with the same input and different results are an error at both places; an example that
 * repeats another is a warning at the later one. Compared is what each example does first, and only equality
 * and throws: after a first step, or through a local, the same expression may rightly have another result.
 */
export function contradictions(file: string, examples: readonly Comparable[]): Diagnostic[] {
  const seen = new Map<string, Seen[]>();
  const diagnostics: Diagnostic[] = [];
  for (const example of examples) {
    const checks = checksOf(example);
    const earlier = checks.flatMap((check) => {
      const now = { file, example, check };
      const others = othersOf(seen, now);
      const opposite = others.find((other) => relation(other, now) === "different");
      if (opposite !== undefined) diagnostics.push(...atBoth(opposite, now));
      const same = others.find((other) => other.example !== example && relation(other, now) === "same");
      if (same === undefined) others.push(now);
      return same ?? [];
    });
    const [first] = earlier;
    if (first !== undefined && earlier.length === checks.length) {
      diagnostics.push(repeat(file, first.example, example));
    }
  }
  return diagnostics;
}

/** Examples of different files that contradict each other, told at both places. Repeats are fine there. */
export function contradictionsAcross(
  files: readonly { readonly file: string; readonly examples: readonly Comparable[] }[],
): Diagnostic[] {
  const seen = new Map<string, Seen[]>();
  const diagnostics: Diagnostic[] = [];
  for (const { file, examples } of files) {
    for (const example of examples) {
      for (const check of checksOf(example)) {
        const now = { file, example, check };
        const others = othersOf(seen, now);
        const opposite = others.find((other) => other.file !== file && relation(other, now) === "different");
        if (opposite !== undefined) diagnostics.push(...atBoth(opposite, now));
        others.push(now);
      }
    }
  }
  return diagnostics;
}

interface Seen {
  readonly file: string;
  readonly example: Comparable;
  readonly check: Check;
}

/** What was seen before with the same key; the caller adds to it. */
function othersOf(seen: Map<string, Seen[]>, { example, check }: Seen): Seen[] {
  // With one step the example's input is the canonical text of that step's expression already.
  const isAlone =
    example.body.is === "steps" && example.body.steps.length === 1 && example.kind !== "scenario";
  const source = isAlone ? example.input : canonicalSource(check.expression.source);
  const key = keyOf(example.uses, check, source);
  const others = seen.get(key) ?? [];
  seen.set(key, others);
  return others;
}

function checksOf({ kind, body }: Comparable): readonly Check[] {
  if (body.is !== "steps") return [];
  if (kind === "row" || kind === "sentence") return body.steps.filter((step) => step.do === "check");
  const [first] = body.steps;
  return first?.do === "check" ? [first] : [];
}

/** The same for two checks that ask the same thing of the same export. */
function keyOf(uses: readonly ExampleUse[], check: Check, source: string): string {
  const names = new Set(namesOfCheck(check).map(({ name }) => name));
  const from = uses
    .filter(({ local }) => names.has(local))
    .map(({ local, subject, exported }) => `${local}=${subject}#${exported}`)
    .sort();
  const awaited = check.via !== "value" || source.startsWith("await ");
  return [awaited ? "awaited" : "", ...from, source.replace(/^await /u, "")].join("\n");
}

type Relation = "same" | "different" | "compatible";

function relation(one: Seen, other: Seen): Relation {
  return relate(one.check.expectation, other.check.expectation);
}

function relate(one: Expectation, other: Expectation): Relation {
  if (one.is === "value" && other.is === "value") {
    return valueText(one.value) === valueText(other.value) ? "same" : "different";
  }
  if (one.is === "throws" && other.is === "throws") return relateErrors(one.error, other.error);
  if (one.is === "throws" || other.is === "throws") return "different";
  return sameExpectation(one, other) ? "same" : "compatible";
}

/** Of specs that share a subject each value is compared with all others of its input. */
const valueTexts = new WeakMap<Value, string>();

function valueText(value: Value): string {
  const text = valueTexts.get(value) ?? canonicalValue(value);
  valueTexts.set(value, text);
  return text;
}

/** Errors whose names cannot both be in one prototype chain. */
const nativeErrors = new Set([
  "EvalError",
  "RangeError",
  "ReferenceError",
  "SyntaxError",
  "TypeError",
  "URIError",
]);

function relateErrors(one: ErrorPattern, other: ErrorPattern): Relation {
  if (one.message !== undefined && other.message !== undefined && one.message !== other.message)
    return "different";
  const names = [one.name, other.name].filter((name) => name !== undefined && nativeErrors.has(name));
  if (names.length === 2 && names[0] !== names[1]) return "different";
  return errorText(one) === errorText(other) ? "same" : "compatible";
}

function errorText({ name, message, pattern }: ErrorPattern): string {
  return JSON.stringify([name ?? null, message ?? null, pattern?.source ?? null, pattern?.flags ?? null]);
}

function sameExpectation(one: Expectation, other: Expectation): boolean {
  const text = (expectation: Expectation) => JSON.stringify({ ...expectation, source: "" });
  return text(one) === text(other);
}

function atBoth(one: Seen, other: Seen): [Diagnostic, Diagnostic] {
  return [contradiction(one, other), contradiction(other, one)];
}

function contradiction(here: Seen, there: Seen): Diagnostic {
  const { line } = there.check.place;
  const isNear = here.file === there.file;
  const where = isNear ? `in line ${line}` : `in ${there.file}:${line}`;
  const input = shorten(here.check.expression.source, 60);
  const message = `\`${input}\` gives ${resultOf(here.check)} here and ${resultOf(there.check)} ${where}.`;
  const related = isNear ? { related: there.check.place } : {};
  return planDiagnostic("contradiction", here.file, here.check.place, message, related);
}

function resultOf({ expectation }: Check): string {
  return expectation.is === "throws" ? "an error" : `\`${shorten(expectation.source, 40)}\``;
}

function repeat(file: string, first: Comparable, again: Comparable): Diagnostic {
  return planDiagnostic(
    "duplicate",
    file,
    again.place,
    `This says again what line ${first.place.line} says.`,
    {
      related: first.place,
    },
  );
}
