import type { Element, ElementContent } from "hast";
import { expect, test } from "vitest";
import { testBlocks } from "../../../src/docs/site/test-blocks.ts";

const place = (text: string) => ({ line: 1, text });
const textOf = (node: Element | ElementContent | undefined): string =>
  node?.type === "text" ? node.value : node?.type === "element" ? node.children.map(textOf).join("") : "";

test.each([
  ["one", ["// a.md:3  x\ntest('a', () => {\n  f();\n});"]],
  ["a string over several lines", ["test(`a\nb`, () => {\n  f();\n});", "test('c', () => {});"]],
  [
    "one that is longer than what is coloured at once",
    [`f("${"x".repeat(30_000)}");`, "test('c', () => {});"],
  ],
  ["many", Array.from({ length: 900 }, (_, at) => `// line ${at}\ntest("${at}", () => {\n  f(${at});\n});`)],
])("every test keeps its own text: %s", (_, texts) => {
  const blocks = testBlocks(new Map(texts.map((text, at) => [String(at), place(text)])));
  expect([...blocks.values()].map(textOf)).toStrictEqual(texts);
});

test("the colours of one do not depend on those beside it", () => {
  const alone = testBlocks(new Map([["b", place('test("b", () => {});')]])).get("b");
  const beside = testBlocks(
    new Map([
      ["a", place("test(`a ${1}`, () => {\n  f(/[`]/);\n});")],
      ["b", place('test("b", () => {});')],
    ]),
  ).get("b");
  expect(beside).toStrictEqual(alone);
  expect(JSON.stringify(alone)).toContain("hljs-string");
});
