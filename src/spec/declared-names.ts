import type { Node } from "oxc-parser";
import { childrenOf } from "./javascript.ts";

/** Names that these statements declare for their own block: `let`, `const`, `var`, functions, classes, imports. */
export function declaredNames(statements: readonly Node[]): string[] {
  return statements.flatMap((statement) => {
    const declare = declarations[statement.type] as ((node: Node) => string[]) | undefined;
    return declare === undefined ? [] : declare(statement);
  });
}

/** Names of every `var` below a node, but not inside functions of their own. */
export function hoistedNames(root: Node): string[] {
  const names: string[] = [];
  const pending = childrenOf(root);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (functions.has(node.type)) continue;
    if (node.type === "VariableDeclaration" && node.kind === "var") names.push(...declaredNames([node]));
    pending.push(...childrenOf(node));
  }
  return names;
}

/** Names that a binding pattern (a parameter, the left side of a declaration) declares. */
export function patternNames(pattern: Node): string[] {
  const read = patterns[pattern.type] as ((node: Node) => string[]) | undefined;
  return read === undefined ? [] : read(pattern);
}

type Readers = { readonly [Kind in Node["type"]]?: (node: Extract<Node, { type: Kind }>) => string[] };

const ownName = (node: { readonly id: { readonly name: string } | null }): string[] =>
  node.id === null ? [] : [node.id.name];

const declarations: Readers = {
  VariableDeclaration: (node) => node.declarations.flatMap((each) => patternNames(each.id)),
  FunctionDeclaration: ownName,
  ClassDeclaration: ownName,
  TSEnumDeclaration: ownName,
  ExportNamedDeclaration: (node) => (node.declaration === null ? [] : declaredNames([node.declaration])),
  ImportDeclaration: (node) => node.specifiers.map((each) => each.local.name),
};

const patterns: Readers = {
  Identifier: (node) => [node.name],
  ObjectPattern: (node) =>
    node.properties.flatMap((each) => patternNames(each.type === "RestElement" ? each.argument : each.value)),
  ArrayPattern: (node) => node.elements.flatMap((each) => (each === null ? [] : patternNames(each))),
  AssignmentPattern: (node) => patternNames(node.left),
  RestElement: (node) => patternNames(node.argument),
  TSParameterProperty: (node) => patternNames(node.parameter),
};

const functions = new Set<string>([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "StaticBlock",
]);
