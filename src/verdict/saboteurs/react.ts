import { readValue } from "../../spec/read-value.ts";
import type { Example, ExampleUse } from "../../plan/plan.ts";
import type { Check, Expectation, Step } from "../../spec/spec.ts";
import type { Value } from "../../spec/value.ts";
import { seedOf } from "../../suite/seed.ts";
import type { DrawInputs } from "../judge-programs.ts";
import type { JudgeAnswer } from "../judge.ts";
import { meets } from "../meets.ts";
import type { Answer } from "../report.ts";
import type { Scope } from "./evaluate.ts";
import { evaluate, worth } from "./evaluate.ts";
import { isDetermining } from "./is-determining.ts";
import { isQuickPattern } from "./quick-pattern.ts";
import { parsedCode } from "./parsed.ts";
import type { Given, Saboteur } from "./saboteur.ts";
import { perform } from "./saboteur.ts";

/**
 * What an example does to a saboteur. `demanded`: the example is a property that says, for every input, just what
 * the saboteur does, so it is no wrong program. `undecided`: it cannot be told without running code.
 */
export type Reaction = "survives" | "killed" | "undecided" | "demanded";

/** One export and the name that an example gives it. */
export interface Target {
  readonly subject: string;
  readonly exported: string;
  /** Its examples await it, so what stands in for it gives promises. */
  readonly isAsync: boolean;
}

/**
 * What one example does to the saboteur of an export, all other exports being right.
 *
 * @param draw - inputs of properties; none means that no property is decided.
 */
export function react(example: Example, saboteur: Saboteur, target: Target, draw: DrawInputs): Reaction {
  const program = programFor(saboteur, target.isAsync);
  const programs = new Map([...localsOf(example, target)].map((local) => [local, program]));
  return reactTo(example, programs, draw);
}

/** What a saboteur gives for its arguments; as a promise where its examples await it. */
export function programFor(
  saboteur: Saboteur,
  isAsync: boolean,
): (args: readonly (Value | null)[]) => Given | null {
  return (args) => {
    const given = perform(saboteur, args);
    return given === null || !isAsync ? given : { gave: "promise", of: given };
  };
}

/**
 * What one example does to wrong programs in the places of several exports.
 *
 * @param programs - by the name that the example gives each export.
 */
export function reactTo(example: Example, programs: Scope["programs"], draw: DrawInputs): Reaction {
  const locals = new Set(programs.keys());
  const { body } = example;
  switch (body.is) {
    case "steps":
      return reactSteps(body.steps, programs);
    case "property": {
      const runs = draw(body.variables, seedOf(example.id));
      const names = body.variables.map(({ name }) => name);
      const reaction = reactProperty(names, body.check, runs, programs);
      return reaction === "survives" && isDetermining(body.check, names, locals) ? "demanded" : reaction;
    }
    case "console":
    case "unbound":
      return "undecided";
  }
}

/** Names that the export has in this example. */
export function localsOf({ uses }: Example, { subject, exported }: Target): ReadonlySet<string> {
  const isIt = (use: ExampleUse) => use.subject === subject && use.exported === exported;
  return new Set(uses.filter(isIt).map(({ local }) => local));
}

function reactSteps(steps: readonly Step[], programs: Scope["programs"]): Reaction {
  const values = new Map<string, Given>();
  const ownNames = new Set([...programs.keys(), "result"]);
  const isAbout = (names: readonly { readonly name: string }[]) =>
    names.some(({ name }) => ownNames.has(name));
  let isUndecided = false;
  let isCalledBefore = false;
  for (const step of steps) {
    if (step.do === "run") {
      const ran = runStep(step, { values, programs });
      if (ran === "threw") return "killed";
      if (isAbout(step.names)) {
        isCalledBefore = true;
        if (ran === "unknown") isUndecided = true;
      }
      for (const name of step.declares) ownNames.add(name);
      continue;
    }
    if (!isAbout(step.expression.names)) {
      // It may have been called for its effect, and this looks at that.
      if (isCalledBefore) isUndecided = true;
      continue;
    }
    const given = evaluate(step.expression, { values, programs });
    const met = given === null ? null : isMet(given, step);
    if (met === false) return "killed";
    if (met === null) isUndecided = true;
  }
  return isUndecided ? "undecided" : "survives";
}

