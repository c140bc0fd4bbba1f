import type { Nodes } from "mdast";
import type { Node } from "oxc-parser";
import { readPlainCall } from "../../loop/plain-call.ts";
import { expressionShift, parseExpression } from "../../spec/javascript.ts";
import { nestsTooDeeply, parseMarkdown } from "../../spec/markdown.ts";
import { readValue } from "../../spec/read-value.ts";
import { sourceOf } from "./input-pool.ts";

/**
 * The calls of which a spec says that any result will do: `<!-- any: slugify("a--b") -->`, invisible to readers.
 * Each in one form, however it is written.
 */
export function anyCalls(text: string): ReadonlySet<string> {
  if (!text.includes("<!--") || nestsTooDeeply(text)) return new Set();
  const calls = new Set<string>();
  visit(parseMarkdown(text));
  return calls;

  function visit(node: Nodes): void {
    if (node.type === "html") {
      for (const [, said] of node.value.matchAll(/<!--\s*any:(.*?)-->/gs)) {
        const call = canonicalCall((said ?? "").trim());
        if (call !== null) calls.add(call);
      }
    }
    if ("children" in node) node.children.forEach(visit);
  }
}

/** A plain call written the one way; other calls of plain values as they are written; null for what is none. */
export function canonicalCall(source: string): string | null {
  const call = readPlainCall(source);
  if (call !== null) return `${call.name}(${sourceOf(call.args)})`;
  const parsed = parseExpression(source);
  return parsed.ok && isOfValues(parsed.node, source) ? source.trim() : null;
}

/** Calls of members, of what is made anew or awaited, side by side, with nothing but plain data as arguments. */
function isOfValues(node: Node, source: string): boolean {
  switch (node.type) {
    case "AwaitExpression":
      return isOfValues(node.argument, source);
    case "BinaryExpression":
      return node.operator === "|" && isOfValues(node.left, source) && isOfValues(node.right, source);
    case "MemberExpression":
      return !node.computed && isOfValues(node.object, source);
    case "CallExpression":
    case "NewExpression":
      return (
        (node.callee.type === "Identifier" || isOfValues(node.callee, source)) &&
        node.arguments.every(
          ({ start, end }) => readValue(source.slice(start - expressionShift, end - expressionShift)).ok,
        )
      );
    default:
      return false;
  }
}

/** The comment that says so. What would end it is written as an escape, which JavaScript reads the same. */
export function anyComment(call: string): string {
  return `<!-- any: ${call.replaceAll("-->", "--\\u003e").replaceAll("--!>", "--!\\u003e")} -->`;
}
