import type { Node } from "oxc-parser";
import { childrenOf, parseFile } from "../../spec/javascript.ts";
import type { Edit } from "./mutant.ts";

/**
 * Conditions with one clause more: a clause forgotten is among the commonest faults found in the field (Durães and
 * Madeira, "Emulation of software faults", 2006: missing AND or OR expression). The clause is a comparison of the same
 * function, with a number of which the spec speaks and the code does not.
 *
 * @param numbers - those that the spec speaks of.
 * @param most - no more than so many edits.
 */
export function clauseEdits(
  text: string,
  path: string,
  numbers: readonly number[],
  most: number,
): readonly Edit[] {
  const parsed = parseFile(text, path);
  if (!parsed.ok) return [];
  const known = new Set<number>();
  const functions: { conditions: Node[]; comparisons: string[] }[] = [];
  collect(parsed.program, null, null);
  const missing = numbers.filter((number) => !known.has(number));
  return functions
    .flatMap(({ conditions, comparisons }) =>
      [...new Set(comparisons)].flatMap((comparison) =>
        missing.flatMap((number) =>
          conditions.flatMap((condition) => withClause(text, condition, comparison, number)),
        ),
      ),
    )
    .slice(0, most);

  function collect(node: Node, parent: Node | null, own: (typeof functions)[number] | null): void {
    let scope = own;
    if (isFunction(node)) functions.push((scope = { conditions: [], comparisons: [] }));
    if (node.type === "Literal" && typeof node.value === "number") known.add(node.value);
    if (scope !== null && isCondition(node, parent)) scope.conditions.push(node);
    if (scope !== null && node.type === "BinaryExpression") {
      const shape = shapeOf(node, text);
      if (shape !== null) scope.comparisons.push(shape);
    }
    for (const child of childrenOf(node)) collect(child, node, scope);
  }
}

function isFunction({ type }: Node): boolean {
  return ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"].includes(type);
}

/** What is asked by an `if` or `?`, one side of `&&` or `||`, or a comparison that is given back. */
function isCondition(node: Node, parent: Node | null): boolean {
  switch (parent?.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return parent.test === node;
    case "LogicalExpression":
      return parent.operator !== "??";
    case "ReturnStatement":
      return node.type === "BinaryExpression" && comparing.has(node.operator);
    default:
      return false;
  }
}

const comparing = new Set(["===", "!==", "==", "!=", "<", "<=", ">", ">="]);
/** Where the number goes in a comparison's text. */
const hole = "\0";

/** `year % 4 === 0` with a hole for its 4, `n > 10` with one for its 10; null for what compares no number. */
function shapeOf(node: Extract<Node, { type: "BinaryExpression" }>, text: string): string | null {
  if (!comparing.has(node.operator)) return null;
  const { left, right } = node;
  const isRest = left.type === "BinaryExpression" && left.operator === "%";
  const number = isRest ? left.right : right;
  if (number.type !== "Literal" || typeof number.value !== "number") return null;
  return text.slice(node.start, number.start) + hole + text.slice(number.end, node.end);
}

function withClause(text: string, { start, end }: Node, comparison: string, number: number): readonly Edit[] {
  const clause = comparison.replace(hole, String(number));
  const own = text.slice(start, end);
  const make = (put: string): Edit => ({ operator: "clause-added", start, end, text: `(${put})` });
  return [make(`(${own}) && !(${clause})`), make(`(${own}) || (${clause})`)];
}
