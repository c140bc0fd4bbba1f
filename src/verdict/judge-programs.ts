import type { Example, ExampleBody } from "../plan/plan.ts";
import type { Check, PropertyVariable, Step } from "../spec/spec.ts";
import { seedOf } from "../suite/seed.ts";
import type { JudgeProgram, JudgeStep } from "./judge.ts";

/** Source text of one literal for each variable, for each run of a property. */
export type DrawInputs = (
  variables: readonly PropertyVariable[],
  seed: number,
) => readonly (readonly string[])[];

export interface Judged {
  readonly example: Example;
  /** Null when the child cannot be asked: an unbound example, or one of the console. */
  readonly program: JudgeProgram | null;
  /** What each answer of the program is held against, in order. */
  readonly questions: readonly Question[];
}

export interface Question {
  readonly check: Check;
  /** Answers that it takes: two where a property compares two expressions. */
  readonly answers: 1 | 2;
  /** `title = "a b", n = 3`: the inputs of one run of a property; null for other examples. */
  readonly inputs: string | null;
}

/**
 * What the judge's child is asked of each example, and what the parent then holds the answers against. A
 * program carries expressions and inputs only: no expected value, no title, note or id; its key is its index.
 * For a property the inputs are drawn here, and both sides are expressions that the child is asked: weaker
 * evidence, since the code under test answers for both.
 */
export function judgePrograms(examples: readonly Example[], draw: DrawInputs): readonly Judged[] {
  return examples.map((example, key) => {
    const asked = askedOf(example.body, example.id, draw);
    if (asked === null) return { example, program: null, questions: [] };
    const { steps, questions } = asked;
    return { example, program: { key, uses: example.uses, steps }, questions };
  });
}

interface Asked {
  readonly steps: readonly JudgeStep[];
  readonly questions: readonly Question[];
}

function askedOf(body: ExampleBody, id: string, draw: DrawInputs): Asked | null {
  switch (body.is) {
    case "steps":
      return {
        steps: body.steps.map(judgeStep),
        questions: body.steps.flatMap((step) =>
          step.do === "check" ? [{ check: step, answers: 1 as const, inputs: null }] : [],
        ),
      };
    case "property":
      return askedOfProperty(body.variables, body.check, draw(body.variables, seedOf(id)));
    case "console":
    case "unbound":
      return null;
  }
}

function judgeStep(step: Step): JudgeStep {
  return step.do === "run"
    ? { do: "run", code: step.code, isResult: step.isResult }
    : { do: "ask", source: step.expression.source, via: step.via };
}

function askedOfProperty(
  variables: readonly PropertyVariable[],
  check: Check,
  runs: readonly (readonly string[])[],
): Asked {
  const { expectation } = check;
  const names = variables.map(({ name }) => name).join(", ");
  const apply = (source: string, awaits: boolean, values: readonly string[]): string =>
    awaits
      ? `await (async (${names}) => (\n${source}\n))(${values.join(", ")})`
      : `((${names}) => (\n${source}\n))(${values.join(", ")})`;
  const ask = (
    { source, awaits }: Check["expression"],
    values: readonly string[],
    via: Check["via"],
  ): JudgeStep => ({
    do: "ask",
    source: apply(source, awaits, values),
    via,
  });
  return {
    steps: runs.flatMap((values) => [
      ask(check.expression, values, check.via),
      ...(expectation.is === "expression" ? [ask(expectation.expression, values, "value")] : []),
    ]),
    questions: runs.map((values) => ({
      check,
      answers: expectation.is === "expression" ? 2 : 1,
      inputs: variables.map(({ name }, index) => `${name} = ${values[index] ?? ""}`).join(", "),
    })),
  };
}
