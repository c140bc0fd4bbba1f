import type { Check, ErrorPattern, Expectation, Pattern } from "../spec/spec.ts";
import type { Entry, Value } from "../spec/value.ts";
import { equalValues } from "./equal-values.ts";
import type { JudgeAnswer, Matched } from "./judge.ts";
import type { Answer } from "./report.ts";
import { showValue } from "./show-value.ts";

export type Met =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** `timeout`: the check's pattern was given up on. */
      readonly reason: "assertion" | "notImplemented" | "thrown" | "timeout";
      /** One plain sentence, without a full stop. */
      readonly message: string;
      /** As a person would write it; null where there is nothing to show. */
      readonly expected: string | null;
      readonly actual: string | null;
    };

/** What a pattern says of a text; where the text is not ours, found out beforehand and elsewhere. */
export type Match = (pattern: Pattern, text: string) => Matched;

/**
 * Whether what an expression gave is what its check expects. An error that says `not implemented`, or an export
 * that is not there (the child reports it so), meets nothing, `throws` least of all.
 *
 * `other` is the answer to the right side of a property that compares two expressions. `match` is asked at most
 * once, and of what `patternAsked` says; without it the pattern is tried in place, which suits only patterns and
 * texts that are known to end soon.
 */
export function meets(
  answer: JudgeAnswer,
  check: Pick<Check, "expression" | "expectation">,
  other?: JudgeAnswer,
  match: Match = matchInPlace,
): Met {
  const { expectation } = check;
  const source = check.expression.source.trim();
  for (const given of other === undefined ? [answer] : [answer, other]) {
    const name = notImplementedName(given);
    if (name !== null) return failed("notImplemented", `not implemented: ${name}`, null, null);
  }
  const asked = patternAsked(answer, check);
  const matched = asked === null ? null : match(asked.pattern, asked.text);
  if (asked !== null && matched?.is === "given-up") {
    const wanted = patternText(asked.pattern);
    const message = `${source} cannot be held against ${wanted}: ${matched.why}`;
    return failed("timeout", message, wanted, showValue({ t: "string", v: asked.text }));
  }
  const isMatch = matched?.is === "match";
  if (expectation.is === "throws") return meetsThrows(answer, expectation.error, source, isMatch);
  const thrown = [answer, ...(other === undefined ? [] : [other])].find(({ gave }) => gave === "threw");
  const wanted =
    expectation.is === "expression"
      ? other === undefined
        ? null
        : shownSide(other)
      : wantedText(expectation);
  if (thrown !== undefined) {
    const who = thrown === answer ? source : "what it should equal";
    return failed("thrown", `${who} threw ${showValue(thrown.value)}`, wanted, shownSide(answer));
  }
  if (holds(answer, expectation, other, isMatch)) return { ok: true };
  const actual = showValue(answer.value);
  const message =
    actual === wanted
      ? `${source} is ${actual}, but not one that equals ${wanted}`
      : `${source} ${verbOf(expectation)} ${wanted ?? "a value"}, but it is ${actual}`;
  return failed("assertion", message, wanted, actual);
}

/** What is thrown and what is returned may read alike. */
function shownSide({ gave, value }: Answer): string {
  return gave === "threw" ? `throws ${showValue(value)}` : showValue(value);
}

/** The one pattern that has to be tried on the one text before the check can be decided; null when there is none. */
export function patternAsked(
  { gave, value }: Answer,
  { expectation }: Pick<Check, "expectation">,
): { readonly pattern: Pattern; readonly text: string } | null {
  if (expectation.is === "matches" && gave === "value" && value.t === "string")
    return { pattern: expectation.pattern, text: value.v };
  if (expectation.is !== "throws" || gave !== "threw" || expectation.error.pattern === undefined) return null;
  const message = messageOf(value);
  return message === null ? null : { pattern: expectation.error.pattern, text: message };
}

/** The name in the stub's error, or in the one that the child makes for an export that is not there; else null. */
export function notImplementedName(answer: Answer): string | null {
  if (answer.gave !== "threw" || answer.value.t !== "error") return null;
  return /^not implemented: (.*)$/s.exec(answer.value.message)?.[1] ?? null;
}

function holds(
  answer: JudgeAnswer,
  expectation: Exclude<Expectation, { is: "throws" }>,
  other: Answer | undefined,
  isMatch: boolean,
) {
  const { value } = answer;
  switch (expectation.is) {
    case "value":
      return equalValues(value, expectation.value);
    case "expression":
      return other !== undefined && equalValues(value, other.value);
    case "matches":
      return isMatch;
    case "contains":
      return contains(value, expectation.value);
    case "about":
      return value.t === "number" && isAbout(Number(value.v), expectation.value, expectation.digits);
    case "a":
      return isA(value, answer.classes, expectation.type);
  }
}

