import { expect, test } from "vitest";
import { isQuickPattern, isTamePattern } from "../../../src/verdict/saboteurs/quick-pattern.ts";

const pattern = (source: string) => ({ source, flags: "" });

/** A text of this length that makes a pattern with this many repetitions look in vain everywhere. */
const inVain = (length: number): string => "a".repeat(length);

test.each<[string, number, boolean]>([
  // Without repetition the place to start from is all that is tried: 1000 of them.
  ["abc", 1_000, true],
  // One repetition: 1000 places times 1000 lengths is the million.
  ["a*b", 1_000, true],
  ["a*b", 1_001, false],
  // Two: the third power of 100 is the million.
  ["a*a*b", 100, true],
  ["a*a*b", 101, false],
  ["a*a*b", 100_000, false],
  // Three: the fourth power of 31 is below it, that of 32 is not.
  ["a*a*a*b", 31, true],
  ["a*a*a*b", 32, false],
  // Each `?` doubles the ways: 2 to the 20th is more than a million.
  ["a?".repeat(20), 2, false],
  ["a?".repeat(10), 2, true],
  ["a|b|c", 1_000, true],
  ["(a+)+b", 2, false],
  ["a{1,9}b", 1_001, false],
  ["a".repeat(201), 1, false],
])("%s on %i characters: %s", (source, length, expected) => {
  expect(isQuickPattern(pattern(source), inVain(length))).toBe(expected);
});

test.each(["a*a*b", "a*b", "^a+a+$", "a*a*a*b", "a?".repeat(14)])(
  "%s, where it may be tried, has ended within a second at its longest",
  (source) => {
    let length = 1;
    while (isQuickPattern(pattern(source), inVain(length + 1)) && length < 100_000) length += 1;
    const start = performance.now();
    expect(new RegExp(source).test(`${inVain(length - 1)}!`)).toBeTypeOf("boolean");
    expect(performance.now() - start).toBeLessThan(1_000);
  },
);

test.each<[string, boolean]>([
  ["^[a-z]+$", true],
  ["a*a*b", true],
  ["a*a*a*b", false],
  ["(a+)+b", false],
])("%s is tame on what is as short as a spec's values: %s", (source, expected) => {
  expect(isTamePattern(pattern(source))).toBe(expected);
});
