import { compile } from "../../../src/plan/compile.ts";
import type { Example, Plan, Subject, SubjectUse } from "../../../src/plan/plan.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import type { Place, Spec, Step } from "../../../src/spec/spec.ts";
import type { Value } from "../../../src/spec/value.ts";

/** The plan of a spec's text; throws when it has errors, so that a test never looks at half a plan. */
export function planOf(
  text: string,
  { file = "specs/example.md", bins = [] as readonly string[] } = {},
): Plan {
  return planOfSpec(parseSpec(text, file), { bins });
}

/** The same of a spec that has been read. */
export function planOfSpec(spec: Spec, { bins = [] as readonly string[] } = {}): Plan {
  const around = { packageName: null, bins, modules: new Map(), specsFolder: "specs", defaultSubjects: [] };
  const plan = compile(spec, around);
  const errors = plan.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0)
    throw new Error(errors.map(({ place, message }) => `${place.line}: ${message}`).join("\n"));
  return plan;
}

export const place: Place = { line: 1, column: 1, endLine: 1, endColumn: 1, offset: 0, endOffset: 0 };

/** An example of one `steps` test, for what no spec can say or only with difficulty. */
export function exampleOf(steps: readonly Step[], rest: Partial<Example> = {}): Example {
  return {
    id: "example",
    kind: "snippet",
    requirement: "r",
    place,
    title: "an example",
    text: "text",
    input: "",
    likeness: "",
    body: { is: "steps", steps },
    uses: [],
    illTyped: false,
    ...rest,
  };
}

/** A check that `source` equals the value. */
export function valueCheck(source: string, value: Value): Extract<Step, { do: "check" }> {
  return {
    do: "check",
    place,
    expression: { source, place, awaits: false, hasCall: false, names: [] },
    via: "value",
    expectation: { is: "value", value, source: "" },
  };
}

export function planWith(examples: readonly Example[], rest: Partial<Plan> = {}): Plan {
  return {
    spec: "specs/example.md",
    title: "Example",
    draft: false,
    subjects: [],
    requirements: [{ id: "r", title: "R", path: ["R"], place, manual: null, examples }],
    diagnostics: [],
    ...rest,
  };
}

export function subjectWith(uses: readonly SubjectUse[], rest: Partial<Subject> = {}): Subject {
  return { path: "src/example.ts", exists: false, exports: null, uses, ...rest };
}

export function useOf(exported: string, rest: Partial<SubjectUse> = {}): SubjectUse {
  return {
    exported,
    local: exported,
    as: "function",
    params: [],
    required: 0,
    members: [],
    isAsync: false,
    ...rest,
  };
}
