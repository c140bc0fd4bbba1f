import type {
  AccessorProperty,
  ArrowFunctionExpression,
  Class,
  Function as FunctionNode,
  MethodDefinition,
  Node,
  PropertyDefinition,
} from "oxc-parser";
import { declaredNames, hoistedNames, patternNames } from "./declared-names.ts";
import { childrenOf } from "./javascript.ts";
import type { FreeName } from "./spec.ts";

/** One use of a free name, with what a table needs to know before it puts a cell in its place. */
export interface Occurrence extends FreeName {
  /** Of `{ a }`: the name is key and value at once. */
  readonly shorthand: boolean;
  /** Stands inside the arguments of some call. */
  readonly inArguments: boolean;
  /** Is what a call calls, or the root of the member access that it calls. */
  readonly isCallee: boolean;
  /** Any expression may stand here without brackets of its own. */
  readonly loose: boolean;
}

/** A call or `new`, with the names that are whole arguments of it. */
export interface CallSite {
  /** Name that is called, when it is a plain one. */
  readonly callee: string | null;
  readonly arguments: readonly {
    readonly start: number;
    readonly end: number;
    /** The argument is this name and nothing else (or `...name`). */
    readonly name: string | null;
  }[];
}

export interface NamesFound {
  readonly occurrences: readonly Occurrence[];
  readonly calls: readonly CallSite[];
  /** Holds a call, `new`, a tagged template or `import()`. */
  readonly hasCall: boolean;
  /** `await` that is not inside a function of its own. */
  readonly awaits: boolean;
}

/**
 * Finds the names that a tree uses without declaring them, every use, in the order of the source. `shift` is
 * taken off all offsets. Types are skipped: they vanish before anything runs.
 */
export function findNames(root: Node, shift: number): NamesFound {
  const walk: Walk = { shift, occurrences: [], calls: [], hasCall: false, awaits: false };
  visit(root, { names: new Set(), outer: null, isFunction: false }, plain, walk);
  walk.occurrences.sort((a, b) => a.start - b.start);
  return walk;
}

interface Walk {
  readonly shift: number;
  readonly occurrences: Occurrence[];
  readonly calls: CallSite[];
  hasCall: boolean;
  awaits: boolean;
}

interface Scope {
  readonly names: ReadonlySet<string>;
  readonly outer: Scope | null;
  readonly isFunction: boolean;
}

/** How the node that is visited is used by those around it. */
interface Use {
  readonly use: FreeName["use"];
  readonly arity: number | null;
  readonly isCallee: boolean;
  readonly inArguments: boolean;
  readonly loose: boolean;
  readonly shorthand: boolean;
}

const plain: Use = {
  use: "value",
  arity: null,
  isCallee: false,
  inArguments: false,
  loose: false,
  shorthand: false,
};

type Visitor<Kind extends Node["type"]> = (
  node: Extract<Node, { type: Kind }>,
  scope: Scope,
  use: Use,
  walk: Walk,
) => void;

type Visitors = { readonly [Kind in Node["type"]]?: Visitor<Kind> };

const visitFunction = (
  node: FunctionNode | ArrowFunctionExpression,
  scope: Scope,
  use: Use,
  walk: Walk,
): void => {
  const names = new Set<string>(["arguments"]);
  if (node.id !== null) names.add(node.id.name);
  for (const param of node.params) for (const name of patternNames(param)) names.add(name);
  if (node.body !== null) for (const name of hoistedNames(node.body)) names.add(name);
  const inner: Scope = { names, outer: scope, isFunction: true };
  for (const param of node.params) visit(param, inner, inside(use), walk);
  if (node.body !== null) visit(node.body, inner, inside(use), walk);
};

const visitBlock = (node: Node, scope: Scope, use: Use, walk: Walk): void => {
  const inner: Scope = { names: new Set(declaredNames(childrenOf(node))), outer: scope, isFunction: false };
  for (const child of childrenOf(node)) visit(child, inner, inside(use), walk);
};

const visitWrapped = (node: { readonly expression: Node }, scope: Scope, use: Use, walk: Walk): void =>
  visit(node.expression, scope, { ...use, loose: false, shorthand: false }, walk);

const visitClass = (node: Class, scope: Scope, use: Use, walk: Walk): void => {
  const inner: Scope = {
    names: new Set(node.id === null ? [] : [node.id.name]),
    outer: scope,
    isFunction: false,
  };
  if (node.superClass !== null) visit(node.superClass, inner, inside(use), walk);
  visit(node.body, { ...inner, isFunction: true }, inside(use), walk);
};

const visitKeyed = (
  node: PropertyDefinition | MethodDefinition | AccessorProperty,
  scope: Scope,
  use: Use,
  walk: Walk,
): void => {
  if (node.computed) visit(node.key, scope, inside(use), walk);
  if (node.value !== null) visit(node.value, scope, inside(use), walk);
};

const skip = (): void => {};

