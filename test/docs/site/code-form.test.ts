import { describe, expect, test } from "vitest";
import { formOf } from "../../../src/docs/site/code-form.ts";
import { testBlocks } from "../../../src/docs/site/test-blocks.ts";

const place = (text: string) => ({ line: 1, text });
const codeOf = (text: string) => JSON.stringify(testBlocks(new Map([["one", place(text)]])).get("one"));
const body = (statement: string, title = '"t"') => `test(${title}, () => {\n  ${statement}\n});`;

describe("one form", () => {
  test.each<[string, string, string]>([
    ["numbers", "expect(f(1)).toBe(20);", "expect(f(345)).toBe(0);"],
    ["strings", 'expect(f("a")).toBe("");', 'expect(f("a b, c: d; [e]")).toBe("x & y");'],
    ["titles", "f(1);", "f(1);"],
    ["keys", 'f({ a: 1, b: "c" });', 'f({ a: 2, b: "ddd" });'],
    ["references to characters", 'f("&");', 'f("&amp; &#x3C;");'],
    ["words of the language in strings", 'f("a");', 'f("const x = new Date");'],
  ])("for other %s", (_, one, other) => {
    expect(formOf(body(one)).form).toBe(formOf(body(other, '"another, and longer"')).form);
  });
});

describe("another form", () => {
  test.each<[string, string, string]>([
    ["a name", "f(1);", "g(1);"],
    ["a digit in a name", "f1(1);", "f2(1);"],
    ["a fraction", "f(1.5);", "f(2.5);"],
    ["a number with a suffix", "f(1n);", "f(2n);"],
    ["an escape", 'f("a");', String.raw`f("\n");`],
    ["brackets in a string", 'f("a");', 'f("(a) => b");'],
    ["a tag in a string", 'f("a");', 'f("</a>");'],
    ["a directive", 'f("a");', 'f("use strict");'],
    ["quotes of another kind", "f('1');", "f('2');"],
    ["a template", "f(`1`);", "f(`2`);"],
    ["a pattern", "f(/1/);", "f(/2/);"],
    ["a comparison", "f(a < 1);", "f(a < 2);"],
    ["the number of items", "f([1, 2]);", "f([1, 2, 3]);"],
  ])("for %s", (_, one, other) => {
    expect(formOf(body(one)).form).not.toBe(formOf(body(other)).form);
  });
});

const statements = [
  "expect(f(1)).toBe(2);",
  "expect(f(30)).toBe(-4);",
  "expect(f(0.5)).toBe(1_000);",
  'expect(f("a")).toBe("b");',
  'expect(f("a & b")).toBe("&lt;");',
  'expect(f("(a", ") => b")).toBe("c");',
  'expect(f("<b>", "x")).toBe("</b>");',
  String.raw`expect(f("a\n\"b")).toBe("c");`,
  `expect(f('say "1"', "2")).toBe('3');`,
  'expect(f(/"1"/, 2)).toBe(4 / "5" / 6);',
  'expect(f(`1 ${2} "3"`)).toBe(4);',
  'const g = (a: number) => a + 1;\n  expect(g(2)).toBe("3");',
  'expect(f([\n    1,\n    "use strict",\n    "x",\n  ])).toStrictEqual({ a: 1, "b": "2" });',
  '// 1 and "2"\n  expect(f(3)).toBe(4);',
  'expect(new Date("1").a1[2]).toBe(null);',
];

test("a test has the colours that it has alone, whatever stands beside it", () => {
  // Twice with other values, so that each form is filled at least once.
  const others = statements.map((text) => text.replaceAll(/\b[12]\b/gu, "77").replaceAll("a", "zz"));
  const texts = [...statements, ...others, ...statements.toReversed()].map((text, at) =>
    body(text, at % 3 === 0 ? `"no ${at}"` : `"no (${at}"`),
  );
  const blocks = testBlocks(new Map(texts.map((text, at) => [String(at), place(text)])));
  expect([...blocks.values()].map((block) => JSON.stringify(block))).toStrictEqual(texts.map(codeOf));
});

test("what is filled in is text, never markup", () => {
  const [, second = ""] = ["a", "&lt;img&gt; & x"].map((text) => body(`f("${text}");`));
  const blocks = testBlocks(
    new Map([
      ["a", place(body('f("a");'))],
      ["b", place(second)],
    ]),
  );
  expect(JSON.stringify(blocks.get("b"))).toContain("&#x26;lt;img&#x26;gt; &#x26; x");
});
