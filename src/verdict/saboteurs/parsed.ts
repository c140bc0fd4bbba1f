import type { Expression as ExpressionNode, Program } from "oxc-parser";
import { parseExpression, parseProgram } from "../../spec/javascript.ts";

/** The tree of an expression, null when it does not parse. Many programs are put to it: it is read once. */
export function parsedExpression(expression: { readonly source: string }): ExpressionNode | null {
  const before = expressions.get(expression);
  if (before !== undefined) return before;
  const parsed = parseExpression(expression.source);
  const node = parsed.ok ? parsed.node : null;
  expressions.set(expression, node);
  return node;
}

/** The tree of a step's statements, null when they do not parse; read once. */
export function parsedCode(step: { readonly code: string }): Program | null {
  const before = programs.get(step);
  if (before !== undefined) return before;
  const parsed = parseProgram(step.code);
  const program = parsed.ok ? parsed.program : null;
  programs.set(step, program);
  return program;
}

const expressions = new WeakMap<object, ExpressionNode | null>();
const programs = new WeakMap<object, Program | null>();
