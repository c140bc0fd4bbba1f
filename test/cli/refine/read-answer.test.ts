import { expect, test } from "vitest";
import { readAnswer } from "../../../src/cli/refine/read-answer.ts";

const option = (outcome: "returns" | "throws", expected: string) => ({
  outcome,
  expected,
  says: [],
  isPresent: false,
});
const question = { options: [option("returns", '"a-b"'), option("throws", "TypeError")] };
const decided = (outcome: "returns" | "throws", expected: string) => ({
  is: "decided",
  decided: { outcome, expected, note: "" },
});

test.each([
  ["1", decided("returns", '"a-b"')],
  [" 2 ", decided("throws", "TypeError")],
  ["3", decided("returns", "3")],
  ["= 2", decided("returns", "2")],
  ['"x"', decided("returns", '"x"')],
  ["throws", decided("throws", "")],
  ["throws RangeError: no", decided("throws", "RangeError: no")],
  ["= throws", decided("throws", "")],
  ["throwsaway", decided("returns", "throwsaway")],
  ["x", { is: "any" }],
  ["L", { is: "later" }],
  ["u", { is: "undo" }],
  ["q", { is: "quit" }],
  ["", { is: "help" }],
])("%j", (typed, expected) => {
  expect(readAnswer(typed, question)).toStrictEqual(expected);
});
