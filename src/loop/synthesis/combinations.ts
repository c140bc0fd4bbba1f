import { mentions, type Expression } from "./expression.ts";
import type { Fit } from "./fit.ts";
import { operationNamed } from "./operations.ts";
import type { Masked } from "./predicates.ts";

interface Formula {
  readonly expression: Expression;
  readonly mask: number;
  readonly cost: number;
  /** Which of the tied numbers it uses, as bits. */
  readonly ties: number;
}

/** What `&&`, `||` and what holds them together add to the size. */
const connective = 2;

/**
 * The cheapest yes/no formulas of two or three of the conditions that are true exactly on the rows of `goal`: one
 * for each set of the tied numbers that it uses. Formulas are compared by their rows only, as bits, so that many can be tried.
 */
export function combine(
  conditions: readonly Masked[],
  goal: number,
  all: number,
  tied: readonly number[],
): readonly Fit[] {
  const atoms = conditions
    .filter(({ mask }) => mask !== 0 && mask !== all)
    .flatMap(({ term, mask }): readonly Formula[] => [
      { expression: term.expression, mask, cost: term.cost, ties: tiesOf(term.expression, tied) },
      {
        expression: not(term.expression),
        mask: all & ~mask,
        cost: term.cost + 1,
        ties: tiesOf(term.expression, tied),
      },
    ]);
  const pairs = pairsOf(atoms);
  const best = new Map<number, Formula>();
  for (const pair of pairs.values()) if (pair.mask === goal) best.set(pair.ties, pair);
  const consider = (left: Formula, right: Formula, sign: "&&" | "||"): void => {
    const mask = sign === "&&" ? left.mask & right.mask : left.mask | right.mask;
    if (mask !== goal) return;
    const cost = left.cost + right.cost + connective;
    const ties = left.ties | right.ties;
    const known = best.get(ties);
    if (known !== undefined && known.cost <= cost) return;
    best.set(ties, { expression: join(sign, left.expression, right.expression), mask, cost, ties });
  };
  for (const atom of atoms) {
    const above = (atom.mask & goal) === goal;
    const below = (atom.mask & ~goal) === 0;
    if (!above && !below) continue;
    for (const pair of pairs.values()) consider(atom, pair, above ? "&&" : "||");
  }
  return [...best.values()].map(({ expression, cost }) => ({ body: { is: "value", of: expression }, cost }));
}

function tiesOf(expression: Expression, tied: readonly number[]): number {
  return tied.reduce((bits, value, index) => (mentions(expression, value) ? bits | (1 << index) : bits), 0);
}

function pairsOf(atoms: readonly Formula[]): ReadonlyMap<number, Formula> {
  const pairs = new Map<number, Formula>();
  const keep = (sign: "&&" | "||", mask: number, left: Formula, right: Formula): void => {
    const cost = left.cost + right.cost + connective;
    const ties = left.ties | right.ties;
    const key = mask * 64 + ties;
    const known = pairs.get(key);
    if (known !== undefined && known.cost <= cost) return;
    pairs.set(key, { expression: join(sign, left.expression, right.expression), mask, cost, ties });
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
