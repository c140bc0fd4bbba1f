import type { Node } from "oxc-parser";
import { parseProgram } from "./javascript.ts";
import { type ReadExpression, readExpression } from "./read-expression.ts";
import { isVariableUse } from "./row-template.ts";
import type { CallSignature, Place } from "./spec.ts";
import { standardGlobals } from "./standard-globals.ts";

/** A call whose parameters the headers of a table may name. */
export interface Signature {
  /** The call with its parameters as arguments, `add(a, b)`. */
  readonly call: Extract<ReadExpression, { ok: true }>;
  readonly parameters: readonly Parameter[];
}

export interface Parameter {
  readonly name: string;
  /** May be left out when nothing is given behind it. */
  readonly optional: boolean;
}

/**
 * Reads the code span of a `Call:` paragraph or of a heading: a call with names for arguments, or with a
 * parameter list as TypeScript writes it (`pad(text, width?, fill = " ")`). Null when it is neither.
 */
export function readSignature(source: string, place: Place): Signature | null {
  const call = readExpression(source, place);
  if (!call.ok) return readParameterList(source, place);
  const node = unwrap(call.node);
  if (node === null) return null;
  if (node.arguments.some(isDefault)) return readParameterList(source, place);
  const names = node.arguments.map((each) => plainName(each));
  if (names.every((name) => name !== null)) {
    const spread = node.arguments.map((each) => each.type === "SpreadElement");
    return {
      call,
      parameters: names.map((name, index) => ({ name, optional: spread[index] === true })),
    };
  }
  const used = call.found.occurrences.filter(
    (each) => isVariableUse(each) && !standardGlobals.has(each.name),
  );
  const distinct = [...new Set(used.map((each) => each.name))];
  return { call, parameters: distinct.map((name) => ({ name, optional: false })) };
}

/** The plain names that an expression calls, with the parameters that it writes for them. */
export function signaturesOf(
  call: Extract<ReadExpression, { ok: true }>,
  parameters: readonly Parameter[],
): CallSignature[] {
  const optional = new Set(parameters.filter((each) => each.optional).map((each) => each.name));
  return call.found.calls.flatMap((each) =>
    each.callee === null
      ? []
      : [
          {
            name: each.callee,
            parameters: each.arguments.map(({ name }) => ({
              name,
              optional: name !== null && optional.has(name),
            })),
          },
        ],
  );
}

function readParameterList(source: string, place: Place): Signature | null {
  const open = source.indexOf("(");
  if (open < 0) return null;
  const parsed = parseProgram(`async function _${source.slice(open)} {}`);
  const [declaration, surplus] = parsed.ok ? parsed.program.body : [];
  if (surplus !== undefined || declaration?.type !== "FunctionDeclaration") return null;
  if (declaration.body?.body.length !== 0) return null;
  const parameters: Parameter[] = [];
  const given: string[] = [];
  for (const node of declaration.params) {
    const parameter = readParameter(node);
    if (parameter === null) return null;
    parameters.push(parameter);
    given.push(node.type === "RestElement" ? `...${parameter.name}` : parameter.name);
  }
  const call = readExpression(`${source.slice(0, open).trim()}(${given.join(", ")})`, place);
  if (!call.ok || unwrap(call.node) === null) return null;
  return { call, parameters };
}

function readParameter(node: Node): Parameter | null {
  if (node.type === "Identifier")
    return { name: node.name, optional: (node as { readonly optional?: boolean }).optional === true };
  const inner =
    node.type === "AssignmentPattern" ? node.left : node.type === "RestElement" ? node.argument : null;
  return inner?.type === "Identifier" ? { name: inner.name, optional: true } : null;
}

type Call = Extract<Node, { type: "CallExpression" | "NewExpression" }>;

function unwrap(node: Node): Call | null {
  if (node.type === "AwaitExpression") return unwrap(node.argument);
  if (node.type === "ChainExpression") return unwrap(node.expression);
  return node.type === "CallExpression" || node.type === "NewExpression" ? node : null;
}

function plainName(argument: Node): string | null {
  const node = argument.type === "SpreadElement" ? argument.argument : argument;
  return node.type === "Identifier" && !standardGlobals.has(node.name) ? node.name : null;
}

/** `f(a, b = 1)` reads as an expression that assigns; in a signature it is a default. */
function isDefault(argument: Node): boolean {
  return argument.type === "AssignmentExpression" && argument.operator === "=";
}
