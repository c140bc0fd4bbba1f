import type { Expression as ExpressionNode } from "oxc-parser";
import { expressionShift } from "../../spec/javascript.ts";
import { readValue } from "../../spec/read-value.ts";
import type { Value } from "../../spec/value.ts";
import type { Answer } from "../report.ts";
import { parsedExpression } from "./parsed.ts";
import type { Given } from "./saboteur.ts";
import { threw } from "./saboteur.ts";

export interface Scope {
  /** Locals and variables whose value is known. */
  readonly values: ReadonlyMap<string, Given>;
  /** What stands in for the subject's exports, by the name that the example uses. Arguments: null is unknown. */
  readonly programs: ReadonlyMap<string, (args: readonly (Value | null)[]) => Given | null>;
}

/**
 * What an expression gives when the exports that it calls are the scope's programs. Nothing is run: literals,
 * calls of those programs, members of plain data, `await` and arithmetic are worked out on canonical values.
 *
 * @returns null for whatever else stands in it, and for what depends on it.
 */
export function evaluate(expression: { readonly source: string }, scope: Scope): Given | null {
  const node = parsedExpression(expression);
  return node === null ? null : worth(node, expression.source, expressionShift, scope);
}

/**
 * The same of a node that was parsed already.
 *
 * @param shift - how much greater the node's offsets are than those of the source.
 */
export function worth(node: ExpressionNode, source: string, shift: number, scope: Scope): Given | null {
  const inside = (inner: ExpressionNode) => worth(inner, source, shift, scope);
  switch (node.type) {
    case "Identifier":
      return scope.values.get(node.name) ?? literal(node, source, shift);
    case "CallExpression": {
      const program = node.callee.type === "Identifier" ? scope.programs.get(node.callee.name) : undefined;
      if (program === undefined) return null;
      const args: (Value | null)[] = [];
      for (const each of node.arguments) {
        if (each.type === "SpreadElement") return null;
        const given = inside(each);
        if (given?.gave === "threw") return given;
        args.push(given?.gave === "value" ? given.value : null);
      }
      return program(args);
    }
    case "AwaitExpression": {
      const given = inside(node.argument);
      return given?.gave === "promise" ? given.of : given;
    }
    case "MemberExpression": {
      const given = node.optional ? null : inside(node.object);
      if (given?.gave !== "value") return given?.gave === "threw" ? given : null;
      const key = keyOf(node);
      return key === null ? null : memberOf(given.value, key);
    }
    case "BinaryExpression": {
      if (node.left.type === "PrivateIdentifier") return null;
      const left = inside(node.left);
      if (left?.gave === "threw") return left;
      const right = inside(node.right);
      if (right?.gave === "threw") return right;
      return left?.gave === "value" && right?.gave === "value"
        ? calculated(left.value, node.operator, right.value)
        : null;
    }
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
      return inside(node.expression);
    default:
      return literal(node, source, shift);
  }
}

/** The key of a member access that is written out; null for a computed one. */
export function keyOf(node: Extract<ExpressionNode, { type: "MemberExpression" }>): string | null {
  const { property } = node;
  if (property.type === "PrivateIdentifier") return null;
  if (!node.computed) return property.type === "Identifier" ? property.name : null;
  return property.type === "Literal" &&
    (typeof property.value === "string" || typeof property.value === "number")
    ? String(property.value)
    : null;
}

function literal(node: ExpressionNode, source: string, shift: number): Answer | null {
  const read = readValue(source.slice(node.start - shift, node.end - shift));
  return read.ok ? { gave: "value", value: read.value } : null;
}

function memberOf(value: Value, key: string): Answer | null {
  if (value.t === "undefined" || value.t === "null") {
    return threw({
      name: "TypeError",
      message: `Cannot read properties of ${value.t} (reading '${key}')`,
    });
  }
  const own = ownMember(value, key);
  if (own !== undefined) return { gave: "value", value: own };
  const prototype = prototypes[value.t];
  return prototype === undefined || key in prototype ? null : { gave: "value", value: { t: "undefined" } };
}

function ownMember(value: Value, key: string): Value | undefined {
  switch (value.t) {
    case "string":
      if (key === "length") return { t: "number", v: String(value.v.length) };
      return /^\d+$/.test(key) && value.v[Number(key)] !== undefined
        ? { t: "string", v: value.v[Number(key)] ?? "" }
        : undefined;
    case "array":
      if (key === "length") return { t: "number", v: String(value.items.length) };
      return /^\d+$/.test(key) ? (value.items[Number(key)] ?? undefined) : undefined;
    case "object":
      return value.entries.find(([name]) => name === key)?.[1];
    default:
      return undefined;
  }
}

/** Where a member that a value has not got itself may come from. */
const prototypes: { readonly [T in Value["t"]]?: object } = {
  string: String.prototype,
  number: Number.prototype,
  boolean: Boolean.prototype,
  array: Array.prototype,
  object: Object.prototype,
};

function calculated(left: Value, operator: string, right: Value): Answer | null {
  if (left.t === "string" && right.t === "string" && operator === "+") {
    return { gave: "value", value: { t: "string", v: left.v + right.v } };
  }
  const calculate = operations[operator];
  if (left.t !== "number" || right.t !== "number" || calculate === undefined) return null;
  const number = calculate(Number(left.v), Number(right.v));
  return { gave: "value", value: { t: "number", v: Object.is(number, -0) ? "-0" : String(number) } };
}

const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
};
