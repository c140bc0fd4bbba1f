import { expect, test } from "vitest";
import { testPlaces } from "../../src/suite/same-syntax.ts";

const suite = `import { describe, expect, test } from "vitest";
import { f } from "../src/f.ts";

describe("Doubles", () => {
  // specs/f.md:7  | 2 | 4 |
  test("two", () => {
    expect(f(2)).toBe(4);
  });

  test("three", () => {
    expect(f(3)).toBe(6);
  });
});
`;

test("each test of a suite by its name: where it begins, and its text with the spec's line above it", () => {
  const places = testPlaces(suite, "f.test.ts");
  expect([...places]).toStrictEqual([
    [
      '["Doubles","two"]',
      {
        line: 6,
        text: '// specs/f.md:7  | 2 | 4 |\ntest("two", () => {\n  expect(f(2)).toBe(4);\n})',
      },
    ],
    ['["Doubles","three"]', { line: 10, text: 'test("three", () => {\n  expect(f(3)).toBe(6);\n})' }],
  ]);
});

test("a text that cannot be read has none", () => {
  expect(testPlaces("test(", "f.test.ts").size).toBe(0);
});
