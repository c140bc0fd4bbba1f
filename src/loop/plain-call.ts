import { expressionShift, parseExpression } from "../spec/javascript.ts";
import { readValue } from "../spec/read-value.ts";
import type { Value } from "../spec/value.ts";

/** `name(values…)`, or null for any other expression. Arguments are read as data, never evaluated. */
export function readPlainCall(
  source: string,
): { readonly name: string; readonly args: readonly Value[] } | null {
  const parsed = parseExpression(source);
  if (!parsed.ok || parsed.node.type !== "CallExpression" || parsed.node.callee.type !== "Identifier")
    return null;
  const args: Value[] = [];
  for (const argument of parsed.node.arguments) {
    if (argument.type === "SpreadElement") return null;
    const read = readValue(source.slice(argument.start - expressionShift, argument.end - expressionShift));
    if (!read.ok) return null;
    args.push(read.value);
  }
  return { name: parsed.node.callee.name, args };
}
