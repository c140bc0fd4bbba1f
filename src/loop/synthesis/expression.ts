import type { EachOperation } from "./each-operations.ts";
import type { Kind } from "./kind.ts";
import type { Operation } from "./operation.ts";

/** A pure expression of the grammar. What `evaluate` says of it and what `write` prints mean the same. */
export type Expression =
  | { readonly is: "variable"; readonly name: string; readonly kind: Kind }
  | { readonly is: "constant"; readonly value: unknown; readonly kind: Kind }
  | {
      readonly is: "call";
      readonly operation: Operation;
      readonly of: readonly Expression[];
      readonly kind: Kind;
    }
  /** A function of one item (and its index) used on an array: `over.map((item, index) => body)` and its like. */
  | {
      readonly is: "each";
      readonly operation: EachOperation;
      readonly over: Expression;
      readonly body: Expression;
      readonly kind: Kind;
    };

export type Scope = Readonly<Record<string, unknown>>;

/** Names that no parameter can have; `write` picks readable ones. Functions of items are never nested. */
export const itemName = "@item";
export const indexName = "@index";

/** What the expression gives in the scope; `undefined` where it has no result (and real code would throw or stray). */
export function evaluate(expression: Expression, scope: Scope): unknown {
  switch (expression.is) {
    case "variable":
      return scope[expression.name];
    case "constant":
      return expression.value;
    case "call": {
      const values = expression.of.map((part) => evaluate(part, scope));
      return values.includes(undefined) ? undefined : expression.operation.evaluate(...(values as never[]));
    }
    case "each": {
      const items = evaluate(expression.over, scope);
      if (!Array.isArray(items)) return undefined;
      const bodies = items.map((item, index) =>
        evaluate(expression.body, { ...scope, [itemName]: item, [indexName]: index }),
      );
      return bodies.includes(undefined) ? undefined : expression.operation.evaluate(items, bodies);
    }
  }
}

/** Is the variable used anywhere in the expression? */
export function uses(expression: Expression, name: string): boolean {
  switch (expression.is) {
    case "variable":
      return expression.name === name;
    case "constant":
      return false;
    case "call":
      return expression.of.some((part) => uses(part, name));
    case "each":
      return uses(expression.over, name) || uses(expression.body, name);
  }
}

/** Does the number stand anywhere in the expression? */
export function mentions(expression: Expression, value: number): boolean {
  switch (expression.is) {
    case "variable":
      return false;
    case "constant":
      return expression.value === value;
    case "call":
      return expression.of.some((part) => mentions(part, value));
    case "each":
      return mentions(expression.over, value) || mentions(expression.body, value);
  }
}
