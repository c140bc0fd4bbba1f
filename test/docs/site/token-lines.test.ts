import type { ElementContent } from "hast";
import { expect, test } from "vitest";
import { tokenLines } from "../../../src/docs/site/token-lines.ts";

const text = (value: string): ElementContent => ({ type: "text", value });
const span = (name: string, ...children: ElementContent[]): ElementContent => ({
  type: "element",
  tagName: "span",
  properties: { className: [name] },
  children,
});

test.each([
  ["nothing", [], [[]]],
  ["one line", [text("a"), span("k", text("b"))], [[text("a"), span("k", text("b"))]]],
  ["a break between tokens", [text("a\nb")], [[text("a")], [text("b")]]],
  ["an empty line", [text("a\n\nb")], [[text("a")], [], [text("b")]]],
  ["a token over two lines", [span("c", text("a\nb"))], [[span("c", text("a"))], [span("c", text("b"))]]],
  [
    "a token in a token",
    [span("s", text("a\n"), span("x", text("b\nc")), text("d"))],
    [[span("s", text("a"))], [span("s", span("x", text("b")))], [span("s", span("x", text("c")), text("d"))]],
  ],
])("code is cut at its line breaks, and every part keeps its colour: %s", (_, nodes, lines) => {
  expect(tokenLines(nodes)).toStrictEqual(lines);
});
