import { describe, expect, test } from "vitest";
import { readValue } from "../../src/adapters/judge/read-value.ts";
import { encodeValue } from "../../src/judge-child/encode.ts";
import type { Value } from "../../src/spec/value.ts";
import { equalValues } from "../../src/verdict/equal-values.ts";
import { equalityCases } from "./equality-cases.ts";

function canonical(live: unknown): Value {
  const value = readValue(JSON.parse(encodeValue(live)));
  if (value === undefined) throw new Error("what the child wrote cannot be read");
  return value;
}

/** The matcher that a suite uses: `toBe` for primitives, `toStrictEqual` for the rest. */
function vitestSays(actual: unknown, expected: unknown): boolean {
  const isPrimitive = expected === null || (typeof expected !== "object" && typeof expected !== "function");
  try {
    if (isPrimitive && typeof actual !== "object") expect(actual).toBe(expected);
    else expect(actual).toStrictEqual(expected);
    return true;
  } catch (error) {
    if ((error as Error).name !== "AssertionError") throw error;
    return false;
  }
}

describe("one table for the judge and for Vitest", () => {
  test.each(equalityCases)("$name: $same", ({ actual, expected, same }) => {
    expect(equalValues(canonical(actual), canonical(expected))).toBe(same);
  });

  test.each(equalityCases)("Vitest on $name", ({ actual, expected, same, vitest }) => {
    expect(vitestSays(actual, expected)).toBe(vitest?.same ?? same);
  });

  test("an opaque value does not equal itself", () => {
    const value: Value = { t: "opaque", why: "too large" };
    expect(equalValues(value, value)).toBe(false);
    expect(equalValues({ t: "array", items: [value] }, { t: "array", items: [value] })).toBe(false);
  });
});

// A property asks the code under test for both sides.
describe("two large values end soon", () => {
  const numbers = Array.from({ length: 90_000 }, (_, n): Value => ({ t: "number", v: String(n) }));
  const pairs = numbers.map((item) => [item, item] as const);

  const records = (isTurned: boolean): readonly Value[] =>
    Array.from({ length: 20_000 }, (_, n): Value => {
      const id = ["id", { t: "number", v: String(n) }] as const;
      const absent = ["absent", { t: "undefined" }] as const;
      return { t: "object", class: "Object", entries: isTurned ? [id] : [absent, id] };
    });
  const squares = Array.from({ length: 200 }, (_, n): Value => ({
    t: "set",
    items: Array.from({ length: 200 }, (_, m): Value => ({ t: "number", v: String(n * 200 + m) })),
  }));
  const nested = (from: number): readonly Value[] =>
    Array.from({ length: 20_000 }, (_, n): Value => ({
      t: "set",
      items: [{ t: "number", v: String(from * 20_000 + n) }],
    }));

  test.each<[string, Value, Value, boolean]>([
    ["a Set in the same order", { t: "set", items: numbers }, { t: "set", items: [...numbers] }, true],
    ["a Map in the same order", { t: "map", entries: pairs }, { t: "map", entries: [...pairs] }, true],
    ["a Set backwards", { t: "set", items: numbers }, { t: "set", items: numbers.toReversed() }, true],
    ["a Map backwards", { t: "map", entries: pairs }, { t: "map", entries: pairs.toReversed() }, true],
    [
      "a Set backwards that lacks one and has another",
      { t: "set", items: numbers },
      { t: "set", items: [...numbers.slice(1), { t: "null" } as const].toReversed() },
      false,
    ],
    [
      "a Set of records in another order, keys too",
      { t: "set", items: records(false) },
      { t: "set", items: records(true).toReversed() },
      true,
    ],
    [
      "a Map whose keys are arrays, backwards",
      { t: "map", entries: numbers.slice(0, 30_000).map((item) => [{ t: "array", items: [item] }, item]) },
      {
        t: "map",
        entries: numbers
          .slice(0, 30_000)
          .map((item): readonly [Value, Value] => [{ t: "array", items: [item] }, item])
          .toReversed(),
      },
      true,
    ],
    [
      "Sets of Sets, every one with a like elsewhere",
      { t: "set", items: squares },
      { t: "set", items: squares.toReversed() },
      true,
    ],
    // Made to be looked for one by one: given up on, which is no equality.
    ["Sets of Sets of one size", { t: "set", items: nested(0) }, { t: "set", items: nested(1) }, false],
    [
      "a Set of a usual size backwards",
      { t: "set", items: numbers.slice(0, 2000) },
      { t: "set", items: numbers.slice(0, 2000).toReversed() },
      true,
    ],
  ])("%s", (_, actual, expected, same) => {
    expect(equalValues(actual, expected)).toBe(same);
  });
});
