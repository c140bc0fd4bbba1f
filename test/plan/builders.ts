import type { ModuleFacts, Surroundings } from "../../src/plan/plan.ts";
import { readCode, readExpression } from "../../src/spec/read-expression.ts";
import type {
  Check,
  ConsoleBlock,
  ErrorPattern,
  Expectation,
  Expression,
  Import,
  Place,
  PropertyBlock,
  RowBlock,
  ScenarioBlock,
  Section,
  SentenceBlock,
  SnippetBlock,
  Spec,
  Step,
} from "../../src/spec/spec.ts";
import type { Value } from "../../src/spec/value.ts";

/** A place on one line; the offset only keeps the order of lines. */
function at(line: number, column = 1): Place {
  return {
    line,
    column,
    endLine: line,
    endColumn: column + 1,
    offset: line * 1000,
    endOffset: line * 1000 + 1,
  };
}

export function around(given: Partial<Surroundings> = {}): Surroundings {
  return {
    packageName: "shop",
    bins: ["slugify"],
    modules: new Map(),
    specsFolder: "specs",
    defaultSubjects: [],
    ...given,
  };
}

export function exporting(...exports: string[]): ModuleFacts {
  return { state: "read", exports, open: false };
}

interface SpecParts {
  readonly file?: string;
  readonly title?: string | null;
  readonly subjects?: readonly string[];
  readonly draft?: boolean;
  readonly sections?: readonly SectionParts[];
  readonly imports?: readonly Import[];
}

interface SectionParts {
  /** Depth and text; none for what stands before the first heading. */
  readonly heading?: readonly [depth: number, text: string];
  readonly blocks?: Section["blocks"];
  readonly normative?: readonly string[];
  readonly manual?: string;
  readonly pinned?: string;
  readonly line?: number;
}

/** A spec with one section for each heading; parents and paths come from the depths. */
export function spec(parts: SpecParts = {}): Spec {
  const { file = "specs/slugify.md", title = "Slugify", subjects = ["../src/slugify.ts"] } = parts;
  const sections: Section[] = [];
  const preamble: SectionParts = {};
  const h1: SectionParts[] = title === null ? [] : [{ heading: [1, title], line: 4 }];
  for (const [index, each] of [preamble, ...h1, ...(parts.sections ?? [])].entries()) {
    const depth = each.heading?.[0] ?? 0;
    const parent = sections.findLast((other) => (other.heading?.depth ?? 0) < depth);
    const text = each.heading?.[1] ?? "";
    const line = each.line ?? 10 * index;
    sections.push({
      index,
      parent: parent?.index ?? null,
      heading: each.heading === undefined ? null : { text, depth, place: at(line) },
      path: depth <= 1 ? [] : [...(parent?.path ?? []), text],
      isScenario: text.startsWith("Scenario:"),
      pinnedId: each.pinned === undefined ? null : { id: each.pinned, place: at(line + 1) },
      manual: each.manual ?? null,
      normative: (each.normative ?? []).map((sentence) => ({ text: sentence, place: at(line + 2) })),
      isRequirementTitle: /^Requirement( \d+)?:/u.test(text),
      blocks: each.blocks ?? [],
    });
  }
  return {
    file,
    text: "",
    title,
    frontMatter: {
      subjects: subjects.map((path) => ({ path, place: at(2) })),
      draft: parts.draft ?? false,
      dialect: null,
    },
    sections,
    imports: parts.imports ?? [],
    questions: [],
    dialect: "greenbar",
    isNamedByFolder: false,
    diagnostics: [],
  };
}

export function importing(
  from: string,
  names: Partial<Pick<Import, "names" | "default" | "namespace">>,
): Import {
  return { from, place: at(6), names: [], default: null, namespace: null, ...names };
}

function expression(source: string, line = 20): Expression {
  const read = readExpression(source, at(line));
  if (!read.ok) throw new Error(`not an expression: ${source}`);
  return read.expression;
}

