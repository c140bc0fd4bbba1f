import type { Bank } from "./bank.ts";
import type { Term } from "./term.ts";
import { not } from "./combinations.ts";
import type { Expression } from "./expression.ts";
import type { Fit } from "./fit.ts";
import type { Kind } from "./kind.ts";
import { sameLive, type Live } from "./live-value.ts";
import { allRows, countRows, maskOf, type Masked } from "./predicates.ts";
import type { Branch } from "./program.ts";

/** Gathers results that are right on some rows only, the cheapest for each set of rows. */
export class PartialResults {
  readonly #bank: Bank;
  readonly #kind: Kind;
  readonly #goal: readonly Live[];
  readonly #byMask = new Map<number, Masked>();
  #level = 0;

  constructor(bank: Bank, kind: Kind, goal: readonly Live[]) {
    this.#bank = bank;
    this.#kind = kind;
    this.#goal = goal;
  }

  upTo(cost: number): readonly Masked[] {
    for (; this.#level < cost; this.#level += 1)
      for (const term of this.#bank.terms(this.#kind, this.#level + 1)) {
        const mask = maskOf(term.values, (value, row) => sameLive(value, this.#goal[row]));
        if (mask !== 0 && !this.#byMask.has(mask)) this.#byMask.set(mask, { term, mask });
      }
    return [...this.#byMask.values()];
  }
}

const perBranch = 2;

interface Chain {
  readonly branches: readonly Branch[];
  readonly otherwise: Expression;
  readonly cost: number;
}

/**
 * The cheapest chain `if … else if … else …` of at most three results. So that it cannot become a table, there are
 * at least three rows for each result, each result is right on two rows or more, and what is the same for every
 * input needs three.
 */
export function branch(
  conditions: readonly Masked[],
  results: readonly Masked[],
  rows: number,
): Fit | undefined {
  const all = allRows(rows);
  const tests = conditions
    .filter(({ mask }) => mask !== 0 && mask !== all)
    .flatMap(({ term, mask }) => [
      { when: term.expression, mask, cost: term.cost },
      { when: not(term.expression), mask: all & ~mask, cost: term.cost + 1 },
    ]);
  const ordered = results.toSorted((a, b) => a.term.cost - b.term.cost);
  const memory = new Map<number, Term | undefined>();
  const resultFor = (mask: number): Term | undefined => {
    if (memory.has(mask)) return memory.get(mask);
    const count = countRows(mask);
    const found = ordered.find(
      (result) =>
        (result.mask & mask) === mask && count >= (result.term.expression.is === "constant" ? 3 : 2),
    )?.term;
    memory.set(mask, found);
    return found;
  };
  const chain = (left: number, most: number): Chain | undefined => {
    const last = resultFor(left);
    if (last !== undefined) return { branches: [], otherwise: last.expression, cost: last.cost };
    if (most <= 1) return undefined;
    let best: Chain | undefined;
    for (const test of tests) {
      const here = left & test.mask;
      if (here === 0 || here === left) continue;
      const result = resultFor(here);
      if (result === undefined) continue;
      const floor = test.cost + result.cost + perBranch;
      if (best !== undefined && best.cost <= floor) continue;
      const rest = chain(left & ~test.mask, most - 1);
      if (rest === undefined || (best !== undefined && best.cost <= rest.cost + floor)) continue;
      const first = { when: test.when, give: result.expression };
      best = { branches: [first, ...rest.branches], otherwise: rest.otherwise, cost: rest.cost + floor };
    }
    return best;
  };
  const found = chain(all, Math.min(3, Math.floor(rows / 3)));
  if (found === undefined || found.branches.length === 0) return undefined;
  return { body: { is: "branches", branches: found.branches, otherwise: found.otherwise }, cost: found.cost };
}
