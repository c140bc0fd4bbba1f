import { describe, expect, test } from "vitest";
import { constantsOf } from "../../../src/loop/synthesis/constants.ts";
import { hintsOf } from "../../../src/loop/synthesis/hints.ts";
import type { Live } from "../../../src/loop/synthesis/live-value.ts";
import { tiedNumbers } from "../../../src/loop/synthesis/tied-numbers.ts";

function values(
  prose: string,
  inputs: readonly Live[] = [],
  expected: readonly Live[] = [],
): readonly Live[] {
  return constantsOf(
    prose,
    hintsOf(prose),
    inputs.map((input) => [input]),
    expected,
  ).map((constant) => constant.value);
}

describe("constants", () => {
  test.each<readonly [string, string, Live]>([
    ["a number in digits", "One mile is 1.609 kilometres.", 1.609],
    ["a number spelt out", "There are seven days.", 7],
    ["a quoted word", 'Says "Moo" at night.', "Moo"],
    ["an emphasised word", "Says _you_ instead.", "you"],
    ["letters in a row", "The letters a, e, i, o and u.", ["a", "e", "i", "o", "u"]],
    ["one-word bullets", "Sizes:\n\n- small\n- medium\n- large\n", ["small", "medium", "large"]],
    ["bullets with their number", "- black: 0\n- brown: 1\n- red: 2\n", ["black", "brown", "red"]],
  ])("of the prose: %s", (_what, prose, constant) => {
    expect(values(prose)).toContainEqual(constant);
  });

  test("what two examples expect is a constant, what one expects is not", () => {
    const found = values("", ["a", "b", "c"], ["twice", "twice", "once"]);
    expect(found).toContain("twice");
    expect(found).not.toContain("once");
  });

  test("a quoted word that is an example's whole argument is none", () => {
    expect(values('For "ox" and "ant".', ["ox"])).not.toContain("ox");
  });
});

test.each<readonly [string, readonly number[]]>([
  ["Is divisible by 4. Unless it is divisible by 100, in which case also by 400.", [4, 100]],
  ["Not divisible by 3, 5, or 7.", [3, 5, 7]],
  ["A multiple of 3. 1997 was one.", [3]],
  ["Has exactly two divisors.", [2]],
  ["There are 12 months.", []],
])("numbers that are tied to a condition: %s", (prose, numbers) => {
  expect(tiedNumbers(prose)).toStrictEqual(numbers);
});
