import { describe, expect, test } from "vitest";
import { literal } from "../../../src/suite/literal.ts";
import { readArguments } from "../../../src/app/refine/read-arguments.ts";
import { putIn } from "../../../src/app/refine/variable-uses.ts";

const read = (template: string, variables: readonly string[], source: string) => {
  const found = readArguments(template, new Set(variables), source);
  return found === null
    ? null
    : Object.fromEntries([...found].map(([name, value]) => [name, literal(value)]));
};

describe("what stands for the variables", () => {
  test.each<[string, readonly string[], string, Readonly<Record<string, string>>]>([
    ["f(n)", ["n"], 'f("a")', { n: '"a"' }],
    ["f(n, 2)", ["n"], "f([1, 2], 2)", { n: "[1, 2]" }],
    ["new Slugs().add(title)", ["title"], 'new Slugs().add("x")', { title: '"x"' }],
    [
      "new Slugs( max ).add(title).size",
      ["title", "max"],
      'new Slugs(3).add("x").size',
      { title: '"x"', max: "3" },
    ],
    ["await f(a)", ["a"], "await f(-1)", { a: "-1" }],
    ["f(a, b)", ["a", "b"], "f(1)", { a: "1" }],
    ["f({ sep: s })", ["s"], 'f({ sep: "_" })', { s: '"_"' }],
    ["f(n) | g(n)", ["n"], "f(1) | g(1)", { n: "1" }],
    ["o.n(n)", ["n"], "o.n(2)", { n: "2" }],
  ])("%s", (template, variables, source, expected) => {
    expect(read(template, variables, source)).toStrictEqual(expected);
  });

  test.each([
    ["another function", "f(n)", "g(1)"],
    ["another method", "new S().add(n)", "new S().drop(1)"],
    ["another constant", "f(n, 2)", "f(1, 3)"],
    ["a call as argument", "f(n)", "f(g(1))"],
    ["one argument more", "f(n)", "f(1, 2)"],
    ["two values for one variable", "f(n, n)", "f(1, 2)"],
    ["another operator", "f(n) | g(n)", "f(1) & g(1)"],
    ["what does not parse", "f(n)", "f("],
  ])("none for %s", (_name, template, source) => {
    expect(read(template, ["n"], source)).toBe(null);
  });
});

test.each([
  ["f(n, m)", { n: '"m"', m: "2" }, 'f("m", 2)'],
  ["f(n, m)", { n: "1", m: "" }, "f(1)"],
  ["o.n(n)", { n: "1" }, "o.n(1)"],
  ['f("n", n)', { n: "1" }, 'f("n", 1)'],
])("%s with values put in", (template, texts, expected) => {
  expect(putIn(template, new Map(Object.entries(texts)))).toBe(expected);
});
