import type { Expression } from "./expression.ts";
import type { Kind } from "./kind.ts";

/** What a bank knows of a term: enough to build on it. */
export interface Known {
  readonly expression: Expression;
  readonly cost: number;
  readonly values: readonly unknown[];
}

/** A way to reach a goal from one term, if another has the values that `lack` gives. */
interface Deduction {
  readonly kind: Kind;
  /** The operator, and whether the term stands on its left. */
  readonly sign: string;
  readonly termIsLeft: boolean;
  /** What the other side must be on one row; `undefined` when the term cannot be part of the goal. */
  readonly lack: (goal: never, term: never) => unknown;
  readonly forward: (left: never, right: never) => unknown;
}

const concatenated = (left: string, right: string): string => left + right;

const deductions: readonly Deduction[] = [
  {
    kind: "string",
    sign: "+",
    termIsLeft: true,
    lack: (goal: string, term: string) => (goal.startsWith(term) ? goal.slice(term.length) : undefined),
    forward: concatenated,
  },
  {
    kind: "string",
    sign: "+",
    termIsLeft: false,
    lack: (goal: string, term: string) =>
      goal.endsWith(term) ? goal.slice(0, goal.length - term.length) : undefined,
    forward: concatenated,
  },
  number(
    "+",
    true,
    (goal, term) => goal - term,
    (left, right) => left + right,
  ),
  number(
    "-",
    true,
    (goal, term) => term - goal,
    (left, right) => left - right,
  ),
  number(
    "-",
    false,
    (goal, term) => goal + term,
    (left, right) => left - right,
  ),
  number(
    "*",
    true,
    (goal, term) => goal / term,
    (left, right) => left * right,
  ),
  number(
    "/",
    true,
    (goal, term) => term / goal,
    (left, right) => left / right,
  ),
  number(
    "/",
    false,
    (goal, term) => goal * term,
    (left, right) => left / right,
  ),
];

export interface Completion {
  readonly sign: string;
  readonly left: Known;
  readonly right: Known;
}

/**
 * Works back from a goal: if this term were one side of `+`, `-`, `*` or `/`, what would the other have to be? Where
 * that is already known, the two together reach the goal, without all pairs being tried.
 */
export function completionsOf(
  kind: Kind,
  goal: readonly unknown[],
  term: Known,
  find: (values: readonly unknown[]) => Known | undefined,
): readonly Completion[] {
  const found: Completion[] = [];
  for (const deduction of deductions) {
    if (deduction.kind !== kind) continue;
    const lacking = lackOf(deduction, goal, term.values);
    const other = lacking === undefined ? undefined : find(lacking);
    if (other === undefined) continue;
    const [left, right] = deduction.termIsLeft ? [term, other] : [other, term];
    // Arithmetic rounds, so the way back proves nothing: go forward as well.
    const forward = deduction.forward as (left: unknown, right: unknown) => unknown;
    if (goal.every((value, row) => Object.is(value, forward(left.values[row], right.values[row]))))
      found.push({ sign: deduction.sign, left, right });
  }
  return found;
}

function lackOf(
  deduction: Deduction,
  goal: readonly unknown[],
  values: readonly unknown[],
): readonly unknown[] | undefined {
  const lack = deduction.lack as (goal: unknown, term: unknown) => unknown;
  const lacking: unknown[] = [];
  for (let row = 0; row < goal.length; row += 1) {
    if (values[row] === undefined) return undefined;
    const value = lack(goal[row], values[row]);
    if (value === undefined) return undefined;
    lacking.push(value);
  }
  return lacking;
}

function number(
  sign: string,
  termIsLeft: boolean,
  lack: (goal: number, term: number) => number,
  forward: (left: number, right: number) => number,
): Deduction {
  const finite = (goal: number, term: number): number | undefined => {
    const value = lack(goal, term);
    return Number.isFinite(value) ? value : undefined;
  };
  return { kind: "number", sign, termIsLeft, lack: finite, forward };
}
