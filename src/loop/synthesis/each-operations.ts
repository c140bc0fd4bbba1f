import { itemOf, type Kind } from "./kind.ts";

/** An array method that takes a function of one item and its index. */
export interface EachOperation {
  readonly name: string;
  /** Does a function that gives `body` fit an array of kind `over`? The result's kind, or `undefined`. */
  readonly gives: (over: Kind, body: Kind) => Kind | undefined;
  /** `bodies[i]` is what the function gave for `items[i]`; never `undefined`. */
  readonly evaluate: (items: readonly unknown[], bodies: readonly unknown[]) => unknown;
  /** TypeScript with `{over:p}`, `{item}` (the function's parameters) and `{body:p}`. */
  readonly template: string;
  readonly binds: number;
  readonly cost: number;
  readonly words: readonly string[];
  readonly fresh: boolean;
}

export const eachOperations: readonly EachOperation[] = [
  {
    name: "map",
    gives: (_over, body) =>
      body === "number" || body === "string" || body === "any" ? `${body}[]` : undefined,
    evaluate: (_items, bodies) => bodies,
    template: "{over:18}.map(({item}) => {body:2})",
    binds: 18,
    cost: 3,
    words: ["each", "every", "item by item"],
    fresh: true,
  },
  {
    name: "filter",
    gives: (over, body) => (body === "boolean" ? over : undefined),
    evaluate: (items, bodies) => items.filter((_item, index) => bodies[index]),
    template: "{over:18}.filter(({item}) => {body:2})",
    binds: 18,
    cost: 3,
    words: ["only", "which", "that", "how many"],
    fresh: true,
  },
  {
    name: "some",
    gives: (_over, body) => (body === "boolean" ? "boolean" : undefined),
    evaluate: (_items, bodies) => bodies.includes(true),
    template: "{over:18}.some(({item}) => {body:2})",
    binds: 18,
    cost: 3,
    words: ["any ", "some", "at least one"],
    fresh: false,
  },
  {
    name: "every",
    gives: (_over, body) => (body === "boolean" ? "boolean" : undefined),
    evaluate: (_items, bodies) => !bodies.includes(false),
    template: "{over:18}.every(({item}) => {body:2})",
    binds: 18,
    cost: 3,
    words: ["all ", "every", "each"],
    fresh: false,
  },
  sortBy("lowest first", ["a", "b"], ["shortest", "ascend", "smallest"]),
  sortBy("highest first", ["b", "a"], ["longest", "descend", "largest"]),
];

/** Sorting by a number computed from each item: stable, so equals keep their order. */
function sortBy(
  name: string,
  [left, right]: readonly [string, string],
  words: readonly string[],
): EachOperation {
  const sign = left === "a" ? 1 : -1;
  return {
    name,
    gives: (over, body) => (body === "number" && itemOf(over) !== "number" ? over : undefined),
    evaluate: (items, bodies) =>
      items
        .map((item, index) => ({ item, key: Number(bodies[index]) }))
        .sort((a, b) => sign * (a.key - b.key))
        .map(({ item }) => item),
    template: `{over:fresh}.sort((a, b) => {body:11:${left}} - {body:12:${right}})`,
    binds: 18,
    cost: 4,
    words,
    fresh: true,
  };
}
