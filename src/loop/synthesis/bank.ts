import type { Budget } from "./budget.ts";
import { completionsOf, type Known } from "./deduce.ts";
import type { EachOperation } from "./each-operations.ts";
import { itemName, uses } from "./expression.ts";
import { countItems, eachTerm, fitsEach, itemLeaves } from "./items.ts";
import { isArrayKind, itemOf, type Kind } from "./kind.ts";
import { sameLive } from "./live-value.ts";
import type { Operation } from "./operation.ts";
import { signatureOf } from "./signature.ts";
import type { Term } from "./term.ts";

export interface Priced<Op> {
  readonly operation: Op;
  readonly cost: number;
}

export interface Grammar {
  readonly operations: readonly Priced<Operation>[];
  readonly each: readonly Priced<EachOperation>[];
  /** Is this use of an operation pointless or not allowed? Asked before it is evaluated. */
  readonly refuses: (operation: Operation, of: readonly Term[]) => boolean;
  /** Leave off in the midst of a level? Nothing is lost: the level is begun anew when it is asked for again. */
  readonly enough: () => boolean;
}

export type OnFit = (term: Term) => void;

interface Aim {
  readonly kind: Kind;
  readonly values: readonly unknown[];
  readonly onFit: OnFit;
}

/** The functions of one item that are known for one array: made when they are first needed. */
interface ItemBank {
  readonly over: Term;
  readonly items: number;
  bank: Bank | undefined;
  /** Does a goal lie in it, a list as long as this one on every row? */
  aimed: boolean;
}

/** More items than this, over all rows, and a function of one item is not worth learning from them. */
const mostItems = 300;

/** So many rows, evenly spread, tell two expressions apart. */
const mostTelling = 40;

/**
 * All expressions over some rows, cheapest first, one for each behaviour: of expressions that give the same on
 * every row only the cheapest stays (observational equivalence).
 */
export class Bank {
  readonly #rows: number;
  /** The row numbers that tell expressions apart, and the others. */
  readonly #telling: readonly number[];
  readonly #others: readonly number[];
  readonly #grammar: Grammar;
  readonly #budget: Budget;
  readonly #leaves: readonly Term[];
  readonly #levels = new Map<Kind, Term[][]>();
  readonly #seen = new Map<Kind, Map<number, Term>>();
  readonly #aims = new Map<Kind, Map<number, Aim[]>>();
  readonly #lists: ItemBank[] = [];
  /** The cost up to which the bank is complete, and how many rows that took. */
  #complete = 0;
  #spent = 0;

  constructor(rows: number, leaves: readonly Term[], grammar: Grammar, budget: Budget) {
    const stride = Math.ceil(rows / mostTelling);
    const all = Array.from({ length: rows }, (_, row) => row);
    this.#rows = rows;
    this.#telling = all.filter((row) => row % stride === 0);
    this.#others = all.filter((row) => row % stride !== 0);
    this.#leaves = leaves;
    this.#grammar = grammar;
    this.#budget = budget;
  }