/** `f(1)` and what is expected of it: a JSON value, or an expectation as it is. */
function check(source: string, expected: unknown, line = 20, via: Check["via"] = "value"): Check {
  return { place: at(line), expression: expression(source, line), via, expectation: expectation(expected) };
}

export function throws(error: ErrorPattern = {}): Expectation {
  return { is: "throws", error, source: "throws" };
}

function isExpectation(expected: unknown): expected is Expectation {
  return typeof expected === "object" && expected !== null && "is" in expected;
}

function expectation(expected: unknown): Expectation {
  if (isExpectation(expected)) return expected;
  return { is: "value", value: valueOf(expected), source: JSON.stringify(expected) };
}

export function valueOf(json: unknown): Value {
  if (json === null) return { t: "null" };
  if (Array.isArray(json)) return { t: "array", items: json.map(valueOf) };
  switch (typeof json) {
    case "string":
      return { t: "string", v: json };
    case "number":
      return { t: "number", v: String(json) };
    case "boolean":
      return { t: "boolean", v: json };
    case "undefined":
      return { t: "undefined" };
    case "object":
      return {
        t: "object",
        class: "Object",
        entries: Object.entries(json).map(([key, v]) => [key, valueOf(v)]),
      };
    default:
      throw new Error(`no JSON: a ${typeof json}`);
  }
}

function base(line: number, text: string, pinned?: string) {
  return {
    place: at(line),
    text,
    pinnedId: pinned === undefined ? null : { id: pinned, place: at(line) },
  };
}

interface RowParts {
  readonly line?: number;
  readonly note?: string;
  readonly table?: number;
  readonly pinned?: string;
}

export function row(source: string, expected: unknown, parts: RowParts = {}): RowBlock {
  const { line = 20, note = "", table = 0, pinned } = parts;
  return {
    kind: "row",
    ...base(line, `| ${source} | ${JSON.stringify(expected)} |`, pinned),
    notes: [["why", note]],
    table,
    checks: [check(source, expected, line)],
  };
}

export function sentence(
  source: string,
  expected: unknown,
  line = 20,
  via: Check["via"] = "value",
): SentenceBlock {
  return {
    kind: "sentence",
    ...base(line, `\`${source}\` is \`${JSON.stringify(expected)}\`.`),
    check: check(source, expected, line, via),
    note: null,
  };
}

/** Statements as text, or `[expression, expected]`. */
type StepParts = string | readonly [source: string, expected: unknown];

export function steps(...given: readonly StepParts[]): Step[] {
  return given.flatMap((each, index): Step[] => {
    if (typeof each !== "string") return [{ do: "check", ...check(each[0], each[1], 20 + index) }];
    const read = readCode(each);
    if (!read.ok) throw new Error(`no statements: ${each}`);
    return read.statements.map((statement) => ({
      do: "run",
      place: at(20 + index),
      code: statement.code,
      declares: statement.declares,
      names: statement.names,
      isResult: false,
      awaits: statement.awaits,
    }));
  });
}

export function snippet(...given: readonly StepParts[]): SnippetBlock {
  return { kind: "snippet", ...base(20, "```ts …```"), steps: steps(...given) };
}

export function scenario(
  title: string | null,
  given: readonly Step[],
  unbound: readonly string[] = [],
): ScenarioBlock {
  return {
    kind: "scenario",
    ...base(20, "- Given …"),
    title,
    steps: given,
    unboundSteps: unbound.map((text) => ({ text, place: at(21) })),
  };
}

export function property(variable: string, source: string, other: string): PropertyBlock {
  return {
    kind: "property",
    ...base(20, `For any \`${variable}: string\`, \`${source}\` is \`${other}\`.`),
    variables: [{ name: variable, type: { of: "string" } }],
    check: check(source, { is: "expression", expression: expression(other), source: other }),
  };
}

export function shell(...commands: readonly string[]): ConsoleBlock {
  return {
    kind: "console",
    ...base(20, "```console …```"),
    commands: commands.map((command) => ({
      place: at(21),
      command,
      program: command.split(" ")[0] ?? "",
      output: [],
      status: 0,
    })),
  };
}
