import type { Budget } from "./budget.ts";
import type { EachOperation } from "./each-operations.ts";
import { indexName, itemName, uses, type Expression } from "./expression.ts";
import { isArrayKind, itemOf, type Kind } from "./kind.ts";
import type { Operation } from "./operations.ts";
import { signatureOf } from "./signature.ts";

/** An expression with what it gives on every row; `undefined` where it has no result. */
export interface Term {
  readonly expression: Expression;
  readonly kind: Kind;
  readonly cost: number;
  readonly values: readonly unknown[];
}

export interface Priced<Op> {
  readonly operation: Op;
  readonly cost: number;
}

export interface Grammar {
  readonly operations: readonly Priced<Operation>[];
  readonly each: readonly Priced<EachOperation>[];
  /** Is this use of an operation pointless or not allowed? Asked before it is evaluated. */
  readonly refuses: (operation: Operation, of: readonly Term[]) => boolean;
}

export type OnFit = (term: Term) => void;

/** More items than this, over all rows, and a function of one item is not worth learning from them. */
const mostItems = 300;

/**
 * All expressions over some rows, cheapest first, one for each behaviour: of expressions that give the same on
 * every row only the cheapest stays (observational equivalence).
 */
export class Bank {
  readonly #rows: number;
  readonly #grammar: Grammar;
  readonly #budget: Budget;
  readonly #levels = new Map<Kind, Term[][]>();
  readonly #seen = new Map<Kind, Set<number>>();
  readonly #goals = new Map<Kind, Map<number, OnFit[]>>();
  readonly #waiting = new Map<number, Term[]>();
  readonly #lists: ItemBank[] = [];
  readonly #listGoals: { readonly kind: Kind; readonly values: readonly unknown[]; readonly onFit: OnFit }[] =
    [];
  /** The cost up to which the bank is complete, and what that took. */
  #complete = 0;
  #spent = 0;

  constructor(rows: number, leaves: readonly Term[], grammar: Grammar, budget: Budget) {
    this.#rows = rows;
    this.#grammar = grammar;
    this.#budget = budget;
    for (const leaf of leaves) {
      const waiting = this.#waiting.get(leaf.cost);
      if (waiting === undefined) this.#waiting.set(leaf.cost, [leaf]);
      else waiting.push(leaf);
    }
  }

  /** Calls `onFit` for every term, from now on, that gives exactly these values. */
  aim(kind: Kind, values: readonly unknown[], onFit: OnFit): void {
    const goals = this.#goals.get(kind) ?? new Map<number, OnFit[]>();
    const key = signatureOf(values);
    goals.set(key, [...(goals.get(key) ?? []), onFit]);
    this.#goals.set(kind, goals);
    if (isArrayKind(kind)) this.#listGoals.push({ kind, values, onFit });
  }

  /** The terms of a kind at exactly this cost. */
  terms(kind: Kind, cost: number): readonly Term[] {
    return this.#levels.get(kind)?.[cost] ?? [];
  }