const visitors: Visitors = {
  Identifier: (node, scope, use, walk) => {
    if (isDeclared(node.name, scope)) return;
    walk.occurrences.push({
      name: node.name,
      role: use.use === "value" ? "argument" : "root",
      use: use.use,
      arity: use.arity,
      start: node.start - walk.shift,
      end: node.start - walk.shift + node.name.length,
      shorthand: use.shorthand,
      inArguments: use.inArguments,
      isCallee: use.isCallee,
      loose: use.loose,
    });
  },
  CallExpression: (node, scope, use, walk) => visitCall(node, "call", scope, use, walk),
  NewExpression: (node, scope, use, walk) => visitCall(node, "new", scope, use, walk),
  TaggedTemplateExpression: (node, scope, use, walk) => {
    walk.hasCall = true;
    visit(node.tag, scope, { ...inside(use), use: "call", isCallee: true }, walk);
    for (const each of node.quasi.expressions) visit(each, scope, asArgument, walk);
  },
  ImportExpression: (node, scope, use, walk) => {
    walk.hasCall = true;
    visit(node.source, scope, inside(use), walk);
  },
  MemberExpression: (node, scope, use, walk) => {
    visit(node.object, scope, { ...inside(use), use: "member", isCallee: use.isCallee }, walk);
    if (node.computed) visit(node.property, scope, { ...inside(use), loose: true }, walk);
  },
  ChainExpression: visitWrapped,
  ParenthesizedExpression: visitWrapped,
  TSAsExpression: visitWrapped,
  TSSatisfiesExpression: visitWrapped,
  TSNonNullExpression: visitWrapped,
  TSTypeAssertion: visitWrapped,
  TSInstantiationExpression: visitWrapped,
  AwaitExpression: (node, scope, use, walk) => {
    if (!isInFunction(scope)) walk.awaits = true;
    visit(node.argument, scope, inside(use), walk);
  },
  ForOfStatement: (node, scope, use, walk) => {
    if (node.await && !isInFunction(scope)) walk.awaits = true;
    visitBlock(node, scope, use, walk);
  },
  SpreadElement: (node, scope, use, walk) =>
    visit(node.argument, scope, { ...inside(use), loose: true }, walk),
  ArrayExpression: (node, scope, use, walk) => {
    for (const each of node.elements) {
      if (each !== null) visit(each, scope, { ...inside(use), loose: true }, walk);
    }
  },
  Property: (node, scope, use, walk) => {
    if (node.computed) visit(node.key, scope, { ...inside(use), loose: true }, walk);
    visit(node.value, scope, { ...inside(use), loose: true, shorthand: node.shorthand }, walk);
  },
  TemplateLiteral: (node, scope, use, walk) => {
    for (const each of node.expressions) visit(each, scope, { ...inside(use), loose: true }, walk);
  },
  FunctionDeclaration: visitFunction,
  FunctionExpression: visitFunction,
  ArrowFunctionExpression: visitFunction,
  ClassDeclaration: visitClass,
  ClassExpression: visitClass,
  MethodDefinition: visitKeyed,
  PropertyDefinition: visitKeyed,
  AccessorProperty: visitKeyed,
  BlockStatement: visitBlock,
  StaticBlock: visitBlock,
  ForStatement: visitBlock,
  ForInStatement: visitBlock,
  SwitchStatement: (node, scope, use, walk) => {
    visit(node.discriminant, scope, inside(use), walk);
    const names = declaredNames(node.cases.flatMap((each) => each.consequent));
    const inner: Scope = { names: new Set(names), outer: scope, isFunction: false };
    for (const each of node.cases)
      for (const child of childrenOf(each)) visit(child, inner, inside(use), walk);
  },
  CatchClause: (node, scope, use, walk) => {
    const names = new Set(node.param === null ? [] : patternNames(node.param));
    visit(node.body, { names, outer: scope, isFunction: false }, inside(use), walk);
  },
  Program: (node, scope, use, walk) => {
    const names = new Set([...declaredNames(node.body), ...hoistedNames(node)]);
    const inner: Scope = { names, outer: scope, isFunction: false };
    for (const each of node.body) visit(each, inner, use, walk);
  },
  LabeledStatement: (node, scope, use, walk) => visit(node.body, scope, inside(use), walk),
  BreakStatement: skip,
  ContinueStatement: skip,
  MetaProperty: skip,
  ImportDeclaration: skip,
  ExportAllDeclaration: skip,
  TSEnumDeclaration: skip,
};

const asArgument: Use = { ...plain, inArguments: true, loose: true };

function visitCall(
  node: Extract<Node, { type: "CallExpression" | "NewExpression" }>,
  use: "call" | "new",
  scope: Scope,
  around: Use,
  walk: Walk,
): void {
  walk.hasCall = true;
  const spreads = node.arguments.some((each) => each.type === "SpreadElement");
  const arity = spreads ? null : node.arguments.length;
  visit(node.callee, scope, { ...inside(around), use, arity, isCallee: true }, walk);
  walk.calls.push({
    callee: node.callee.type === "Identifier" ? node.callee.name : null,
    arguments: node.arguments.map((each) => ({
      start: each.start - walk.shift,
      end: each.end - walk.shift,
      name: wholeName(each),
    })),
  });
  for (const each of node.arguments) visit(each, scope, asArgument, walk);
}

function wholeName(argument: Node): string | null {
  const node = argument.type === "SpreadElement" ? argument.argument : argument;
  return node.type === "Identifier" ? node.name : null;
}

function visit(node: Node, scope: Scope, use: Use, walk: Walk): void {
  const visitor = visitors[node.type] as Visitor<Node["type"]> | undefined;
  if (visitor !== undefined) visitor(node, scope, use, walk);
  else if (!node.type.startsWith("TS")) {
    for (const child of childrenOf(node)) visit(child, scope, inside(use), walk);
  }
}

/** What is left of a use for the parts of the node: only whether they are part of an argument. */
function inside(use: Use): Use {
  return use.inArguments ? { ...plain, inArguments: true } : plain;
}

function isDeclared(name: string, scope: Scope): boolean {
  for (let at: Scope | null = scope; at !== null; at = at.outer) if (at.names.has(name)) return true;
  return false;
}

function isInFunction(scope: Scope): boolean {
  for (let at: Scope | null = scope; at !== null; at = at.outer) if (at.isFunction) return true;
  return false;
}
