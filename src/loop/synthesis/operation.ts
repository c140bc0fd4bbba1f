import type { Kind } from "./kind.ts";

/**
 * One operation of the grammar: an operator or a function of the standard library, never a task.
 * `evaluate` gets defined arguments of the kinds in `takes` and returns `undefined` where it has no result.
 */
export interface Operation {
  readonly name: string;
  readonly takes: readonly Kind[];
  readonly gives: Kind;
  readonly evaluate: (...values: never[]) => unknown;
  /** TypeScript with `{n:p}` for argument n, in parentheses when it binds weaker than p. */
  readonly template: string;
  /** How tightly the written form binds: 20 primary, 18 member and call, 15 prefix, 12 `*`, 11 `+`, 9 `<`, 8 `===`, 4 `&&`, 3 `||`. */
  readonly binds: number;
  /** What it costs in a program's size; `cheap` when the spec's own words speak of it. */
  readonly cost: number;
  /** Everyday words that speak of the operation (stems). */
  readonly words: readonly string[];
  readonly commutes?: boolean;
  /** The written form is an array of its own, which may be sorted or reversed in place. */
  readonly fresh?: boolean;
}

/** Costs: what nearly every program uses, what is ordinary, what is seldom needed; and what the spec speaks of. */
export const usual = 2;
export const ordinary = 3;
export const rare = 5;

/** Of the operators and functions that the makers below spell out, those that are not ordinary. */
const costs: Readonly<Record<string, number>> = {
  "+": usual,
  "-": usual,
  "*": usual,
  "===": usual,
  toLowerCase: usual,
  toUpperCase: usual,
  split: usual,
  join: usual,
  String: usual,
  Number: usual,
  "**": rare,
  startsWith: rare,
  endsWith: rare,
  "Math.sqrt": rare,
  "Math.round": rare,
  "Math.ceil": rare,
  repeat: rare,
};

/** Longest array and string that a candidate may build: the grammar has no use for more. */
export const longest = 1200;

/** An operator between two values of one kind. */
export function infix(
  sign: string,
  binds: number,
  takes: Kind,
  gives: Kind,
  evaluate: (a: never, b: never) => unknown,
  words: readonly string[],
  commutes = false,
): Operation {
  // `**` groups to the right and takes no prefix operator on its left; the rest group to the left.
  const template = sign === "**" ? "{0:16} ** {1:14}" : `{0:${binds}} ${sign} {1:${binds + 1}}`;
  return {
    name: sign,
    takes: [takes, takes],
    gives,
    evaluate,
    template,
    binds,
    cost: costs[sign] ?? ordinary,
    words,
    commutes,
  };
}

/** A function of the standard library. */
export function call(
  name: string,
  takes: readonly Kind[],
  gives: Kind,
  evaluate: (...values: never[]) => unknown,
  words: readonly string[],
  commutes = false,
): Operation {
  const template = `${name}(${takes.map((_, index) => `{${index}:2}`).join(", ")})`;
  return {
    name,
    takes,
    gives,
    evaluate,
    template,
    binds: 18,
    cost: costs[name] ?? ordinary,
    words,
    commutes,
  };
}

/** A method of its first argument. */
export function method(
  name: string,
  takes: readonly Kind[],
  gives: Kind,
  evaluate: (...values: never[]) => unknown,
  words: readonly string[],
  template = `{0:18}.${name}(${takes
    .slice(1)
    .map((_, index) => `{${index + 1}:2}`)
    .join(", ")})`,
): Operation {
  const fresh = gives.endsWith("[]");
  return {
    name,
    takes,
    gives,
    evaluate,
    template,
    binds: 18,
    cost: costs[name] ?? (takes.length > 2 ? rare : ordinary),
    words,
    fresh,
  };
}

/** The text, unless it is too long to be of use. */
export function short(text: string): string | undefined {
  return text.length <= longest ? text : undefined;
}

/** The list, unless it is too long to be of use. */
export function limited<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length <= longest ? items : undefined;
}