function meetsThrows(answer: JudgeAnswer, pattern: ErrorPattern, source: string, isMatch: boolean): Met {
  const wanted = errorText(pattern);
  if (answer.gave === "value") {
    const actual = showValue(answer.value);
    return failed("assertion", `${source} should throw ${wanted}, but it gave ${actual}`, wanted, actual);
  }
  const { value } = answer;
  const message = messageOf(value);
  const ok =
    (pattern.name === undefined ||
      (value.t === "error" && [value.name, ...value.classes].includes(pattern.name))) &&
    (pattern.message === undefined || message === pattern.message) &&
    (pattern.pattern === undefined || isMatch);
  if (ok) return { ok: true };
  const actual = showValue(value);
  return failed("assertion", `${source} should throw ${wanted}, but it threw ${actual}`, wanted, actual);
}

/** What was thrown need not be an error: a string is its own message. */
function messageOf(value: Value): string | null {
  if (value.t === "error") return value.message;
  if (value.t === "string") return value.v;
  if (value.t !== "object") return null;
  const message = value.entries.find(([key]) => key === "message")?.[1];
  return message?.t === "string" ? message.v : null;
}

function matchInPlace({ source, flags }: Pattern, text: string): Matched {
  return { is: new RegExp(source, flags).test(text) ? "match" : "no-match" };
}

/** A substring, an element (of an array, a Set, a typed array), or part of an object. */
function contains(whole: Value, part: Value): boolean {
  switch (whole.t) {
    case "string":
      return part.t === "string" && whole.v.includes(part.v);
    case "array":
      return whole.items.some((item) => equalValues(item ?? { t: "undefined" }, part));
    case "set":
      return whole.items.some((item) => equalValues(item, part));
    case "bytes":
      return (part.t === "number" || part.t === "bigint") && whole.items.includes(part.v);
    case "object":
      return part.t === "object" && hasPart(whole, part);
    default:
      return false;
  }
}

/** As `toMatchObject`: what stands in the part stands in the whole; arrays are as long and match item by item. */
function hasPart(whole: Value, part: Value): boolean {
  if (part.t === "object" && whole.t === "object") {
    const own = new Map(whole.entries.map(([key, value]) => [keyText(key), value]));
    return part.entries.every(([key, value]) => {
      const its = own.get(keyText(key));
      return its !== undefined && hasPart(its, value);
    });
  }
  if (part.t === "array" && whole.t === "array") {
    return (
      part.items.length === whole.items.length &&
      part.items.every((item, index) =>
        hasPart(whole.items[index] ?? { t: "undefined" }, item ?? { t: "undefined" }),
      )
    );
  }
  return equalValues(whole, part);
}

function keyText(key: Entry[0]): string {
  return typeof key === "string" ? `.${key}` : `@${key.symbol}`;
}

function isAbout(actual: number, expected: number, digits: number): boolean {
  return actual === expected || Math.abs(actual - expected) < 10 ** -digits / 2;
}

/** Names of `typeof`, as the language answers them for each kind of value. */
const typeOf: { readonly [T in Value["t"]]?: string } = {
  undefined: "undefined",
  boolean: "boolean",
  string: "string",
  number: "number",
  bigint: "bigint",
  symbol: "symbol",
  function: "function",
};

function isA(value: Value, classes: readonly string[], type: string): boolean {
  switch (type) {
    case "null":
      return value.t === "null";
    case "array":
      return value.t === "array";
    case "integer":
      return value.t === "number" && Number.isInteger(Number(value.v));
    case "object":
      return value.t !== "null" && value.t !== "opaque" && typeOf[value.t] === undefined;
    case "Object":
      return classes.length > 0 || (value.t === "object" && value.class === "Object");
    case "Function":
      return value.t === "function";
    default:
      return (
        typeOf[value.t] === type || classes.includes(type) || (value.t === "error" && value.name === type)
      );
  }
}

function wantedText(expectation: Exclude<Expectation, { is: "throws" | "expression" }>): string {
  switch (expectation.is) {
    case "value":
    case "contains":
      return showValue(expectation.value);
    case "matches":
      return patternText(expectation.pattern);
    case "about":
      return expectation.value.toFixed(Math.min(Math.max(expectation.digits, 0), 100));
    case "a":
      return expectation.type;
  }
}

function verbOf(expectation: Expectation): string {
  const verbs: { readonly [E in Expectation["is"]]: string } = {
    value: "should be",
    expression: "should equal",
    throws: "should throw",
    matches: "should match",
    contains: "should contain",
    about: "should be about",
    a: "should be a",
  };
  return verbs[expectation.is];
}

function errorText({ name, message, pattern }: ErrorPattern): string {
  if (pattern !== undefined) return `${name === undefined ? "" : `${name}: `}${patternText(pattern)}`;
  if (message !== undefined) return name === undefined ? JSON.stringify(message) : `${name}: ${message}`;
  return name ?? "an error";
}

function patternText({ source, flags }: Pattern): string {
  return `/${source}/${flags}`;
}

function failed(
  reason: Extract<Met, { ok: false }>["reason"],
  message: string,
  expected: string | null,
  actual: string | null,
): Met {
  return { ok: false, reason, message, expected, actual };
}
