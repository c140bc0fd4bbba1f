import { expect, test } from "vitest";
import { behavioursOf, bestSplit } from "../../../src/app/refine/disagreement.ts";
import type { Input } from "../../../src/app/refine/input-pool.ts";
import type { Outcome } from "../../../src/app/refine/outcome.ts";

const gives = (text: string): Outcome => ({
  is: "returns",
  value: { t: "string", v: text },
  text: JSON.stringify(text),
  key: text,
});
const nothing: Outcome = { is: "nothing" };
const input = (source: string): Input => ({ args: [{ t: "string", v: source }], source });
const none = { present: null, isAsked: () => false };

test("rivals that give the same are one behaviour; one that gives nothing somewhere is none", () => {
  const a = [gives("x"), gives("y")];
  const b = [gives("x"), gives("z")];
  expect(behavioursOf([a, b, a, [gives("x"), nothing]])).toStrictEqual([
    { rivals: [0, 2], outcomes: a, weight: 1, close: 1 },
    { rivals: [1], outcomes: b, weight: 1, close: 1 },
  ]);
});

test("where all behave the same there is nothing to ask", () => {
  expect(bestSplit(behavioursOf([[gives("x")], [gives("x")]]), [input("a")], none)).toBe(null);
});

// Four programs: the first input tells one from three, the second two from two. By hand: on the average answer the
// first rules out 1/4·3 + 3/4·1 = 1.5, the second 2.
const four = behavioursOf([
  [gives("p"), gives("u"), gives("1")],
  [gives("p"), gives("u"), gives("2")],
  [gives("p"), gives("v"), gives("3")],
  [gives("q"), gives("v"), gives("4")],
]);

test("the question whose answer rules out the most", () => {
  const split = bestSplit(four, [input("long"), input("b")], none);
  expect(split?.input.source).toBe("b");
  expect(split?.worth).toBe(2);
});

test("of nearly as good ones the simplest", () => {
  // 1.5 is three quarters of 2, and the input is much shorter.
  const split = bestSplit(four, [input("a"), input("b".repeat(40))], none);
  expect(split?.input.source).toBe("a");
});

test("what the present code gives is held to be as likely as all else together", () => {
  const present = four[3] ?? null;
  // By hand, for the first input: its own group (1 of 4) 0.5 + 1/8, rules out 3; the other 3/8, rules out 1.
  const split = bestSplit(four, [input("a")], { present, isAsked: () => false });
  expect(split?.worth).toBeCloseTo(0.625 * 3 + 0.375, 10);
});

test("what was asked is not asked again", () => {
  const isAsked = ({ source }: Input) => source === "b";
  expect(bestSplit(four, [input("a"), input("b")], { present: null, isAsked })?.input.source).toBe("a");
});

test("a simpler question that is worth too little is none", () => {
  expect(bestSplit(four, [input("a")], { ...none, worth: 1.6 })).toBe(null);
});
