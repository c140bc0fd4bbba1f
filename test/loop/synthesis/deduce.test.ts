import { expect, test } from "vitest";
import { completionsOf, type Known } from "../../../src/loop/synthesis/deduce.ts";

const known = (values: readonly unknown[]): Known => ({
  expression: { is: "constant", value: String(values), kind: "any" },
  cost: 1,
  values,
});

test.each<
  readonly [string, string, readonly unknown[], readonly unknown[], readonly unknown[], readonly string[]]
>([
  ["a text that begins so", "string", ["ab", "ac"], ["a", "a"], ["b", "c"], ["+"]],
  ["a text that ends so", "string", ["ab", "cb"], ["b", "b"], ["a", "c"], ["+"]],
  ["a text that does neither on one row", "string", ["ab", "cd"], ["a", "a"], ["b", "d"], []],
  ["a sum", "number", [5, 7], [2, 3], [3, 4], ["+"]],
  ["a difference from the term", "number", [1, 2], [5, 7], [4, 5], ["-"]],
  ["a difference to the term", "number", [1, 2], [4, 5], [5, 7], ["-"]],
  ["a product", "number", [6, 8], [2, 4], [3, 2], ["*"]],
  ["a quotient by the term", "number", [3, 2], [2, 4], [6, 8], ["/"]],
  ["nothing where the term has no result", "number", [3, 2], [2, undefined], [6, 8], []],
])("works back to %s", (_what, kind, goal, term, other, signs) => {
  const find = (values: readonly unknown[]): Known | undefined =>
    JSON.stringify(values) === JSON.stringify(other) ? known(other) : undefined;
  expect(completionsOf(kind, goal, known(term), find).map(({ sign }) => sign)).toStrictEqual(signs);
});

test("what rounding breaks on the way forward is no completion", () => {
  // 98.6 - 32 is 66.6, and 37 * 1.8 is 66.60000000000001.
  expect(completionsOf("number", [0.3], known([0.1]), () => known([0.2]))).toStrictEqual([]);
});
