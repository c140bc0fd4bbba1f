import { expect, test } from "vitest";
import { clauseEdits } from "../../../src/loop/mutants/clause-edits.ts";
import { nullCheckEdits } from "../../../src/loop/mutants/null-check-edits.ts";
import { patternEdits } from "../../../src/loop/mutants/pattern-edits.ts";

const leap = "export function leap(year: number): boolean {\n  return year % 4 === 0;\n}\n";

test("a clause with a number of which the spec speaks and the code does not, in the form of the code's own", () => {
  const texts = clauseEdits(leap, "leap.ts", [4, 100], 10).map(({ text }) => text);
  expect(texts).toStrictEqual([
    "((year % 4 === 0) && !(year % 100 === 0))",
    "((year % 4 === 0) || (year % 100 === 0))",
  ]);
});

test.each([
  ["no number that is new", leap, [4]],
  ["no comparison with a number", "function f(a, b) { if (a > b) return 1; }", [7]],
  [
    "a comparison of another function only",
    "function f(n) { n > 1; }\nfunction g(m) { if (m) return 1; }",
    [7],
  ],
  ["what does not parse", "function (", [7]],
])("%s: none", (_name, text, numbers) => {
  expect(clauseEdits(text, "a.ts", numbers, 10)).toStrictEqual([]);
});

test("no more clauses than asked for", () => {
  expect(clauseEdits(leap, "leap.ts", [1, 2, 3, 5, 6], 3).length).toBe(3);
});

test.each([
  ["an item of what may not match", "const m = /a/.exec(s);\nm[0];", "m?.[0]"],
  ["a member of it", "const m = s.match(/a/); m.length;", "m?.length"],
  ["at once", "list.find(isIt).name;", "find(isIt)?.name"],
])("a look whether there is anything: %s", (_name, text, expected) => {
  const changed = nullCheckEdits(text, "a.ts").map(
    ({ start, end, text: put }) => text.slice(0, start) + put + text.slice(end),
  );
  expect(changed.length).toBe(1);
  expect(changed[0]).toContain(expected);
});

test.each(["const m = make(); m.a;", "const m = /a/.exec(s); m?.[0];", "a.b.c;"])(
  "nothing to look for in %s",
  (text) => {
    expect(nullCheckEdits(text, "a.ts")).toStrictEqual([]);
  },
);

test("a class that stands once is repeated; one that is repeated is not", () => {
  expect(patternEdits(String.raw`\d`, "")).toContain(String.raw`/\d+/`);
  expect(patternEdits("[ab]x", "")).toContain("/[ab]+x/");
  expect(patternEdits(String.raw`\d*`, "")).not.toContain(String.raw`/\d+*/`);
});
