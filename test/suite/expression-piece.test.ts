import { expect, test } from "vitest";
import { expressionPiece } from "../../src/suite/expression-piece.ts";
import { flat, layOut } from "../../src/suite/layout.ts";

const same = (name: string): string => name;

test.each([
  ["f([1,2,-3.5e-7])", "f([1, 2, -3.5e-7])"],
  ['f({"a":1,b:[true,null]},"x,y")', 'f({ a: 1, b: [true, null] }, "x,y")'],
  ["new A([1,2]).size", "new A([1, 2]).size"],
  ["await a.b.f(1,'it\\'s, so')", "await a.b.f(1, 'it\\'s, so')"],
  ["f([],{},1)", "f([], {}, 1)"],
  ["f(ä,日本)", "f(ä, 日本)"],
  // What is more than calls with data stays as it was written.
  ["f(1,2)(3)", "f(1,2)(3)"],
  ["f(1,2).g(3)", "f(1,2).g(3)"],
  ["a+f(1,2)", "a+f(1,2)"],
  ["f(1,2)[0]", "f(1,2)[0]"],
  ["f((a,b)=>a,1)", "f((a,b)=>a,1)"],
  ["f(`a,b`,1)", "f(`a,b`,1)"],
  ["f(/,x/,1)", "f(/,x/,1)"],
  ["f([,1,2])", "f([,1,2])"],
  ["f({a,b})", "f({a,b})"],
  ["f({[a]:1,b:2})", "f({[a]:1,b:2})"],
  ["f(...a,1)", "f(...a,1)"],
  ["f(a?.b,1)", "f(a?.b,1)"],
  ["f(<A>a,1)", "f(<A>a,1)"],
  ["f(a as B,1)", "f(a as B,1)"],
  ["f(1,-a)", "f(1,-a)"],
  ["f(- 1,2)", "f(- 1,2)"],
  ["f(1,2", "f(1,2"],
])("%s is written %s", (source, written) => {
  expect(flat(expressionPiece(source, same))).toBe(written);
});

test("a long call breaks inside the brackets of its only argument", () => {
  const piece = expressionPiece('total([{"price":10,"count":2},{"price":5,"count":1}]).amount', same);
  expect(layOut(piece, 0, 0, 40)).toBe(`total([
  { price: 10, count: 2 },
  { price: 5, count: 1 },
]).amount`);
});
