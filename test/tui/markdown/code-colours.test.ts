import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { colourCode } from "../../../src/tui/markdown/code-colours.ts";
import type { Line } from "../../../src/tui/paint/line.ts";

/** What is not plain, as `text:tone`. */
function tones(lines: readonly Line[]): string[][] {
  return lines.map((line) =>
    line.filter(({ tone }) => tone !== "plain").map(({ text, tone }) => `${text}:${tone}`),
  );
}

describe("colours of code", () => {
  test.each<[string, string, string, string[][]]>([
    [
      "keywords, numbers, comments",
      "ts",
      "const a = 1.5; // b",
      [["const:keyword", "1.5:number", "// b:comment"]],
    ],
    ["strings with escapes", "ts", `f("a\\"b", 'c')`, [['"a\\"b":string', "'c':string"]]],
    ["a template over lines", "ts", "`a\nb` + 1", [["`a:string"], ["b`:string", "1:number"]]],
    ["a comment over lines", "js", "/* a\nb */ let", [["/* a:comment"], ["b */:comment", "let:keyword"]]],
    ["no keyword within a word", "ts", "newest a1 $if", [[]]],
    [
      "a pattern and a division",
      "ts",
      "x = /a\\/b[/]/g; y = a / b / 2",
      [["/a\\/b[/]/g:string", "2:number"]],
    ],
    ["what never ends", "ts", '"open\n`open', [['"open:string'], ["`open:string"]]],
    ["a console", "console", "$ slugify a\na\n[2]", [["$ :dim", "slugify a:strong"], [], ["[2]:number"]]],
    ["another language", "sh", "echo 1", [["echo 1:code"]]],
  ])("%s", (_, language, code, expected) => {
    expect(tones(colourCode(code, language))).toEqual(expected);
  });

  test("no character of the code is lost", () => {
    const parts = fc.constantFrom(
      '"',
      "'",
      "`",
      "//",
      "/*",
      "*/",
      "/",
      "\\",
      "\n",
      " ",
      "const",
      "a1",
      "1e5",
      "(",
      "=",
    );
    fc.assert(
      fc.property(fc.array(parts), (texts) => {
        const code = texts.join("");
        const shown = colourCode(code, "ts").map((line) => line.map(({ text }) => text).join(""));
        expect(shown.join("\n")).toBe(code);
      }),
    );
  });

  test.each([["/* "], ["`"], ['"'], ["/a"], ["a"], ["1"], ["//"], ["(/"], ["\\"]])(
    "much of %s takes no time",
    (part) => {
      expect(colourCode(part.repeat(40_000), "ts")).toHaveLength(1);
    },
  );
});