  /** Calls `onFit` for every term, from now on, that gives exactly these values. */
  aim(kind: Kind, values: readonly unknown[], onFit: OnFit): void {
    const aims = this.#aims.get(kind) ?? new Map<number, Aim[]>();
    const key = signatureOf(values, this.#telling);
    aims.set(key, [...(aims.get(key) ?? []), { kind, values, onFit }]);
    this.#aims.set(kind, aims);
    if (kind === "string") this.#aimAtPositions(values as readonly string[], onFit);
  }

  /** The terms of a kind at exactly this cost. */
  terms(kind: Kind, cost: number): readonly Term[] {
    return this.#levels.get(kind)?.[cost] ?? [];
  }

  /**
   * Completes the bank up to a cost; `false` when the budget ended, or it was enough, before. It stops on its way
   * wherever others may have their turn.
   */
  *extend(cost: number): Generator<null, boolean> {
    while (this.#complete < cost) {
      if (!(yield* this.#level(this.#complete + 1))) return false;
      this.#complete += 1;
    }
    return true;
  }

  /** Where every goal is an item of one constant list, or a letter of one constant text, it may be looked up there. */
  #aimAtPositions(goal: readonly string[], onFit: OnFit): void {
    const lookups = this.#grammar.operations.filter(
      ({ operation: { name, gives } }) => gives === "string" && (name === "item at" || name === "charAt"),
    );
    for (const priced of lookups)
      for (const leaf of this.#leaves) {
        if (leaf.expression.is !== "constant" || leaf.kind !== priced.operation.takes[0]) continue;
        const items = Array.from(leaf.values[0] as string | readonly string[]);
        if (new Set(items).size < items.length || !goal.every((text) => items.includes(text))) continue;
        const positions = goal.map((text) => items.indexOf(text));
        this.aim("number", positions, (term) => onFit(joined(priced, leaf, term, goal)));
      }
  }

  *#level(cost: number): Generator<null, boolean> {
    for (const leaf of this.#leaves) {
      if (leaf.cost !== cost) continue;
      if (!this.#budget.take()) return false;
      this.#add(leaf);
    }
    for (const priced of this.#grammar.operations) if (!(yield* this.#apply(priced, cost))) return false;
    for (const list of this.#lists) if (!(yield* this.#applyEach(list, cost))) return false;
    return yield* this.#searchAimed();
  }

  /** Lists in which a goal lies are searched deeper, for as much as all the rest has taken. */
  *#searchAimed(): Generator<null, boolean> {
    const aimed = this.#lists.filter((list) => list.aimed);
    for (const list of aimed) {
      const bank = this.#open(list);
      while (bank.#spent * aimed.length < this.#budget.effort() / 2 + 10_000)
        if (!(yield* bank.extend(bank.#complete + 1))) return false;
    }
    return true;
  }

  *#apply({ operation, cost: own }: Priced<Operation>, cost: number): Generator<null, boolean> {
    const rest = cost - own;
    const [first, second, third] = operation.takes;
    if (first === undefined) return true;
    if (second === undefined) {
      for (const a of this.terms(first, rest)) {
        if (!this.#call(operation, [a], cost)) return false;
        if (this.#budget.isLong()) yield null;
      }
      return true;
    }
    for (let costA = 1; costA < rest; costA += 1) {
      if (third === undefined) {
        if (operation.commutes === true && costA > rest - costA) break;
        for (const a of this.terms(first, costA)) {
          for (const b of this.terms(second, rest - costA))
            if (!this.#call(operation, [a, b], cost)) return false;
          if (this.#budget.isLong()) yield null;
        }
        continue;
      }
      for (let costB = 1; costA + costB < rest; costB += 1)
        for (const a of this.terms(first, costA))
          for (const b of this.terms(second, costB)) {
            for (const c of this.terms(third, rest - costA - costB))
              if (!this.#call(operation, [a, b, c], cost)) return false;
            if (this.#budget.isLong()) yield null;
          }
    }
    return true;
  }

  #call(operation: Operation, of: readonly Term[], cost: number): boolean {
    if (this.#grammar.refuses(operation, of)) return true;
    if (this.#grammar.enough() || !this.#budget.take(this.#telling.length)) return false;
    this.#spent += this.#telling.length;
    const values: unknown[] = Array.from({ length: this.#rows });
    if (!fill(values, this.#telling, operation, of)) return true;
    const kind = operation.gives;
    // Most have been seen before: the other rows are worked out only for those that have not.
    const key = signatureOf(values, this.#telling);
    if (this.#seen.get(kind)?.has(key) === true && this.#aims.get(kind)?.has(key) !== true) return true;
    if (this.#others.length > 0) fill(values, this.#others, operation, of);
    this.#add(
      {
        expression: { is: "call", operation, of: of.map((term) => term.expression), kind },
        kind,
        cost,
        values,
      },
      key,
    );
    return true;
  }

  /** Uses each array method on one list, with functions that cost what is left. */
  *#applyEach(list: ItemBank, cost: number): Generator<null, boolean> {
    for (const { operation, cost: own } of this.#grammar.each) {
      const rest = cost - list.over.cost - own;
      if (rest < 1) continue;
      const bank = this.#open(list);
      if (!(yield* bank.extend(rest))) return false;
      for (const bodyKind of bank.#levels.keys()) {
        const kind = operation.gives(list.over.kind, bodyKind);
        if (kind === undefined) continue;
        for (const body of bank.terms(bodyKind, rest)) {
          if (!fitsEach(operation, body.expression)) continue;
          if (this.#grammar.enough() || !this.#budget.take(list.items)) return false;
          this.#add(eachTerm(operation, list.over, body, kind, cost));
        }
      }
    }
    return true;
  }

  #add(term: Term, key = signatureOf(term.values, this.#telling)): void {
    const { kind } = term;
    const aims = this.#aims.get(kind);
    for (const aim of aims?.get(key) ?? []) if (sameLive(aim.values, term.values)) aim.onFit(term);
    const seen = this.#seen.get(kind) ?? new Map<number, Term>();
    if (seen.has(key)) return;
    seen.set(key, term);
    this.#seen.set(kind, seen);
    for (const aim of [...(aims?.values() ?? [])].flat()) this.#workBack(aim, term, seen);
    const levels = this.#levels.get(kind) ?? [];
    (levels[term.cost] ??= []).push(term);
    this.#levels.set(kind, levels);
    if (isArrayKind(kind) && this.#grammar.each.length > 0) this.#keepList(term);
  }

  /** Reaches a goal from this term and one known before. */
  #workBack(aim: Aim, term: Term, seen: ReadonlyMap<number, Term>): void {
    const find = (values: readonly unknown[]): Known | undefined =>
      seen.get(signatureOf(values, this.#telling));
    for (const { sign, left, right } of completionsOf(term.kind, aim.values, term, find)) {
      const priced = this.#grammar.operations.find(
        ({ operation: { name, takes } }) => name === sign && takes[0] === term.kind,
      );
      if (priced !== undefined) aim.onFit(joined(priced, left, right, aim.values));
    }
  }

  /** Remembers an array whose items functions may be learnt of. */
  #keepList(over: Term): void {
    const items = countItems(over);
    if (items === 0 || items > mostItems) return;
    const aimed = [...this.#aims.values()]
      .flatMap((aims) => [...aims.values()].flat())
      .some((aim) => aim.values.every((value, row) => sameLength(value, over.values[row])));
    this.#lists.push({ over, items, bank: undefined, aimed });
  }

  #open(list: ItemBank): Bank {
    if (list.bank !== undefined) return list.bank;
    const { over } = list;
    const bank = new Bank(
      list.items,
      itemLeaves(over, this.#leaves),
      { ...this.#grammar, each: [] },
      this.#budget,
    );
    const map = this.#grammar.each.find(({ operation }) => operation.name === "map");
    for (const aim of [...this.#aims.values()].flatMap((aims) => [...aims.values()].flat())) {
      if (map === undefined || !aim.values.every((value, row) => sameLength(value, over.values[row])))
        continue;
      bank.aim(itemOf(aim.kind), aim.values.flat(1), (body) => {
        const cost = over.cost + map.cost + body.cost;
        if (uses(body.expression, itemName)) aim.onFit(eachTerm(map.operation, over, body, aim.kind, cost));
      });
    }
    list.bank = bank;
    return bank;
  }
}

/** Works out some rows; `false` when there is no result on any of them. */
function fill(
  values: unknown[],
  rows: readonly number[],
  operation: Operation,
  of: readonly Term[],
): boolean {
  const run = operation.evaluate as (...values: unknown[]) => unknown;
  const [a, b, c] = of as readonly [Term, Term?, Term?];
  let some = false;
  for (const row of rows) {
    const x = a.values[row];
    const y = b === undefined ? 0 : b.values[row];
    const z = c === undefined ? 0 : c.values[row];
    if (x === undefined || y === undefined || z === undefined) continue;
    const value = b === undefined ? run(x) : c === undefined ? run(x, y) : run(x, y, z);
    values[row] = value;
    if (value !== undefined) some = true;
  }
  return some;
}

function joined(
  { operation, cost }: Priced<Operation>,
  left: Known,
  right: Known,
  values: readonly unknown[],
): Term {
  const kind = operation.gives;
  const expression = { is: "call", operation, of: [left.expression, right.expression], kind } as const;
  return { expression, kind, cost: left.cost + right.cost + cost, values };
}

function sameLength(left: unknown, right: unknown): boolean {
  return Array.isArray(left) && Array.isArray(right) && left.length === right.length;
}
