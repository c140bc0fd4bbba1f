import type { Node } from "oxc-parser";
import { childrenOf, expressionShift, parseExpression } from "../../spec/javascript.ts";

/** True where a name stands for a value: not as a property's name, in `x.n` or `{ n: 1 }`. */
export function isUse(node: Node, parent: Node | null): node is Extract<Node, { type: "Identifier" }> {
  if (node.type !== "Identifier") return false;
  if (parent?.type === "MemberExpression") return parent.object === node || parent.computed;
  if (parent?.type === "Property") return parent.value === node && !parent.shorthand;
  return true;
}

/**
 * An expression with texts put in for variables; an argument at the end for which the text is empty is left out with
 * its comma.
 */
export function putIn(source: string, texts: ReadonlyMap<string, string>): string {
  const parsed = parseExpression(source);
  if (!parsed.ok) return source;
  const uses: { readonly start: number; readonly end: number; readonly put: string }[] = [];
  visit(parsed.node, null);
  let text = source;
  for (const { start, end, put } of uses.toSorted((a, b) => b.start - a.start)) {
    const before = text.slice(0, start - expressionShift);
    text = (put === "" ? before.replace(/,\s*$/, "") : before) + put + text.slice(end - expressionShift);
  }
  return text;

  function visit(node: Node, parent: Node | null): void {
    const put = isUse(node, parent) ? texts.get(node.name) : undefined;
    if (put !== undefined) uses.push({ start: node.start, end: node.end, put });
    for (const child of childrenOf(node)) visit(child, node);
  }
}
