import type { Example, ExampleBody, ExampleUse, Plan } from "../../src/plan/plan.ts";
import type { Check, Expectation, Expression, Place, Step } from "../../src/spec/spec.ts";
import type { Value } from "../../src/spec/value.ts";

export const place: Place = { line: 1, column: 1, endLine: 1, endColumn: 1, offset: 0, endOffset: 0 };

export function expression(source: string): Expression {
  return { source, place, awaits: /\bawait\b/.test(source), hasCall: source.includes("("), names: [] };
}

export function check(source: string, expectation: Expectation, via: Check["via"] = "value"): Check {
  return { place, expression: expression(source), via, expectation };
}

export function is(source: string, value: Value, via: Check["via"] = "value"): Step {
  return { do: "check", ...check(source, { is: "value", value, source: "" }, via) };
}

export function throws(source: string, error: Extract<Expectation, { is: "throws" }>["error"] = {}): Step {
  return { do: "check", ...check(source, { is: "throws", error, source: "" }) };
}

export function run(code: string, isResult = false): Step {
  return { do: "run", place, code, declares: [], names: [], isResult, awaits: /\bawait\b/.test(code) };
}

/** A named export of `src/impl.ts`, unless said otherwise. */
export function use(exported: string, subject = "src/impl.ts"): ExampleUse {
  return { subject, exported, local: exported, as: "named" };
}

export function example(
  id: string,
  uses: readonly ExampleUse[],
  body: readonly Step[] | ExampleBody,
): Example {
  return {
    id,
    kind: "sentence",
    requirement: "r",
    place,
    title: `title of ${id}`,
    text: `text of ${id}`,
    input: "",
    likeness: "",
    body: "is" in body ? body : { is: "steps", steps: body },
    uses,
    illTyped: false,
  };
}

export function planOf(examples: readonly Example[]): Plan {
  return {
    spec: "specs/impl.md",
    title: null,
    draft: false,
    subjects: [],
    requirements: [{ id: "r", title: "R", path: ["R"], place, manual: null, examples }],
    diagnostics: [],
  };
}

export function text(v: string): Value {
  return { t: "string", v };
}

export function number(v: number): Value {
  return { t: "number", v: Object.is(v, -0) ? "-0" : String(v) };
}

export function record(entries: Readonly<Record<string, Value>>): Value {
  return { t: "object", class: "Object", entries: Object.entries(entries) };
}
