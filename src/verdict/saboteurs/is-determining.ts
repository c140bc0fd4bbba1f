import type { Check, Expression } from "../../spec/spec.ts";
import { parsedExpression } from "./parsed.ts";

/**
 * Whether a property says what the export gives for every input: one side calls it with variables only, and the
 * other does not speak of it. `f(x)` is `x` does; `f(f(x))` is `f(x)` is a law that wrong programs may keep too.
 */
export function isDetermining(
  { expression, expectation }: Check,
  variables: readonly string[],
  locals: ReadonlySet<string>,
): boolean {
  if (expectation.is === "value") return isPlain(expression, variables, locals);
  if (expectation.is !== "expression") return false;
  const sides = [expression, expectation.expression] as const;
  return sides.some(
    (side, at) =>
      isPlain(side, variables, locals) && !sides[1 - at]?.names.some(({ name }) => locals.has(name)),
  );
}

function isPlain(expression: Expression, variables: readonly string[], locals: ReadonlySet<string>): boolean {
  const parsed = parsedExpression(expression);
  const node = parsed?.type === "AwaitExpression" ? parsed.argument : parsed;
  return (
    node?.type === "CallExpression" &&
    node.callee.type === "Identifier" &&
    locals.has(node.callee.name) &&
    node.arguments.every((each) => each.type === "Identifier" && variables.includes(each.name))
  );
}
