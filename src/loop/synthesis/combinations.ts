import type { Expression } from "./expression.ts";
import type { Fit } from "./fit.ts";
import { operationNamed } from "./operations.ts";
import type { Masked } from "./predicates.ts";

interface Formula {
  readonly expression: Expression;
  readonly mask: number;
  readonly cost: number;
}

/** What `&&`, `||` and what holds them together add to the size. */
const connective = 2;

/**
 * The cheapest yes/no formula of two or three of the conditions that is true exactly on the rows of `goal`.
 * Formulas are compared by their rows only, as bits, so that many can be tried.
 */
export function combine(conditions: readonly Masked[], goal: number, all: number): Fit | undefined {
  const atoms = conditions
    .filter(({ mask }) => mask !== 0 && mask !== all)
    .flatMap(({ term, mask }): readonly Formula[] => [
      { expression: term.expression, mask, cost: term.cost },
      { expression: not(term.expression), mask: all & ~mask, cost: term.cost + 1 },
    ]);
  const pairs = pairsOf(atoms);
  let best: Formula | undefined = pairs.get(goal);
  const consider = (left: Formula, right: Formula, sign: "&&" | "||"): void => {
    const cost = left.cost + right.cost + connective;
    if (best !== undefined && best.cost <= cost) return;
    const mask = sign === "&&" ? left.mask & right.mask : left.mask | right.mask;
    if (mask === goal) best = { expression: join(sign, left.expression, right.expression), mask, cost };
  };
  for (const atom of atoms) {
    const above = (atom.mask & goal) === goal;
    const below = (atom.mask & ~goal) === 0;
    if (!above && !below) continue;
    for (const pair of pairs.values()) consider(atom, pair, above ? "&&" : "||");
  }
  return best === undefined ? undefined : { body: { is: "value", of: best.expression }, cost: best.cost };
}

function pairsOf(atoms: readonly Formula[]): ReadonlyMap<number, Formula> {
  const pairs = new Map<number, Formula>();
  const keep = (sign: "&&" | "||", mask: number, left: Formula, right: Formula): void => {
    const cost = left.cost + right.cost + connective;
    const known = pairs.get(mask);
    if (known !== undefined && known.cost <= cost) return;
    pairs.set(mask, { expression: join(sign, left.expression, right.expression), mask, cost });
  };
  for (const [index, left] of atoms.entries())
    for (const right of atoms.slice(index + 1)) {
      keep("&&", left.mask & right.mask, left, right);
      keep("||", left.mask | right.mask, left, right);
    }
  return pairs;
}

function join(sign: "&&" | "||", left: Expression, right: Expression): Expression {
  return { is: "call", operation: operationNamed(sign), of: [left, right], kind: "boolean" };
}

export function not(expression: Expression): Expression {
  return { is: "call", operation: operationNamed("!"), of: [expression], kind: "boolean" };
}
