import type { Node } from "oxc-parser";
import { childrenOf, expressionShift, parseExpression } from "../../spec/javascript.ts";
import { readValue } from "../../spec/read-value.ts";
import type { Value } from "../../spec/value.ts";
import { isUse } from "./variable-uses.ts";

/** By variable; one that is given nothing is not in it. */
export type Arguments = ReadonlyMap<string, Value>;

/**
 * What stands for the variables where an expression is a template with values put in: `f(n, 2)` and `f("a", 2)` give
 * `n` = `"a"`. Null where it is another expression, or something else than plain data stands there. Arguments are
 * read, never evaluated; those at the end may be missing where variables stand for them.
 */
export function readArguments(
  template: string,
  variables: ReadonlySet<string>,
  expression: string,
): Arguments | null {
  const [pattern, found] = [parseExpression(template), parseExpression(expression)];
  if (!pattern.ok || !found.ok) return null;
  const given = new Map<string, { readonly text: string; readonly value: Value }>();
  if (!isLike(pattern.node, null, found.node)) return null;
  return new Map([...given].map(([name, { value }]) => [name, value]));

  function isLike(one: Node, parent: Node | null, other: Node): boolean {
    if (isUse(one, parent) && variables.has(one.name)) return take(one.name, textOf(expression, other));
    if (one.type !== other.type) return false;
    const [ones, others] = [childrenOf(one), childrenOf(other)];
    // A leaf is its text, and so is what stands around the children: operators, brackets, names of no node.
    if (ones.length === 0) return textOf(template, one) === textOf(expression, other);
    const isCall = one.type === "CallExpression" || one.type === "NewExpression";
    const [missing, surplus] = [ones.slice(others.length), others.slice(ones.length)];
    if (surplus.length > 0 || (missing.length > 0 && !isCall) || !missing.every(isVariable)) return false;
    if (!isCall && !isSameAround(one, ones, other, others)) return false;
    return others.every((child, at) => isLike(ones[at] ?? child, one, child));
  }

  function isVariable(node: Node): boolean {
    return node.type === "Identifier" && variables.has(node.name);
  }

  function take(name: string, text: string): boolean {
    const read = readValue(text);
    if (!read.ok) return false;
    const before = given.get(name);
    given.set(name, { text, value: read.value });
    return before === undefined || before.text === text;
  }

  function isSameAround(one: Node, ones: readonly Node[], other: Node, others: readonly Node[]): boolean {
    return around(template, one, ones) === around(expression, other, others);
  }
}

function textOf(source: string, { start, end }: Node): string {
  return source.slice(start - expressionShift, end - expressionShift);
}

/** The text between a node's children, blanks left out. */
function around(source: string, { start, end }: Node, children: readonly Node[]): string {
  const ends = [start, ...children.map((child) => child.end)];
  const starts = [...children.map((child) => child.start), end];
  return starts
    .map((at, index) => source.slice((ends[index] ?? at) - expressionShift, at - expressionShift))
    .join("\0")
    .replaceAll(/\s+/g, "");
}
