import { describe, expect, test } from "vitest";
import { changedTests, hashFile, sameSyntax, testHashes } from "../../src/suite/same-syntax.ts";

const path = "test/specs/example.test.ts";

const suite = `// Generated
import { describe, expect, test } from "vitest";
import { load, slugify } from "../../src/slugify.ts";

describe("Joins", () => {
  // specs/slugify.md:12
  test("one", () => {
    expect(slugify("A")).toStrictEqual({ a: 1, b: [1, 2] });
  });

  test("two", async () => {
    expect(numberOf(await load(2))).toBeCloseTo(0.33, 2);
  });

  describe("inner", () => {
    test("one", () => {
      expect(slugify("B")).toBe("b\\u0040");
    });
  });
});

function numberOf(value: unknown) {
  expect(value).toBeTypeOf("number");
  return value as number;
}
`;

/** The first occurrence of `from` replaced; fails where there is none. */
function edit(from: string, to: string): string {
  expect(suite).toContain(from);
  return suite.replace(from, () => to);
}

describe("a formatter's pass is no change", () => {
  test.each([
    ["quotes", suite.replaceAll('"', "'")],
    ["semicolons", suite.replaceAll(";\n", "\n")],
    ["indentation and blank lines", suite.replaceAll("  ", "\t").replaceAll("\n\n", "\n")],
    ["comments", edit("// specs/slugify.md:12", "/* gone */")],
    ["trailing commas", edit("[1, 2] }", "[1, 2,], }")],
    ["redundant brackets", edit('slugify("A")', '(slugify(("A")))')],
    ["quoted keys", edit("{ a: 1", '{ "a": 1')],
    ["the spelling of numbers", edit("0.33", ".330")],
    ["the spelling of strings", edit("b\\u0040", "b@")],
    ["the order of imports", edit("{ describe, expect, test }", "{ test, expect, describe }")],
    ["line ends", suite.replaceAll("\n", "\r\n")],
    ["an empty statement", `${suite};\n`],
  ])("%s", (_, text) => {
    expect(sameSyntax(suite, text, path)).toBe(true);
    expect(hashFile(text, path)).toBe(hashFile(suite, path));
    expect([...testHashes(text, path)]).toStrictEqual([...testHashes(suite, path)]);
    expect(changedTests(suite, text, path)).toStrictEqual([]);
  });
});

describe("an edit by hand is seen, in the tests that it changes", () => {
  const [one, two, inner] = [
    ["Joins", "one"],
    ["Joins", "two"],
    ["Joins", "inner", "one"],
  ];

  test.each([
    ["an expected value", edit("a: 1", "a: 2"), [one]],
    ["a matcher", edit("toStrictEqual", "toEqual"), [one]],
    ["a key that becomes computed", edit("{ a: 1", '{ ["a"]: 1'), [one]],
    ["await taken out", edit("await load", "load"), [two]],
    ["a test that is skipped", edit('test("one"', 'test.skip("one"'), [one]],
    ["a group that is skipped", edit('describe("inner"', 'describe.skip("inner"'), [inner]],
    ["a helper", edit('toBeTypeOf("number")', "toBeDefined()"), [two]],
    [
      "another subject under the same name",
      edit("{ load, slugify }", "{ load, other as slugify }"),
      [one, inner],
    ],
    [
      "a test taken out",
      edit(
        '  test("two", async () => {\n    expect(numberOf(await load(2))).toBeCloseTo(0.33, 2);\n  });\n',
        "",
      ),
      [two],
    ],
    ["a test put in", edit('  test("two"', '  test("three", () => {});\n  test("two"'), [["Joins", "three"]]],
    ["a name", edit('test("two"', 'test("2"'), [two, ["Joins", "2"]]],
    [
      "a hook",
      edit('describe("Joins", () => {', 'beforeEach(() => {});\ndescribe("Joins", () => {'),
      [one, two, inner],
    ],
    ["text that does not parse", edit("=> {", "=> {{"), [one, two, inner]],
  ])("%s", (_, text, names) => {
    expect(sameSyntax(suite, text, path)).toBe(false);
    expect(changedTests(suite, text, path)).toStrictEqual(names);
  });
});

test("the same name twice has two hashes", () => {
  const twice = suite.replace('"two"', '"one"');
  expect([...testHashes(twice, path).keys()]).toStrictEqual([
    '["Joins","one"]',
    '["Joins","one"]#2',
    '["Joins","inner","one"]',
  ]);
});

test("texts that do not parse are compared letter by letter", () => {
  expect(sameSyntax("{{", "{{", path)).toBe(true);
  expect(sameSyntax("{{", "{{ ", path)).toBe(false);
});
