import type { Bank } from "./bank.ts";
import type { Term } from "./term.ts";

/** More rows than this do not fit the bits of a number; the search then learns from the first ones. */
export const mostRows = 30;

/** A condition, or a result that is right on some rows, with those rows as bits. */
export interface Masked {
  readonly term: Term;
  readonly mask: number;
}

/** Gathers, level by level, the cheapest condition for each set of rows. */
export class Predicates {
  readonly #bank: Bank;
  readonly #byMask = new Map<number, Masked>();
  #level = 0;

  constructor(bank: Bank) {
    this.#bank = bank;
  }

  /** The conditions found up to this cost, cheapest first, at most `most`. */
  upTo(cost: number, most: number): readonly Masked[] {
    for (; this.#level < cost; this.#level += 1)
      for (const term of this.#bank.terms("boolean", this.#level + 1)) {
        if (term.values.includes(undefined)) continue;
        const mask = maskOf(term.values, (value) => value === true);
        if (!this.#byMask.has(mask)) this.#byMask.set(mask, { term, mask });
      }
    return [...this.#byMask.values()].slice(0, most);
  }
}

/** Bit n is set where row n passes. */
export function maskOf(values: readonly unknown[], passes: (value: unknown, row: number) => boolean): number {
  let mask = 0;
  for (let row = 0; row < values.length; row += 1) if (passes(values[row], row)) mask |= 1 << row;
  return mask;
}

export function allRows(rows: number): number {
  return 2 ** rows - 1;
}

export function countRows(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
