import { parseSpec } from "../../src/spec/parse.ts";
import type { Block, Check, Diagnostic, Expectation, Place, Spec, Step } from "../../src/spec/spec.ts";
import type { Value } from "../../src/spec/value.ts";

/** A place for what is read on its own. */
export const anywhere: Place = {
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  offset: 0,
  endOffset: 0,
};

export function read(text: string): Spec {
  return parseSpec(text, "specs/x.md");
}

export function blocksOf(text: string): readonly Block[] {
  return read(text).sections.flatMap((section) => section.blocks);
}

export function kindsOf(text: string): string[] {
  return blocksOf(text).map((block) => block.kind);
}

/** The one block of a kind; fails when there are more or none. */
export function only<Kind extends Block["kind"]>(text: string, kind: Kind): Extract<Block, { kind: Kind }> {
  const found = blocksOf(text).filter((block) => block.kind === kind);
  if (found.length !== 1) {
    throw new Error(`${found.length} blocks of kind ${kind}, diagnostics: ${rulesOf(text).join(", ")}`);
  }
  return found[0] as Extract<Block, { kind: Kind }>;
}

export function rulesOf(text: string): string[] {
  return read(text).diagnostics.map((each) => each.rule);
}

export function errorsOf(text: string): Diagnostic[] {
  return read(text).diagnostics.filter((each) => each.severity === "error");
}

/** A check as one line: expression, via when it is not `value`, expectation. */
export function showCheck({ expression, via, expectation }: Check): string {
  const how = via === "value" ? "" : ` (${via})`;
  return `${expression.source}${how} ${showExpectation(expectation)}`;
}

export function showSteps(steps: readonly Step[]): string[] {
  return steps.map((step) =>
    step.do === "run" ? `run${step.isResult ? " result" : ""}: ${step.code}` : `check: ${showCheck(step)}`,
  );
}

/** The checks of every row, one line each. */
export function showRows(text: string): string[] {
  return blocksOf(text).flatMap((block) => (block.kind === "row" ? block.checks.map(showCheck) : []));
}

function showExpectation(expectation: Expectation): string {
  switch (expectation.is) {
    case "value":
      return `= ${showValue(expectation.value)}`;
    case "throws":
      return `throws ${JSON.stringify(expectation.error)}`;
    case "matches":
      return `matches /${expectation.pattern.source}/${expectation.pattern.flags}`;
    case "contains":
      return `contains ${showValue(expectation.value)}`;
    case "about":
      return `about ${expectation.value} to ${expectation.digits}`;
    case "a":
      return `a ${expectation.type}`;
    case "expression":
      return `= expression ${expectation.expression.source}`;
  }
}

/** A value in JavaScript's words; only the kinds that specs can write. */
export function showValue(value: Value): string {
  switch (value.t) {
    case "undefined":
    case "null":
      return value.t;
    case "string":
      return JSON.stringify(value.v);
    case "boolean":
    case "number":
      return String(value.v);
    case "bigint":
      return `${value.v}n`;
    case "regexp":
      return `/${value.source}/${value.flags}`;
    case "date":
      return `Date(${value.v})`;
    case "array":
      return `[${value.items.map((item) => (item === null ? "hole" : showValue(item))).join(", ")}]`;
    case "object":
      return `{${value.entries.map(([key, each]) => `${typeof key === "string" ? key : key.symbol}: ${showValue(each)}`).join(", ")}}`;
    case "map":
      return `Map(${value.entries.map(([key, each]) => `${showValue(key)} → ${showValue(each)}`).join(", ")})`;
    case "set":
      return `Set(${value.items.map(showValue).join(", ")})`;
    default:
      throw new Error(`a spec cannot write a value of kind ${value.t}`);
  }
}
