import type { Term } from "./term.ts";
import type { EachOperation } from "./each-operations.ts";
import { indexName, itemName, uses, type Expression } from "./expression.ts";
import { itemOf, type Kind } from "./kind.ts";

/** How many items the lists of a term have on all rows together. */
export function countItems(over: Term): number {
  return over.values.reduce((sum: number, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
}

/**
 * What a function of one item may be built from: the item, its index, and the outer leaves. Each row of these terms
 * is one item of one of the lists, in order.
 */
export function itemLeaves(over: Term, outer: readonly Term[]): readonly Term[] {
  const rows: number[] = [];
  const items: unknown[] = [];
  const indexes: number[] = [];
  for (const [row, list] of over.values.entries()) {
    if (!Array.isArray(list)) continue;
    for (const [index, item] of list.entries()) {
      rows.push(row);
      items.push(item);
      indexes.push(index);
    }
  }
  const variable = (name: string, kind: Kind, cost: number, values: readonly unknown[]): Term => ({
    expression: { is: "variable", name, kind },
    kind,
    cost,
    values,
  });
  return [
    variable(itemName, itemOf(over.kind), 1, items),
    variable(indexName, "number", 2, indexes),
    ...outer.map((term) => ({ ...term, values: rows.map((row) => term.values[row]) })),
  ];
}

/** May the function be used so? It must depend on the item; where two items are compared there is no index. */
export function fitsEach(operation: EachOperation, body: Expression): boolean {
  if (uses(body, itemName)) return !operation.template.includes("(a, b)") || !uses(body, indexName);
  return operation.name === "map" && uses(body, indexName);
}

/** The array method on the list, with the function. */
export function eachTerm(operation: EachOperation, over: Term, body: Term, kind: Kind, cost: number): Term {
  let at = 0;
  const values = over.values.map((items) => {
    if (!Array.isArray(items)) return undefined;
    const bodies = body.values.slice(at, at + items.length);
    at += items.length;
    return bodies.includes(undefined) ? undefined : operation.evaluate(items, bodies);
  });
  return {
    expression: { is: "each", operation, over: over.expression, body: body.expression, kind },
    kind,
    cost,
    values,
  };
}
