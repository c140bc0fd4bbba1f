import type { Node } from "oxc-parser";
import { parseExpression, parseProgram } from "./javascript.ts";
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
  const written = readExpression(source, place);
  if (!written.ok) return readParameterList(source, place);
  if (unwrap(written.node) === null) return null;
  const defaults = defaultsOf(written);
  const call = defaults.length === 0 ? written : withoutDefaults(written, defaults, place);
  if (!call.ok) return null;
  const optional = new Set([...defaults.map((each) => each.name), ...spreadNames(call)]);
  const used = call.found.occurrences.filter(
    (each) => isVariableUse(each) && !standardGlobals.has(each.name),
  );
  const distinct = [...new Set(used.map((each) => each.name))];
  return { call, parameters: distinct.map((name) => ({ name, optional: optional.has(name) })) };
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

interface Default {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** `f(a, b = 1)` reads as an expression that assigns; in a signature it is a default. */
function defaultsOf({ expression, found }: Extract<ReadExpression, { ok: true }>): Default[] {
  return found.calls.flatMap((call) =>
    call.arguments.flatMap(({ start, end, name }) => {
      if (name !== null) return [];
      const argument = parseExpression(expression.source.slice(start, end));
      if (!argument.ok || argument.node.type !== "AssignmentExpression") return [];
      const { left, operator } = argument.node;
      return operator === "=" && left.type === "Identifier" ? [{ name: left.name, start, end }] : [];
    }),
  );
}

function withoutDefaults(
  { expression }: Extract<ReadExpression, { ok: true }>,
  defaults: readonly Default[],
  place: Place,
): ReadExpression {
  let source = "";
  let at = 0;
  for (const { name, start, end } of defaults.toSorted((a, b) => a.start - b.start)) {
    source += expression.source.slice(at, start) + name;
    at = end;
  }
  return readExpression(source + expression.source.slice(at), place);
}

/** A rest parameter may get nothing. */
function spreadNames({ expression, found }: Extract<ReadExpression, { ok: true }>): string[] {
  return found.calls.flatMap((call) =>
    call.arguments.flatMap(({ start, name }) =>
      name !== null && expression.source.startsWith("...", start) ? [name] : [],
    ),
  );
}
