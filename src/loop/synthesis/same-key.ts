import { Bank, type Grammar } from "./bank.ts";
import type { Term } from "./term.ts";
import type { Budget } from "./budget.ts";
import { itemName, uses, type Expression } from "./expression.ts";
import type { Fit } from "./fit.ts";
import type { Kind } from "./kind.ts";
import { sameLive, type Live } from "./live-value.ts";

const keyKinds: readonly Kind[] = ["string", "number"];

/**
 * For a yes/no function of two alike arguments: searches a view of one argument that is the same for both exactly
 * where the goal says yes.
 */
export class SameKey {
  readonly #bank: Bank;
  readonly #goal: readonly Live[];
  readonly #own: number;
  readonly #sides: readonly [Expression, Expression];

  constructor(
    sides: readonly [Term, Term],
    constants: readonly Term[],
    goal: readonly Live[],
    grammar: Grammar,
    budget: Budget,
    own: number,
  ) {
    this.#own = own;
    const [left, right] = sides;
    const leaf: Term = {
      expression: { is: "variable", name: itemName, kind: left.kind },
      kind: left.kind,
      cost: 1,
      values: [...left.values, ...right.values],
    };
    const doubled = constants.map((term) => ({ ...term, values: [...term.values, ...term.values] }));
    this.#bank = new Bank(goal.length * 2, [leaf, ...doubled], grammar, budget);
    this.#goal = goal;
    this.#sides = [left.expression, right.expression];
  }

  /** The fits whose whole cost is exactly this. */
  *at(cost: number): Generator<null, readonly Fit[]> {
    const keyCost = cost - this.#own;
    if (keyCost < 1 || !(yield* this.#bank.extend(keyCost))) return [];
    return keyKinds
      .flatMap((kind) => this.#bank.terms(kind, keyCost))
      .filter((term) => uses(term.expression, itemName) && this.#fits(term))
      .map((term) => ({
        body: { is: "same key", key: term.expression, left: this.#sides[0], right: this.#sides[1] },
        cost,
      }));
  }

  #fits(term: Term): boolean {
    const rows = this.#goal.length;
    return this.#goal.every((value, row) => {
      const [left, right] = [term.values[row], term.values[row + rows]];
      return left !== undefined && right !== undefined && sameLive(left, right) === value;
    });
  }
}
