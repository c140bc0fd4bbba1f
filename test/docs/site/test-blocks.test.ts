import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as fc from "fast-check";
import type { Element, ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { expect, test } from "vitest";
import { cleanText } from "../../../src/verdict/clean-text.ts";
import { hostileText } from "../report/hostile.ts";
import { testBlocks } from "../../../src/docs/site/test-blocks.ts";

const place = (text: string) => ({ line: 1, text });
const textOf = (node: Element | ElementContent | undefined): string => {
  if (node?.type === "raw")
    return node.value
      .replaceAll(/<[^>]*>/gu, "")
      .replaceAll("&#x26;", "&")
      .replaceAll("&#x3C;", "<");
  return node?.type === "text"
    ? node.value
    : node?.type === "element"
      ? node.children.map(textOf).join("")
      : "";
};

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

// Its package brings no types.
const { JSDOM } = createRequire(import.meta.url)("jsdom") as {
  readonly JSDOM: { fragment(html: string): DocumentFragment };
};

test("whatever stands in a test, the browser reads its text back, in nothing but colours", () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: 1, maxLength: 4 }), (values) => {
      const texts = values.map(
        (value) => `test("x", () => {\n  expect(f(${JSON.stringify(value)}, 7)).toBe(${value});\n});`,
      );
      const blocks = testBlocks(new Map(texts.map((text, at) => [String(at), place(text)])));
      for (const [at, block] of [...blocks.values()].entries()) {
        const read = JSDOM.fragment(toHtml(block, { allowDangerousHtml: true }));
        // HTML has one line end.
        expect(read.textContent).toBe(cleanText(texts[at] ?? "").replaceAll(/\r\n?/g, "\n"));
        const elements = [...read.querySelectorAll("*")].map((element) => [
          element.tagName,
          ...element.getAttributeNames(),
        ]);
        const kinds = new Set(elements.map((element) => element.join(" ")));
        expect([...kinds].filter((kind) => !["PRE", "CODE", "SPAN class"].includes(kind))).toStrictEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

test("nothing but the tests' own colours is put into a page as HTML that was written before", () => {
  const folder = join(import.meta.dirname, "../../../src/docs/site");
  const raw = readdirSync(folder).filter((name) => /"raw"/.test(readFileSync(join(folder, name), "utf8")));
  expect(raw).toStrictEqual(["test-blocks.ts"]);
});