  kinds(): readonly Kind[] {
    return [...this.#levels.keys()];
  }

  /** Completes the bank up to a cost; `false` when the budget ended before. */
  extend(cost: number): boolean {
    while (this.#complete < cost) {
      if (!this.#level(this.#complete + 1)) return false;
      this.#complete += 1;
    }
    return true;
  }

  #level(cost: number): boolean {
    for (const leaf of this.#waiting.get(cost) ?? []) {
      if (!this.#budget.take()) return false;
      this.#add(leaf);
    }
    for (const priced of this.#grammar.operations) if (!this.#apply(priced, cost)) return false;
    for (const list of this.#lists) if (!this.#applyEach(list, cost)) return false;
    return this.#searchAimed();
  }

  /** Lists in which a goal lies are searched deeper, for as much as all the rest has taken. */
  #searchAimed(): boolean {
    const aimed = this.#lists.filter((list) => list.aimed);
    for (const { bank } of aimed)
      while (bank.#spent * aimed.length < this.#budget.effort() / 2 + 10_000)
        if (!bank.extend(bank.#complete + 1)) return false;
    return true;
  }

  #apply({ operation, cost: own }: Priced<Operation>, cost: number): boolean {
    const rest = cost - own;
    const [first, second, third] = operation.takes;
    if (first === undefined) return true;
    if (second === undefined) {
      for (const a of this.terms(first, rest)) if (!this.#call(operation, [a], cost)) return false;
      return true;
    }
    for (let costA = 1; costA < rest; costA += 1) {
      if (third === undefined) {
        if (operation.commutes === true && costA > rest - costA) break;
        for (const a of this.terms(first, costA))
          for (const b of this.terms(second, rest - costA))
            if (!this.#call(operation, [a, b], cost)) return false;
        continue;
      }
      for (let costB = 1; costA + costB < rest; costB += 1)
        for (const a of this.terms(first, costA))
          for (const b of this.terms(second, costB))
            for (const c of this.terms(third, rest - costA - costB))
              if (!this.#call(operation, [a, b, c], cost)) return false;
    }
    return true;
  }

  #call(operation: Operation, of: readonly Term[], cost: number): boolean {
    if (this.#grammar.refuses(operation, of)) return true;
    if (!this.#budget.take(this.#rows)) return false;
    this.#spent += this.#rows;
    const run = operation.evaluate as (...values: unknown[]) => unknown;
    const [a, b, c] = of as readonly [Term, Term?, Term?];
    const values: unknown[] = new Array(this.#rows);
    let some = false;
    for (let row = 0; row < this.#rows; row += 1) {
      const x = a.values[row];
      const y = b === undefined ? 0 : b.values[row];
      const z = c === undefined ? 0 : c.values[row];
      const value =
        x === undefined || y === undefined || z === undefined
          ? undefined
          : b === undefined
            ? run(x)
            : c === undefined
              ? run(x, y)
              : run(x, y, z);
      values[row] = value;
      if (value !== undefined) some = true;
    }
    if (some) {
      const expression = {
        is: "call",
        operation,
        of: of.map((term) => term.expression),
        kind: operation.gives,
      } as const;
      this.#add({ expression, kind: operation.gives, cost, values });
    }
    return true;
  }

  /** Uses each array method on one list, with functions that cost what is left. */
  #applyEach(list: ItemBank, cost: number): boolean {
    const cheapest = Math.min(...this.#grammar.each.map((priced) => priced.cost));
    if (!list.bank.extend(cost - list.over.cost - cheapest)) return false;
    for (const { operation, cost: own } of this.#grammar.each) {
      const rest = cost - list.over.cost - own;
      for (const bodyKind of list.bank.kinds()) {
        const kind = operation.gives(list.over.kind, bodyKind);
        if (kind === undefined) continue;
        for (const body of list.bank.terms(bodyKind, rest)) {
          if (!uses(body.expression, itemName) && !uses(body.expression, indexName)) continue;
          if (operation.name !== "map" && !uses(body.expression, itemName)) continue;
          if (operation.template.includes("(a, b)") && uses(body.expression, indexName)) continue;
          if (!this.#budget.take(list.bank.#rows)) return false;
          this.#add(eachTerm(operation, list, body, kind, cost));
        }
      }
    }
    return true;
  }

  #add(term: Term): void {
    const key = signatureOf(term.values);
    const seen = this.#seen.get(term.kind) ?? new Set();
    const goals = this.#goals.get(term.kind)?.get(key);
    if (goals !== undefined) for (const onFit of goals) onFit(term);
    if (seen.has(key)) return;
    seen.add(key);
    this.#seen.set(term.kind, seen);
    const levels = this.#levels.get(term.kind) ?? [];
    (levels[term.cost] ??= []).push(term);
    this.#levels.set(term.kind, levels);
    if (isArrayKind(term.kind) && this.#grammar.each.length > 0) this.#open(term);
  }

  /** Starts learning functions of one item of this array. */
  #open(over: Term): void {
    const items = over.values.reduce(
      (sum: number, value) => sum + (Array.isArray(value) ? value.length : 0),
      0,
    );
    if (items === 0 || items > mostItems) return;
    const flatten = (pick: (row: number, index: number) => unknown): unknown[] =>
      over.values.flatMap((value, row) =>
        Array.isArray(value) ? value.map((_, index) => pick(row, index)) : [],
      );
    const leaf = (expression: Expression, cost: number, values: readonly unknown[]): Term => ({
      expression,
      kind: expression.is === "variable" || expression.is === "constant" ? expression.kind : "any",
      cost,
      values,
    });
    const outer = [...this.#waiting.values()].flat();
    const leaves = [
      leaf(
        { is: "variable", name: itemName, kind: itemOf(over.kind) },
        1,
        flatten((row, index) => (over.values[row] as readonly unknown[])[index]),
      ),
      leaf(
        { is: "variable", name: indexName, kind: "number" },
        2,
        flatten((_row, index) => index),
      ),
      ...outer.map((term) =>
        leaf(
          term.expression,
          term.cost,
          flatten((row) => term.values[row]),
        ),
      ),
    ];
    const bank = new Bank(items, leaves, { ...this.#grammar, each: [] }, this.#budget);
    const list: ItemBank = { over, bank, aimed: false };
    const map = this.#grammar.each.find(({ operation }) => operation.name === "map");
    for (const goal of map === undefined ? [] : this.#listGoals) {
      if (!goal.values.every((value, row) => sameLength(value, over.values[row]))) continue;
      list.aimed = true;
      bank.aim(itemOf(goal.kind), goal.values.flat(1), (body) => {
        if (map !== undefined && uses(body.expression, itemName))
          goal.onFit(eachTerm(map.operation, list, body, goal.kind, over.cost + map.cost + body.cost));
      });
    }
    this.#lists.push(list);
  }
}

/** The functions of one item that are known for one array. */
interface ItemBank {
  readonly over: Term;
  readonly bank: Bank;
  /** Does a goal lie in it, a list as long as this one on every row? */
  aimed: boolean;
}

function eachTerm(operation: EachOperation, list: ItemBank, body: Term, kind: Kind, cost: number): Term {
  let at = 0;
  const values = list.over.values.map((items) => {
    if (!Array.isArray(items)) return undefined;
    const bodies = body.values.slice(at, at + items.length);
    at += items.length;
    return bodies.includes(undefined) ? undefined : operation.evaluate(items, bodies);
  });
  const over = list.over.expression;
  return { expression: { is: "each", operation, over, body: body.expression, kind }, kind, cost, values };
}

function sameLength(left: unknown, right: unknown): boolean {
  return Array.isArray(left) && Array.isArray(right) && left.length === right.length;
}
