import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layOut, openDocument } from "../../../src/tui/markdown/document.ts";
import { lineWidth } from "../../../src/tui/paint/width.ts";
import { anyText } from "../paint/any-text.ts";
import { textOf } from "../shared.ts";

/** Each row behind the lines of the source that begin on it. */
function shown(text: string, width = 40): string[] {
  return layOut(text, width).map(({ line, source, endSource }) => {
    const lines = source === null ? "" : source === endSource ? `${source}` : `${source}-${endSource}`;
    return `${lines}|${textOf([line])}`;
  });
}

describe("what Markdown looks like", () => {
  test.each<[string, string, number, string[]]>([
    ["a heading", "# One\n\n### Two *words*\n", 40, ["1|# One", "|", "3|### Two words"]],
    ["a heading by underline", "One\n===\ntext\n", 40, ["1|# One", "3|text"]],
    ["short lines flow together", "one\ntwo\nthree\n", 8, ["1-2|one two", "3|three"]],
    ["long ones wrap", "one two three\nfour\n", 8, ["1|one two", "|three", "2|four"]],
    ["hard breaks", "one  \ntwo\\\nthree\n", 40, ["1|one", "2|two", "3|three"]],
    ["marks", "*a* **b** ~~c~~ `d`\n", 40, ["1|a b c `d`"]],
    ["a link and its target", '[page](http://x.y "T")\n', 40, ['1|page (http://x.y "T")']],
    ["a link that is its target", "<http://x.y>\n", 40, ["1|http://x.y"]],
    ["an image", "![a cat](cat.png)\n", 40, ["1|[image: a cat] (cat.png)"]],
    ["a reference", "[page][p]\n\n[p]: http://x.y\n", 40, ["1|page [p]", "|", "3|[p]: http://x.y"]],
    ["a footnote", "a[^1]\n\n[^1]: note\n", 40, ["1|a[^1]", "|", "3|[^1]: note"]],
    [
      "lists",
      "- a\n- b\n  - c\n\n9. d\n10. e\n",
      40,
      ["1|• a", "2|• b", "3|  • c", "|", "5|9.  d", "6|10. e"],
    ],
    ["a loose list", "- a\n\n- b\n", 40, ["1|• a", "|", "3|• b"]],
    ["tasks", "- [x] a\n- [ ] b\n", 40, ["1|• [x] a", "2|• [ ] b"]],
    ["an empty item", "-\n- b\n", 40, ["1|•", "2|• b"]],
    ["an item that wraps", "- one two three\n", 10, ["1|•", "1|one two", "|three"]],
    ["a quotation", "> one\n> two\n> - three\n", 40, ["1-2|│ one two", "3|│ • three"]],
    ["a rule", "a\n\n***\n", 5, ["1|a", "|", "3|─────"]],
    ["a fence", "```ts\nlet a;\n\n  b\n```\n", 40, ["1|```ts", "2|let a;", "3|", "4|  b", "5|```"]],
    ["a fence that is not closed", "```\na\n", 40, ["1|```", "2|a"]],
    ["indented code", "    a\n    b\n", 40, ["1|    a", "2|    b"]],
    [
      "comments, as they are written",
      "<!-- id: a\n-->\n\nx <b>y</b>\n",
      40,
      ["1|<!-- id: a", "2|-->", "|", "4|x <b>y</b>"],
    ],
    ["front matter", "---\nsubject: a\n---\n# T\n", 40, ["1|---", "2|subject: a", "3|---", "4|# T"]],
    [
      "front matter that is open",
      "---\na: b\n\ntext\n",
      40,
      ["1|────────────────────────────────────────", "2|a: b", "|", "4|text"],
    ],
    ["a byte order mark and CRLF", "\uFEFF# T\r\n\r\na\r\nb\r\n", 40, ["1|# T", "|", "3-4|a b"]],
    ["nothing", "", 40, []],
  ])("%s", (_, text, width, expected) => {
    expect(shown(text, width)).toEqual(expected);
  });

  test("what is too deep for the parser is shown as it was written", () => {
    const text = `${"> ".repeat(200)}deep\nnext\n`;
    expect(shown(text, 500)).toEqual([`1|${"> ".repeat(200)}deep`, "2|next"]);
  });

  test("escape sequences are not handed on", () => {
    expect(shown("a \u001b[31mb\u001b]8;;http://x\u0007c\n")).toEqual(["1|a b␛]8;;http://x␇c"]);
  });
});

