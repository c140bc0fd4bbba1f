import type { Node, Parent } from "mdast";
import { expect, test } from "vitest";
import { parseMarkdown } from "../../src/spec/markdown.ts";

const all = (node: Node): Node[] => [
  node,
  ...("children" in node ? (node as Parent).children.flatMap(all) : []),
];

// Each has an address that the tokenizer passes over.
test.each([
  "[a@b.co",
  "x [www.example.org y",
  "_a@b.co_",
  "a&amp;www.example.org",
  "- [x http://example.org",
])("every node of `%s` has its place", (text) => {
  const nodes = all(parseMarkdown(text));
  expect(nodes.length).toBeGreaterThan(2);
  expect(nodes.filter(({ position }) => position === undefined)).toStrictEqual([]);
});

test("a bare address is a link", () => {
  const links = all(parseMarkdown("See www.example.org and a@b.co.")).filter(({ type }) => type === "link");
  expect(links).toHaveLength(2);
});
