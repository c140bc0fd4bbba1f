import { parseSync } from "oxc-parser";
import type {
  Class,
  Function as FunctionNode,
  ArrowFunctionExpression,
  Node,
  PropertyDefinition,
} from "oxc-parser";
import { childrenOf } from "../../spec/javascript.ts";
import { nestsDeeper } from "../../spec/nesting.ts";
import type { Span } from "../../verdict/coverage.ts";

/** What of a file can run at all, from its syntax. */
export interface Code {
  /** Runs of text without a blank in them, each on one line, ascending; no comments and no types. */
  readonly parts: readonly CodePart[];
  /** What is done when the module is loaded and never again: imports, re-exports, the heads of classes. */
  readonly declared: readonly Span[];
  readonly functions: readonly CodeFunction[];
}

export interface CodePart {
  /** From 1. */
  readonly line: number;
  /** Of the first character, from 1. */
  readonly column: number;
  readonly span: Span;
}

export interface CodeFunction {
  readonly name: string;
  readonly span: Span;
  /** Its body without the functions in it; all of it where nothing stands in the body. */
  readonly own: readonly Span[];
}

/** Reads a JavaScript or TypeScript file. Of one that does not parse everything that is not blank is code. */
export function readCode(text: string, path: string): Code {
  const found: Found = { silent: [], declared: [], functions: [] };
  if (!nestsDeeper(text, deepest)) {
    const { program, comments, errors } = parseSync(path, text, { preserveParens: false });
    if (!errors.some(({ severity }) => severity === "Error")) {
      for (const { start, end } of comments) found.silent.push([start, end]);
      visit(program, { name: null, within: [] }, found);
    }
  }
  return {
    parts: partsOf(text, without([[0, text.length]], found.silent)),
    declared: found.declared,
    functions: found.functions.map(({ name, span, body }) => ({
      name,
      span,
      own: ownOf(text, span, body, found.functions),
    })),
  };
}

/** What is left of spans when others are taken out. Both ascending or not; the result is. */
export function without(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  const out = others.toSorted((a, b) => a[0] - b[0]);
  return spans.flatMap(([from, to]) => {
    const left: Span[] = [];
    let at = from;
    for (const [start, end] of out) {
      if (end <= at) continue;
      if (start >= to) break;
      if (start > at) left.push([at, start]);
      at = end;
    }
    if (at < to) left.push([at, to]);
    return left;
  });
}

const deepest = 1000;

interface Found {
  /** Comments, types, and words that only say how a function is found. */
  readonly silent: Span[];
  readonly declared: Span[];
  readonly functions: { readonly name: string; readonly span: Span; readonly body: Span }[];
}

interface Around {
  /** What the function that comes next would be called. */
  readonly name: string | null;
  /** Names of the classes and functions around. */
  readonly within: readonly string[];
}

type Enter = (node: never, around: Around, found: Found) => Around | null;

/** By the kind of node: notes what it is, and says what its children are to know; null for a node without code. */
const handlers: Readonly<Partial<Record<Node["type"], Enter>>> = {
  TSInterfaceDeclaration: silence,
  TSTypeAliasDeclaration: silence,
  TSTypeAnnotation: silence,
  TSTypeParameterDeclaration: silence,
  TSTypeParameterInstantiation: silence,
  TSDeclareFunction: silence,
  TSEmptyBodyFunctionExpression: silence,
  TSAbstractMethodDefinition: silence,
  TSAbstractPropertyDefinition: silence,
  TSIndexSignature: silence,
  ImportDeclaration: (node: Extract<Node, { type: "ImportDeclaration" }>, _, found) => {
    (node.importKind === "type" ? found.silent : found.declared).push([node.start, node.end]);
    return null;
  },
  ExportAllDeclaration: (node: Extract<Node, { type: "ExportAllDeclaration" }>, _, found) => {
    (node.exportKind === "type" ? found.silent : found.declared).push([node.start, node.end]);
    return null;
  },
  ExportNamedDeclaration: (node: Extract<Node, { type: "ExportNamedDeclaration" }>, around, found) => {
    const { declaration, exportKind, start, end } = node;
    if (exportKind === "type") found.silent.push([start, end]);
    else if (declaration === null) found.declared.push([start, end]);
    else if (declaration.type === "FunctionDeclaration") found.silent.push([start, declaration.start]);
    return around;
  },
  ExportDefaultDeclaration: (node: Extract<Node, { type: "ExportDefaultDeclaration" }>, around, found) => {
    const isFunction = /^(?:Arrow)?Function/.test(node.declaration.type);
    if (isFunction) found.silent.push([node.start, node.declaration.start]);
    return { ...around, name: "default" };
  },
  VariableDeclaration: (node: Extract<Node, { type: "VariableDeclaration" }>, around, found) => {
    if (node.declare !== true) return around;
    found.silent.push([node.start, node.end]);
    return null;
  },
  VariableDeclarator: (node: Extract<Node, { type: "VariableDeclarator" }>, around) => ({
    ...around,
    name: node.id.type === "Identifier" ? node.id.name : null,
  }),
  AssignmentExpression: (node: Extract<Node, { type: "AssignmentExpression" }>, around) => ({
    ...around,
    name: keyName(node.left),
  }),
  PropertyDefinition: (node: PropertyDefinition, around, found) => {
    // Of a field without a value nothing is there to run; a method's words before the name are none of its text.
    const end = node.value === null || node.declare ? node.end : node.key.start;
    found.silent.push([node.start, end]);
    return { ...around, name: keyName(node.key) };
  },
  Property: (node: Extract<Node, { type: "Property" }>, around, found) => {
    if (node.method || node.kind !== "init") return enterMethod(node, around, found);
    return { ...around, name: keyName(node.key) };
  },
  MethodDefinition: (node: Extract<Node, { type: "MethodDefinition" }>, around, found) =>
    enterMethod(node, around, found),
  ClassDeclaration: enterClass,
  ClassExpression: enterClass,
  FunctionDeclaration: enterFunction,
  FunctionExpression: enterFunction,
  ArrowFunctionExpression: enterFunction,
};

