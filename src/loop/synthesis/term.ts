import type { Expression } from "./expression.ts";
import type { Kind } from "./kind.ts";

/** An expression with what it gives on every row; `undefined` where it has no result. */
export interface Term {
  readonly expression: Expression;
  readonly kind: Kind;
  readonly cost: number;
  readonly values: readonly unknown[];
}