describe("tables", () => {
  const table = "| `a` | wide |\n| --: | :--: |\n| 1 | 漢字 |\n| 22 | x |\n";
  test.each<[string, string, number, string[]]>([
    [
      "columns line up by the width they have, aligned as it says",
      table,
      40,
      ["1|`a` │ wide", "|────┼─────", "3|  1 │ 漢字", "4| 22 │  x"],
    ],
    [
      "wide columns give way, and their cells wrap",
      "| a | note |\n| - | - |\n| 1 | one two three |\n| 2 | x |\n",
      13,
      ["1|a │ note", "|──┼──────────", "3|1 │ one two", "|  │ three", "4|2 │ x"],
    ],
    [
      "much too narrow, each cell has a row",
      "| aaaa | bbbb | cccc |\n| - | - | - |\n| 1111 | 2222 | 3333 |\n",
      16,
      ["1|─ aaaa", "|  bbbb", "|  cccc", "3|─ aaaa: 1111", "|  bbbb: 2222", "|  cccc: 3333"],
    ],
    ["a surplus cell is seen", "| a |\n| - |\n| 1 | 2 |\n", 40, ["1|a │", "|──┼──", "3|1 │ 2"]],
  ])("%s", (_, text, width, expected) => {
    expect(shown(text, width)).toEqual(expected);
  });
});

describe("any document", () => {
  const line = fc.oneof(
    anyText,
    fc.constantFrom(
      "# h",
      "- a",
      "  - b",
      "> q",
      "```ts",
      "| a | b |",
      "|-|-|",
      "",
      "1. x",
      "<!-- c -->",
      "    code",
    ),
  );
  const documents = fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n"));

  test("no row is wider than the screen", () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 2, max: 60 }), (text, width) => {
        for (const { line } of layOut(text, width)) expect(lineWidth(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 60 },
    );
  });

  test("lines of the source come in their order, and each within the document", () => {
    fc.assert(
      fc.property(documents, (text) => {
        const sources = layOut(text, 30).flatMap(({ source, endSource }) =>
          source === null ? [] : [source, endSource ?? 0],
        );
        expect(sources).toEqual([...sources].sort((a, b) => a - b));
        expect(sources.every((source) => source >= 1 && source <= text.split(/\r\n|\n|\r/).length)).toBe(
          true,
        );
      }),
      { numRuns: 60 },
    );
  });

  test("every word of it is there", () => {
    const words = fc.array(
      fc.constantFrom(
        "alpha",
        "`beta`",
        "*gamma*",
        "[delta](epsilon)",
        "<!-- zeta -->",
        "- eta",
        "> theta",
        "# iota",
        "```kappa",
        "\n",
        "|lambda|",
      ),
    );
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join("\n");
        const all = layOut(text, 200)
          .map(({ line }) => textOf([line]))
          .join(" ");
        for (const word of text.match(/[a-z]+/g) ?? []) expect(all).toContain(word);
      }),
      { numRuns: 60 },
    );
  });
});

describe("long documents are laid out where they are looked at", () => {
  const head = "# T\n\n| `a` | `f(a)` |\n| --- | --- |\n";
  const table = head + Array.from({ length: 2_000 }, (_, at) => `| ${at} | \`"r${at}"\` |`).join("\n");

  test("a stretch of a table of 2,000 rows lines up with the others", () => {
    const document = openDocument(table, 60);
    expect(document.chunks).toBeGreaterThan(50);
    const row = (line: number) => {
      const rows = document.rows(document.chunkOf(line));
      return textOf([rows.find(({ source }) => source === line)?.line ?? []]);
    };
    expect(row(5)).toBe('0    │ `"r0"`');
    expect(row(2004)).toBe('1999 │ `"r1999"`');
  });

  test.each([
    ["many lines", "some words of a line\n".repeat(500_000)],
    ["one line", "word ".repeat(2_000_000)],
  ])("10 MB: %s", (_, text) => {
    const document = openDocument(text, 60);
    const first = document.rows(0);
    const last = document.rows(document.chunks - 1);
    expect(first[0]?.source).toBe(1);
    expect(first.length).toBeGreaterThan(50);
    expect(last.length).toBeGreaterThan(0);
  });

  test("the same text and width are not laid out twice", () => {
    expect(openDocument(table, 60)).toBe(openDocument(table, 60));
    expect(openDocument(table, 60).rows(3)).toBe(openDocument(table, 60).rows(3));
  });
});
