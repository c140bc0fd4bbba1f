import { expect, test } from "vitest";
import { runningWords } from "../../../src/plan/lint/running-words.ts";

test.each([
  ["a `b` c", "a     c"],
  ["a ``b ` c`` d", `a${" ".repeat(11)}d`],
  ["a ` b", "a ` b"],
  ['say "b c" d', "say       d"],
  ["say “b” d", "say     d"],
  ["it's John's", "it's John's"],
  ["the 'b c' d", "the       d"],
  ["a [b](c d) e", "a [b       e"],
  ["a <!-- b --> c", "a            c"],
  ['an inch is 1"', 'an inch is 1"'],
])("%j", (source, words) => {
  expect(runningWords(source)).toBe(words);
  expect(words).toHaveLength(source.length);
});

test("code stays where it is wanted, its marks do not", () => {
  expect(runningWords("a `<= 10` b", true)).toBe("a  <= 10  b");
});

test("a text full of marks takes no longer than another", () => {
  const marks = "`\"'“".repeat(50_000);
  expect(runningWords(marks)).toHaveLength(marks.length);
});
