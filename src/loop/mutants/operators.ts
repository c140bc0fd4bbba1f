import type { Node } from "oxc-parser";
import type { Edit } from "./mutant.ts";
import { patternEdits } from "./pattern-edits.ts";

type Operators = {
  readonly [Type in Node["type"]]?: (
    node: Extract<Node, { type: Type }>,
    text: string,
    parent: Node | null,
  ) => readonly Edit[];
};

/** The small changes that one node invites; those of its children are theirs. */
export function editsOf(node: Node, parent: Node | null, text: string): readonly Edit[] {
  const operator = operators[node.type] as
    | ((node: Node, text: string, parent: Node | null) => readonly Edit[])
    | undefined;
  return operator?.(node, text, parent) ?? [];
}

const operators: Operators = {
  BinaryExpression: ({ operator, left, right, start, end }, text) => {
    const others = binary[operator] ?? [];
    const at = operatorAt(text, left.end, right.start, operator);
    const swapped = others.map((other) => edit(kindOf(operator), at, at + operator.length, other));
    const isSum = operator === "+" || operator === "-";
    // One side alone: a term forgotten.
    return isSum
      ? [...swapped, edit("operand-removed", start, end, text.slice(left.start, left.end))]
      : swapped;
  },
  LogicalExpression: ({ operator, left, right, start, end }, text) => {
    const at = operatorAt(text, left.end, right.start, operator);
    const other = operator === "&&" ? "||" : "&&";
    return [
      edit("logical", at, at + operator.length, other),
      edit("operand-removed", start, end, text.slice(left.start, left.end)),
      edit("operand-removed", start, end, text.slice(right.start, right.end)),
    ];
  },
  AssignmentExpression: ({ operator, left, right }, text) => {
    const other = assignments[operator];
    const at = operatorAt(text, left.end, right.start, operator);
    return other === undefined ? [] : [edit("assignment", at, at + operator.length, other)];
  },
  UnaryExpression: ({ operator, argument, start, end }, text) =>
    ["!", "-", "~", "+"].includes(operator)
      ? [edit("unary-removed", start, end, text.slice(argument.start, argument.end))]
      : [],
  UpdateExpression: ({ operator, start, end, prefix }) => {
    const other = operator === "++" ? "--" : "++";
    return [prefix ? edit("update", start, start + 2, other) : edit("update", end - 2, end, other)];
  },
  ConditionalExpression: ({ consequent, alternate, start, end }, text) => [
    edit("branch", start, end, text.slice(consequent.start, consequent.end)),
    edit("branch", start, end, text.slice(alternate.start, alternate.end)),
  ],
  IfStatement: ({ test }) => [
    edit("condition", test.start, test.end, "true"),
    edit("condition", test.start, test.end, "false"),
  ],
  Literal: (node, _text, parent) => {
    const { start, end, value } = node;
    if (isKey(node, parent)) return [];
    if ("regex" in node)
      return patternEdits(node.regex.pattern, node.regex.flags).map((to) => edit("pattern", start, end, to));
    if (typeof value === "number")
      return [value + 1, value - 1].map((to) => edit("number", start, end, to < 0 ? `(${to})` : String(to)));
    if (typeof value === "boolean") return [edit("boolean", start, end, String(!value))];
    if (typeof value === "string") return [edit("text", start, end, value === "" ? '" "' : '""')];
    return [];
  },
  CallExpression: ({ callee, arguments: given, end }) => {
    if (callee.type !== "MemberExpression" || callee.computed || callee.property.type !== "Identifier")
      return [];
    const { name, start: at, end: behind } = callee.property;
    const swapped = (methods[name] ?? []).map((other) => edit("method", at, behind, other));
    const removed = chained.has(name) ? [edit("call-removed", callee.object.end, end, "")] : [];
    const last = given.at(-1);
    const shorter =
      given.length > 1 && last !== undefined && partial.has(name)
        ? [edit("argument-removed", given.at(-2)?.end ?? last.start, last.end, "")]
        : [];
    return [...swapped, ...removed, ...shorter];
  },
  ExpressionStatement: ({ start, end, expression }) =>
    expression.type === "Literal" ? [] : [edit("statement-removed", start, end, ";")],
  ArrayExpression: ({ elements, start, end }) =>
    elements.length === 0 ? [] : [edit("list-emptied", start, end, "[]")],
  AssignmentPattern: ({ left, end }) => [edit("default-removed", left.end, end, "")],
  ContinueStatement: ({ start, end }) => [edit("jump", start, end, "break;")],
  BreakStatement: ({ start, end }, _text, parent) =>
    parent?.type === "SwitchCase" ? [] : [edit("jump", start, end, "continue;")],
};

/** What stands in an operator's place; the first are boundaries, which examples miss most. */
const binary: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
  "==": ["!="],
  "!=": ["=="],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "**": ["*"],
  "<<": [">>"],
  ">>": ["<<"],
  "&": ["|"],
  "|": ["&"],
};

const assignments: Readonly<Record<string, string>> = {
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
  "&&=": "||=",
  "||=": "&&=",
  "??=": "&&=",
};

const methods: Readonly<Record<string, readonly string[]>> = {
  toLowerCase: ["toUpperCase"],
  toUpperCase: ["toLowerCase"],
  trim: ["trimStart", "trimEnd"],
  startsWith: ["endsWith", "includes"],
  endsWith: ["startsWith", "includes"],
  every: ["some"],
  some: ["every"],
  floor: ["ceil", "round"],
  ceil: ["floor", "round"],
  round: ["floor", "ceil"],
  trunc: ["round", "floor"],
  min: ["max"],
  max: ["min"],
  replaceAll: ["replace"],
  indexOf: ["lastIndexOf"],
  lastIndexOf: ["indexOf"],
  padStart: ["padEnd"],
  padEnd: ["padStart"],
  push: ["unshift"],
  unshift: ["push"],
  find: ["findLast"],
  findIndex: ["findLastIndex"],
  reduce: ["reduceRight"],
};

/** Methods whose value is like what they are called on: without the call there is still a value of that kind. */
const chained: ReadonlySet<string> = new Set(
  (
    "trim trimStart trimEnd toLowerCase toUpperCase normalize replace replaceAll slice substring padStart padEnd " +
    "repeat filter map sort toSorted reverse toReversed concat flat"
  ).split(" "),
);

/** Methods whose last argument may be left out, and then means something else. */
const partial: ReadonlySet<string> = new Set([
  "slice",
  "substring",
  "split",
  "indexOf",
  "padStart",
  "padEnd",
]);

function kindOf(operator: string): string {
  if (["<", "<=", ">", ">="].includes(operator)) return "boundary";
  return ["===", "!==", "==", "!="].includes(operator) ? "equality" : "arithmetic";
}

/** Where the operator stands between its sides; comments there are passed over by searching from the right. */
function operatorAt(text: string, from: number, to: number, operator: string): number {
  return from + text.slice(from, to).lastIndexOf(operator);
}

/** The name of a property, or what is compared as a type: `{ "a": 1 }`, `typeof x === "string"`. */
function isKey(node: Node, parent: Node | null): boolean {
  if (parent?.type === "Property" || parent?.type === "PropertyDefinition") return parent.key === node;
  return parent?.type === "TSLiteralType" || parent?.type === "TSEnumMember";
}

function edit(operator: string, start: number, end: number, text: string): Edit {
  return { operator, start, end, text };
}
