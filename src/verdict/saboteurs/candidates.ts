import type { Expression as ExpressionNode } from "oxc-parser";
import type { Example } from "../../plan/plan.ts";
import type { Check, ErrorPattern, Expectation } from "../../spec/spec.ts";
import type { Value } from "../../spec/value.ts";
import { equalValues } from "../equal-values.ts";
import { keyOf } from "./evaluate.ts";
import { parsedExpression } from "./parsed.ts";
import { literalText } from "./quick-pattern.ts";
import type { Target } from "./react.ts";
import { localsOf } from "./react.ts";
import type { Saboteur, ThrownError } from "./saboteur.ts";
import { ordinaryError } from "./saboteur.ts";

/**
 * The wrong programs that an export's examples are put to: one that throws, `undefined`, constants, each argument
 * given back, and, where there are hold-outs, lookups of what is visible.
 *
 * Constants come from what the examples expect. One that equals a whole result has to be the result of every
 * example, so where one result is known no other constant is worth trying.
 *
 * @param examples - those that speak of the export, in the order of the document.
 */
export function candidates(
  examples: readonly Example[],
  target: Target,
  { arity, hasHoldOuts }: { readonly arity: number; readonly hasHoldOuts: boolean },
): readonly Saboteur[] {
  const checks = examples.flatMap((example) => checksOn(example, target));
  const error = expectedError(checks);
  return [
    { is: "throws", error: ordinaryError },
    ...(error === null ? [] : [{ is: "throws", error } as const]),
    { is: "constant", value: { t: "undefined" } },
    ...constants(checks).map((value) => ({ is: "constant", value }) as const),
    ...Array.from({ length: arity }, (_, at) => ({ is: "argument", at }) as const),
    ...(hasHoldOuts
      ? (["throws", "undefined"] as const).map((elsewhere) => ({ is: "lookup", elsewhere }) as const)
      : []),
  ];
}

/** The checks that speak of the export, or of locals; not those of a row's other columns. */
function checksOn(example: Example, target: Target): readonly Check[] {
  const { body, uses } = example;
  const own = localsOf(example, target);
  const others = new Set(uses.map(({ local }) => local).filter((local) => !own.has(local)));
  const checks =
    body.is === "property"
      ? [body.check]
      : body.is === "steps"
        ? body.steps.filter((step) => step.do === "check")
        : [];
  return checks.filter(
    ({ expression: { names } }) =>
      names.some(({ name }) => own.has(name)) || !names.some(({ name }) => others.has(name)),
  );
}

/** The error that would satisfy what is expected of errors; null where they ask for nothing in particular. */
export function expectedError(checks: readonly Check[]): ThrownError | null {
  const patterns = checks.flatMap(({ expectation }) =>
    expectation.is === "throws" ? [expectation.error] : [],
  );
  const name = patterns.find((pattern) => pattern.name !== undefined)?.name;
  const message = patterns.map(messageFor).find((text) => text !== null);
  if (name === undefined && message === undefined) return null;
  return { name: name ?? "Error", message: message ?? "" };
}

function messageFor({ message, pattern }: ErrorPattern): string | null {
  return message ?? (pattern === undefined ? null : literalText(pattern));
}

function constants(checks: readonly Check[]): readonly Value[] {
  const partly: Value[] = [];
  let merged: Value | null = null;
  let fits = true;
  for (const check of checks) {
    const { expectation } = check;
    const values = valuesFor(expectation);
    if (values.length === 0) continue;
    const path = pathTo(check.expression);
    if (path === null) continue;
    if (path.length === 0) {
      if (expectation.is === "value") return isUndefined(expectation.value) ? [] : [expectation.value];
      partly.push(...values);
    } else if (expectation.is === "value" && fits) {
      const put: Value | null = withMember(merged, path, expectation.value);
      if (put === null) fits = false;
      else merged = put;
    }
  }
  return mostFrequentFirst(merged !== null && fits ? [...partly, merged] : partly);
}

function isUndefined({ t }: Value): boolean {
  return t === "undefined";
}

/** Values that would do, by themselves. */
export function valuesFor(expectation: Expectation): readonly Value[] {
  switch (expectation.is) {
    case "value":
      return [expectation.value];
    case "about":
      return [{ t: "number", v: String(expectation.value) }];
    case "contains":
      return [expectation.value, { t: "array", items: [expectation.value] }];
    case "matches": {
      const text = literalText(expectation.pattern);
      return text === null ? [] : [{ t: "string", v: text }];
    }
    case "a":
      return samples[expectation.type.toLowerCase()] ?? [];
    case "throws":
    case "expression":
      return [];
  }
}

const samples: Readonly<Record<string, readonly Value[]>> = {
  string: [{ t: "string", v: "" }],
  number: [{ t: "number", v: "0" }],
  integer: [{ t: "number", v: "0" }],
  boolean: [{ t: "boolean", v: false }],
  array: [{ t: "array", items: [] }],
  object: [{ t: "object", class: "Object", entries: [] }],
  null: [{ t: "null" }],
};

/** Members that an expression takes of a call's result or of a local: `f(1).a.b` gives `a`, `b`; null for others. */
function pathTo(expression: { readonly source: string }): readonly string[] | null {
  const parsed = parsedExpression(expression);
  if (parsed === null) return null;
  const path: string[] = [];
  let node: ExpressionNode = parsed;
  for (;;) {
    if (node.type === "AwaitExpression") node = node.argument;
    else if (node.type === "MemberExpression" && !node.optional) {
      const key = keyOf(node);
      if (key === null) return null;
      path.unshift(key);
      node = node.object;
    } else return node.type === "CallExpression" || node.type === "Identifier" ? path : null;
  }
}

/** The object with the member put in; null when it holds another one there. */
function withMember(whole: Value | null, path: readonly string[], value: Value): Value | null {
  const [key, ...rest] = path;
  if (key === undefined) return whole === null || equalValues(whole, value) ? value : null;
  if (whole !== null && whole.t !== "object") return null;
  const entries = whole?.entries ?? [];
  const put = withMember(entries.find(([name]) => name === key)?.[1] ?? null, rest, value);
  if (put === null) return null;
  return { t: "object", class: "Object", entries: [...entries.filter(([name]) => name !== key), [key, put]] };
}

function mostFrequentFirst(values: readonly Value[]): readonly Value[] {
  return [...Map.groupBy(values, (value) => JSON.stringify(value)).values()]
    .toSorted((one, other) => other.length - one.length)
    .flatMap(([value]) => (value === undefined ? [] : [value]));
}
