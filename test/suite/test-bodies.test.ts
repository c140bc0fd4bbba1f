import { describe, expect, test } from "vitest";
import { testBodies } from "../../src/suite/test-bodies.ts";

const path = "test/specs/a.test.ts";
const suiteOf = (body: string, from = "../../src/f.ts") =>
  `import fc from "fast-check";\nimport { describe, expect, test } from "vitest";\nimport { f } from "${from}";\n\n${body}\n`;
const plain = 'describe("A", () => {\n  test("one", () => {\n    expect(f(1)).toBe(2);\n  });\n});';
const property = (seed: number, runs = 100) =>
  `test("p", () => { fc.assert(fc.property(fc.integer(), (n) => { expect(f(n)).toBe(n); }), { seed: ${seed}, numRuns: ${runs} }); });`;

const bodyOf = (text: string, at = path) => testBodies(text, at)[0]?.body;

describe("what a test does stays the same", () => {
  test.each<[string, string, string, string?]>([
    ["its title", suiteOf(plain), suiteOf(plain.replace('"one"', '"two"'))],
    ["its group's title", suiteOf(plain), suiteOf(plain.replace('"A"', '"B"'))],
    ["how deep it stands", suiteOf(plain), suiteOf(`describe("up", () => {${plain}});`)],
    ["a formatter's pass", suiteOf(plain), suiteOf(plain.replaceAll("\n", " ").replaceAll('"', "'"))],
    ["line ends", suiteOf(plain), suiteOf(plain).replaceAll("\n", "\r\n")],
    ["comments", suiteOf(plain), suiteOf(plain.replace("test(", "// specs/a.md:9\ntest("))],
    ["the seed of a property", suiteOf(property(1)), suiteOf(property(2))],
    ["where the suite stands", suiteOf(plain), suiteOf(plain, "../../../src/f.ts"), "test/specs/b/a.test.ts"],
  ])("when %s is another", (_, one, other, at = path) => {
    expect(bodyOf(one)).toBeDefined();
    expect(bodyOf(other, at)).toBe(bodyOf(one));
  });
});

describe("what a test does is another", () => {
  test.each<[string, string, string]>([
    ["what it expects", suiteOf(plain), suiteOf(plain.replace("2", "3"))],
    ["what goes in", suiteOf(plain), suiteOf(plain.replace("f(1)", "f(2)"))],
    ["the matcher", suiteOf(plain), suiteOf(plain.replace("toBe", "toEqual"))],
    ["the module", suiteOf(plain), suiteOf(plain, "../../src/g.ts")],
    ["what is imported of it", suiteOf(plain), suiteOf(plain).replace("{ f }", "{ g as f }")],
    ["that it is skipped", suiteOf(plain), suiteOf(plain.replace("test(", "test.skip("))],
    ["that its group is skipped", suiteOf(plain), suiteOf(plain.replace("describe(", "describe.skip("))],
    ["how often a property is tried", suiteOf(property(1)), suiteOf(property(1, 1))],
    ["a time limit", suiteOf(plain), suiteOf(plain.replace("  });\n});", "  }, 1);\n});"))],
  ])("when %s is", (_, one, other) => {
    expect(bodyOf(other)).toBeDefined();
    expect(bodyOf(other)).not.toBe(bodyOf(one));
  });
});

test("each has its line, and what is called on it and around it", () => {
  const text = suiteOf(plain.replace("describe(", "describe.skip(").replace("test(", 'test["only"]('));
  expect(testBodies(text, path)).toMatchObject([
    { name: ["A", "one"], line: 6, modifiers: ["skip", "only"] },
  ]);
});

test("each knows where it stands", () => {
  const text = suiteOf(`${plain}\n\ntest("two", () => {}, 5)\n  test("three", () => {});`);
  const found = testBodies(text, path);
  expect(found.map(({ line }) => line)).toStrictEqual([6, 11, 12]);
  expect(found.map(({ start, end }) => text.slice(start, end).replaceAll(/\s+/gu, " "))).toStrictEqual([
    'test("one", () => { expect(f(1)).toBe(2); })',
    'test("two", () => {}, 5)',
    'test("three", () => {})',
  ]);
});

test("a text that does not parse has none", () => {
  expect(testBodies("}", path)).toStrictEqual([]);
});
