import type { Example } from "../plan/plan.ts";
import type { Check, Step } from "../spec/spec.ts";
import { checkStatement, isAwaited } from "./check-statement.ts";
import type { FileNames } from "./file-names.ts";
import { asStatement, renameIn, safeExpression, safeStatements } from "./user-code.ts";

/**
 * The steps of an example as statements, in order. The step whose value a check calls `the result` becomes
 * `const result = …`, a second one `const result2 = …`; one whose value nobody speaks of is a plain statement.
 */
export function stepStatements(
  steps: readonly Step[],
  { uses }: Pick<Example, "uses">,
  names: FileNames,
  width: number,
): string[] {
  const taken = new Set([
    ...uses.map(({ local }) => local),
    ...steps.flatMap((step) => (step.do === "run" ? step.declares : [])),
  ]);
  /** What `result` is called at this point. */
  let result = "result";
  return steps.flatMap((step, index) => {
    if (step.do === "check") return [checkStatement(withResult(step, result), names, width)];
    if (step.declares.includes("result")) result = "result";
    if (!step.isResult) return safeStatements(step.code, names.globalName);
    const code = safeExpression(withoutSemicolon(step.code), names.globalName);
    if (!untilNextResult(steps.slice(index + 1)).some(speaksOfResult)) return [asStatement(code)];
    const value = speaksOfResult(step) ? renamed(code, result) : code;
    result = freeName(taken);
    taken.add(result);
    return [`const ${result} = ${value};`];
  });
}

/** True when a test with these steps must be an async function. */
export function areAwaited(steps: readonly Step[]): boolean {
  return steps.some((step) => (step.do === "run" ? step.awaits : isAwaited(step)));
}

function untilNextResult(steps: readonly Step[]): readonly Step[] {
  const next = steps.findIndex(
    (step) => step.do === "run" && (step.isResult || step.declares.includes("result")),
  );
  // The next step may still use this one's value before it makes its own.
  return next === -1 ? steps : steps.slice(0, next + 1);
}

function speaksOfResult(step: Step): boolean {
  const names = step.do === "run" ? step.names : step.expression.names;
  return names.some(({ name }) => name === "result");
}

function withResult(check: Check, result: string): Check {
  if (!speaksOfResult({ do: "check", ...check })) return check;
  const { expression } = check;
  return { ...check, expression: { ...expression, source: renamed(expression.source, result) } };
}

function renamed(source: string, result: string): string {
  return result === "result" ? source : renameIn(source, "result", result);
}

function freeName(taken: ReadonlySet<string>): string {
  let name = "result";
  for (let number = 2; taken.has(name); number += 1) name = `result${number}`;
  return name;
}

function withoutSemicolon(code: string): string {
  return code.trim().replace(/;+$/u, "");
}
