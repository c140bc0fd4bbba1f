import type { Check, Expectation, Expression } from "../spec/spec.ts";
import { expressionPiece } from "./expression-piece.ts";
import type { FileNames } from "./file-names.ts";
import type { Piece } from "./layout.ts";
import { flat } from "./layout.ts";
import { literalPiece, regexpLiteral } from "./literal.ts";
import type { CallChain } from "./statement.ts";
import { callStatement } from "./statement.ts";
import { stringLiteral } from "./string-literal.ts";
import { asArrowBody, asOperand } from "./user-code.ts";

/**
 * A check as one statement, with the matcher that a person would choose and that means exactly what the judge
 * means: `toBe` for primitives (it is `Object.is`), `toStrictEqual` for the rest, and a helper where no matcher
 * of Vitest says the same.
 *
 * @param width - columns that the statement's lines may take.
 */
export function checkStatement(check: Check, names: FileNames, width: number): string {
  const { expectation } = check;
  if (expectation.is === "throws") return throwStatement(check, expectation, names, width);
  const actual = actualOf(check, names);
  const call = matchers[expectation.is](expectation as never, actual, names);
  return callStatement({ lead: "", ...call }, width);
}

/** True when the check's test must be an async function. */
export function isAwaited({ expression, expectation, via }: Check): boolean {
  return (
    expression.awaits || via !== "value" || (expectation.is === "expression" && expectation.expression.awaits)
  );
}

type Call = Omit<CallChain, "lead">;
type Matched = Exclude<Expectation, { is: "throws" }>;

type Matchers = {
  readonly [K in Matched["is"]]: (
    expected: Extract<Matched, { is: K }>,
    actual: Piece,
    names: FileNames,
  ) => Call;
};

const matchers: Matchers = {
  value: ({ value }, actual, names) => {
    const isPrimitive = ["undefined", "null", "boolean", "string", "number", "bigint"].includes(value.t);
    return expects(names, [actual], isPrimitive ? ".toBe" : ".toStrictEqual", [
      literalPiece(value, names.globalName),
    ]);
  },
  // Either side may be of any kind; on primitives the two matchers agree.
  expression: ({ expression }, actual, names) =>
    expects(names, [actual], ".toStrictEqual", [expressionText(expression, names)]),
  matches: ({ pattern }, actual, names) =>
    expects(names, [actual], ".toMatch", [regexpLiteral(pattern, names.globalName)]),
  contains: ({ value }, actual, names) => {
    const part = literalPiece(value, names.globalName);
    if (value.t === "string") return expects(names, [actual], ".toContain", [part]);
    return { callee: names.ours.expectContains, args: [actual, part], method: null, methodArgs: [] };
  },
  about: ({ value, digits }, actual, names) => {
    const number = literalPiece({ t: "number", v: Object.is(value, -0) ? "-0" : String(value) });
    return expects(names, [`${names.ours.numberOf}(${flat(actual)})`], ".toBeCloseTo", [
      number,
      String(digits),
    ]);
  },
  a: ({ type }, actual, names) => kindCall(type, actual, names),
};

const typeofNames = new Set(["undefined", "boolean", "string", "number", "bigint", "symbol", "function"]);

function kindCall(type: string, actual: Piece, names: FileNames): Call {
  if (type === "null") return expects(names, [actual], ".toBe", ["null"]);
  if (type === "array") return expects(names, [actual], ".toSatisfy", [`${names.globals.Array}.isArray`]);
  if (type === "integer")
    return expects(names, [actual], ".toSatisfy", [`${names.globals.Number}.isInteger`]);
  if (type === "object") {
    const test = '(value) => typeof value === "object" && value !== null';
    return expects(names, [actual], ".toSatisfy", [test]);
  }
  if (type === "Object") return expects(names, [actual], ".toBeInstanceOf", [names.globals.Object]);
  if (type === "Function") return expects(names, [actual], ".toBeTypeOf", ['"function"']);
  if (typeofNames.has(type)) return expects(names, [actual], ".toBeTypeOf", [stringLiteral(type)]);
  return expects(names, [`${names.ours.namesOf}(${flat(actual)})`], ".toContain", [stringLiteral(type)]);
}

function expects(
  names: FileNames,
  args: readonly Piece[],
  method: string,
  methodArgs: readonly Piece[],
): Call {
  return { callee: names.ours.expect, args, method, methodArgs };
}

function throwStatement(
  { expression, via }: Check,
  { error }: Extract<Expectation, { is: "throws" }>,
  names: FileNames,
  width: number,
): string {
  const isAsync = via !== "value" || expression.awaits;
  const body = asArrowBody(expressionText(expression, names));
  const call = `${expression.awaits ? "async " : ""}() => ${body}`;
  const parts = [
    ...(error.name === undefined ? [] : [{ lead: "name: ", piece: stringLiteral(error.name) }]),
    ...(error.message === undefined ? [] : [{ lead: "message: ", piece: stringLiteral(error.message) }]),
    ...(error.pattern === undefined
      ? []
      : [{ lead: "pattern: ", piece: regexpLiteral(error.pattern, names.globalName) }]),
  ];
  const wanted: Piece[] =
    parts.length === 0 ? [] : [{ open: "{", items: parts, close: "}", spaced: true, fill: false }];
  return callStatement(
    {
      lead: isAsync ? "await " : "",
      callee: isAsync ? names.ours.expectRejection : names.ours.expectThrow,
      args: [call, ...wanted],
      method: null,
      methodArgs: [],
    },
    width,
  );
}

function actualOf({ expression, via }: Check, names: FileNames): Piece {
  const piece = expressionPiece(expression.source, names.globalName);
  return via === "value" ? piece : `await ${asOperand(flat(piece))}`;
}

function expressionText({ source }: Expression, { globalName }: FileNames): string {
  return flat(expressionPiece(source, globalName));
}
