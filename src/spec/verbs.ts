import { readThrows, throwsForms } from "./throws.ts";
import { readValue } from "./read-value.ts";
import type { RuleId } from "./rules.ts";
import type { Check, Expectation } from "./spec.ts";

export type ReadExpectation =
  | { readonly ok: true; readonly expectation: Expectation }
  | {
      readonly ok: false;
      readonly rule: RuleId;
      /** `code`: what stands there would have to be run; else it is merely no such value. */
      readonly why: "code" | "other";
      readonly reason: string;
      readonly expected?: string;
      readonly example?: string;
    };

export interface Verb {
  readonly via: Check["via"];
  /** Whether something must stand behind it, must not be empty. `throws` may stand alone. */
  readonly alone: boolean;
  /** In a property the other side may be an expression. */
  readonly comparesSides: boolean;
  readonly read: (source: string) => ReadExpectation;
}

/** Reads an expected value. */
export function readExpectedValue(source: string): ReadExpectation {
  const read = readValue(source);
  if (!read.ok) return notAValue(read);
  return { ok: true, expectation: { is: "value", value: read.value, source: source.trim() } };
}

/** Reads what is expected to be thrown, the word `throws` left out. */
export function readExpectedThrow(source: string): ReadExpectation {
  const read = readThrows(source);
  if (!read.ok) {
    const { reason, example } = read;
    return {
      ok: false,
      rule: "throws-form",
      why: "other",
      reason,
      expected: throwsForms,
      ...(example === undefined ? {} : { example }),
    };
  }
  return { ok: true, expectation: { is: "throws", error: read.error, source: source.trim() } };
}

const value: Verb = { via: "value", alone: false, comparesSides: true, read: readExpectedValue };
const throwing: Verb = { via: "value", alone: true, comparesSides: false, read: readExpectedThrow };
const rejecting: Verb = { via: "rejects", alone: false, comparesSides: false, read: readExpectedThrow };
const isA: Verb = { via: "value", alone: false, comparesSides: false, read: readType };

/** The verbs of a sentence, between its expression and its value. */
export const verbs: ReadonlyMap<string, Verb> = new Map([
  ["is", value],
  ["returns", value],
  ["equals", value],
  ["→", value],
  ["=>", value],
  ["resolves to", { ...value, via: "resolves" }],
  ["throws", throwing],
  ["rejects with", rejecting],
  ["rejects", { ...rejecting, alone: true }],
  ["matches", { via: "value", alone: false, comparesSides: false, read: readMatch }],
  ["contains", { via: "value", alone: false, comparesSides: false, read: readPart }],
  ["is about", { via: "value", alone: false, comparesSides: false, read: readAbout }],
  ["is a", isA],
  ["is an", isA],
]);

function readMatch(source: string): ReadExpectation {
  const read = readValue(source);
  if (!read.ok) return notAValue(read);
  if (read.value.t !== "regexp") return refuse("`matches` takes a pattern", "`name` matches `/^a/`.");
  const { source: pattern, flags } = read.value;
  return {
    ok: true,
    expectation: { is: "matches", source: source.trim(), pattern: { source: pattern, flags } },
  };
}

function readPart(source: string): ReadExpectation {
  const read = readValue(source);
  if (!read.ok) return notAValue(read);
  return { ok: true, expectation: { is: "contains", value: read.value, source: source.trim() } };
}

function readAbout(source: string): ReadExpectation {
  const text = source.trim();
  const read = readValue(text);
  if (!read.ok) return notAValue(read);
  const number = read.value.t === "number" ? Number(read.value.v) : Number.NaN;
  if (!Number.isFinite(number)) return refuse("`is about` takes a number", "`area(1)` is about `3.14`.");
  return { ok: true, expectation: { is: "about", value: number, digits: digitsOf(text), source: text } };
}

/** Decimals as written: 2 for `3.10`, 0 for `300`, 5 for `1.2e-4`, 0 for `1.2e4`. */
function digitsOf(text: string): number {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().replaceAll("_", "").split("e");
  const decimals = mantissa.split(".")[1]?.length ?? 0;
  return Math.max(0, decimals - Number(exponent));
}

function readType(source: string): ReadExpectation {
  const type = source.trim();
  if (!typeName.test(type)) {
    return refuse("`is a` takes the name of a type or a class", '`parse("1")` is a `number`.');
  }
  return { ok: true, expectation: { is: "a", type, source: type } };
}

/** An identifier as far as `typeof` and classes need it. */
const typeName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function notAValue(read: Exclude<ReturnType<typeof readValue>, { ok: true }>): ReadExpectation {
  const { reason, example, why } = read;
  return {
    ok: false,
    rule: why === "code" ? "expected-is-code" : "expected-unreadable",
    why: why === "code" ? "code" : "other",
    reason,
    ...(example === undefined ? {} : { example: `\`${example}\`` }),
  };
}

function refuse(reason: string, example: string): ReadExpectation {
  return { ok: false, rule: "expected-unreadable", why: "other", reason, example };
}