function visit(node: Node, around: Around, found: Found): void {
  const enter = handlers[node.type] as
    | ((node: Node, around: Around, found: Found) => Around | null)
    | undefined;
  const inside = enter === undefined ? { ...around, name: null } : enter(node, around, found);
  if (inside === null) return;
  for (const child of childrenOf(node)) visit(child, inside, found);
}

function silence(node: Node, _: Around, found: Found): null {
  found.silent.push([node.start, node.end]);
  return null;
}

/** `static async *` and `get` stand before the name, from which a method's own text counts. */
function enterMethod(
  node: Extract<Node, { type: "MethodDefinition" | "Property" }>,
  around: Around,
  found: Found,
): Around {
  if (!node.computed) found.silent.push([node.start, node.key.start]);
  return { ...around, name: keyName(node.key) };
}

function enterClass(node: Class, around: Around, found: Found): Around {
  found.declared.push([node.start, node.body.start + 1]);
  const name = node.id?.name ?? around.name;
  return { name: null, within: name === null ? around.within : [...around.within, name] };
}

function enterFunction(node: FunctionNode | ArrowFunctionExpression, around: Around, found: Found): Around {
  const { body } = node;
  const own = "id" in node ? (node.id?.name ?? around.name) : around.name;
  if (body === null) return { ...around, name: null };
  const name = own === null ? "(anonymous)" : [...around.within, own].join(".");
  found.functions.push({ name, span: [node.start, node.end], body: [body.start, body.end] });
  return { name: null, within: own === null ? around.within : [...around.within, own] };
}

function keyName(node: Node): string | null {
  switch (node.type) {
    case "Identifier":
    case "PrivateIdentifier":
      return node.name;
    case "Literal":
      return String(node.value);
    case "MemberExpression":
      return keyName(node.property);
    default:
      return null;
  }
}

function ownOf(text: string, span: Span, body: Span, all: Found["functions"]): readonly Span[] {
  const inner = all
    .filter((other) => other.span[0] >= body[0] && other.span[1] <= body[1])
    .map((one) => one.span);
  const isBlock = text[body[0]] === "{";
  const inside: Span = isBlock ? [body[0] + 1, body[1] - 1] : body;
  const own = without([inside], inner).filter(([from, to]) => text.slice(from, to).trim() !== "");
  return own.length > 0 ? own : [span];
}

function partsOf(text: string, spans: readonly Span[]): readonly CodePart[] {
  const lineOf = linesOf(text);
  return spans.flatMap(([from, to]) =>
    [...text.slice(from, to).matchAll(/\S+/g)].map((match): CodePart => {
      const start = from + match.index;
      const { line, column } = lineOf(start);
      return { line, column, span: [start, start + match[0].length] };
    }),
  );
}

/** Line and column, from 1, of offsets that are asked for in ascending order. */
function linesOf(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  let next = text.indexOf("\n");
  return (offset) => {
    while (next !== -1 && next < offset) {
      line += 1;
      start = next + 1;
      next = text.indexOf("\n", start);
    }
    return { line, column: offset - start + 1 };
  };
}
