import type { Node } from "oxc-parser";
import { expressionShift, parseExpression } from "../../spec/javascript.ts";

/** A call as a sentence writes it, cut around its arguments: `slugify("A").length` is `slugify(`, `"A"`, `).length`. */
export interface SentenceCall {
  readonly before: string;
  readonly given: readonly string[];
  readonly behind: string;
  /** The name that is called, when it is a plain one. */
  readonly callee: string | null;
}

/**
 * Cuts an expression around the arguments of the outermost call that has any, else of the outermost one. Null when
 * it is no call, or hands on a list with `...`.
 */
export function sentenceCall(source: string): SentenceCall | null {
  const parsed = parseExpression(source);
  if (!parsed.ok) return null;
  const calls = callsOn(parsed.node);
  const call = calls.find((each) => each.arguments.length > 0) ?? calls[0];
  if (call === undefined || call.arguments.some(({ type }) => type === "SpreadElement")) return null;
  const cut = (from: number, to?: number) =>
    source.slice(from - expressionShift, to === undefined ? undefined : to - expressionShift);
  const first = call.arguments[0];
  const end = call.end - ")".length;
  const open = first?.start ?? end;
  // `new X` has no brackets to write into.
  if (cut(end, call.end) !== ")") return null;
  return {
    before: cut(expressionShift, open),
    given: call.arguments.map((each) => cut(each.start, each.end)),
    behind: cut(end),
    callee: call.callee.type === "Identifier" ? call.callee.name : null,
  };
}

type Call = Extract<Node, { type: "CallExpression" | "NewExpression" }>;

/** The calls that an expression is made of from outside in, those in arguments left out. */
function callsOn(node: Node): Call[] {
  switch (node.type) {
    case "AwaitExpression":
      return callsOn(node.argument);
    case "ChainExpression":
    case "TSNonNullExpression":
      return callsOn(node.expression);
    case "MemberExpression":
      return callsOn(node.object);
    case "CallExpression":
    case "NewExpression":
      return [node, ...callsOn(node.callee)];
    default:
      return [];
  }
}