/** Does what declarations and a result's expression say, as far as they can be worked out. */
function runStep(
  step: Extract<Step, { do: "run" }>,
  scope: { readonly values: Map<string, Given>; readonly programs: Scope["programs"] },
): "ran" | "threw" | "unknown" {
  const program = parsedCode(step);
  if (program === null) return "unknown";
  for (const statement of program.body) {
    const found =
      statement.type === "VariableDeclaration"
        ? statement.declarations.map(({ id, init }) => ({
            name: id.type === "Identifier" ? id.name : null,
            node: init,
          }))
        : statement.type === "ExpressionStatement" && step.isResult
          ? [{ name: "result", node: statement.expression }]
          : [];
    if (found.length === 0) return "unknown";
    for (const { name, node } of found) {
      const given = name === null || node === null ? null : worth(node, step.code, 0, scope);
      if (given === null || name === null) return "unknown";
      if (given.gave === "threw") return "threw";
      scope.values.set(name, given);
    }
  }
  return "ran";
}

function reactProperty(
  names: readonly string[],
  check: Check,
  runs: readonly (readonly string[])[],
  programs: Scope["programs"],
): Reaction {
  const { expectation } = check;
  for (const run of runs) {
    const values = new Map<string, Given>();
    for (const [at, name] of names.entries()) {
      const read = readValue(run[at] ?? "");
      if (!read.ok) return "undecided";
      values.set(name, { gave: "value", value: read.value });
    }
    const scope = { values, programs };
    const given = evaluate(check.expression, scope);
    const other = expectation.is === "expression" ? evaluate(expectation.expression, scope) : null;
    if (given === null || (expectation.is === "expression" && other === null)) return "undecided";
    const met = isMet(given, check, other);
    if (met !== true) return met === false ? "killed" : "undecided";
  }
  return runs.length === 0 ? "undecided" : "survives";
}

/** Whether the check is content; null when only a pattern could tell that may take long. */
export function isMet(given: Given, check: Check, other: Given | null = null): boolean | null {
  // One that awaits a promise wants one.
  if (check.via !== "value" && given.gave !== "promise") return false;
  const settled = check.via !== "value" && given.gave === "promise" ? given.of : given;
  const answer = answerOf(settled);
  if (needsSlowPattern(answer, check.expectation)) return null;
  return meets(answer, check, other === null ? undefined : answerOf(other)).ok;
}

function needsSlowPattern({ gave, value }: JudgeAnswer, expectation: Expectation): boolean {
  if (expectation.is === "matches") {
    return gave === "value" && value.t === "string" && !isQuickPattern(expectation.pattern, value.v);
  }
  return (
    expectation.is === "throws" &&
    expectation.error.pattern !== undefined &&
    gave === "threw" &&
    value.t === "error" &&
    !isQuickPattern(expectation.error.pattern, value.message)
  );
}

function answerOf(given: Given): JudgeAnswer {
  if (given.gave === "promise") return { gave: "value", value: { t: "promise" }, classes: ["Promise"] };
  return { ...given, classes: classesOf(given) };
}

/** Class names in the prototype chain of plain data, as the judge's child tells them. */
function classesOf({ value }: Answer): readonly string[] {
  switch (value.t) {
    case "array":
      return [value.class ?? "Array"];
    case "date":
      return ["Date"];
    case "map":
      return ["Map"];
    case "set":
      return ["Set"];
    case "regexp":
      return ["RegExp"];
    case "error":
      return value.classes;
    default:
      return [];
  }
}
