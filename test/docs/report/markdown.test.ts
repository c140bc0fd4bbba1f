import type { Nodes } from "mdast";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeReport } from "../../../src/docs/report/formats.ts";
import { codeBlock, codeSpan, inertText } from "../../../src/docs/report/markdown-text.ts";
import { withinBytes } from "../../../src/docs/report/within-bytes.ts";
import { parseMarkdown } from "../../../src/spec/markdown.ts";
import { cleanText } from "../../../src/verdict/clean-text.ts";
import { diagnostic, example, failing, report, requirement, saying } from "./builders.ts";
import { hostileText } from "./hostile.ts";

function nodesOf(node: Nodes): Nodes[] {
  return [node, ...("children" in node ? node.children.flatMap(nodesOf) : [])];
}

/** What GitHub acts on in text that is no code. */
const acting = /@[\w-]|#\d|www\.|https?:|\bGH-\d|[\w.]@[\w-]+\.|\b[0-9a-f]{7,40}\b|\$/;

describe("text of anybody's", () => {
  test.each([
    ["Joins words with hyphens", "Joins words with hyphens"],
    ["It's 5 o’clock (or later), isn't it?", "It's 5 o’clock (or later), isn't it?"],
    ["Zwölf Äpfel", "Zwölf Äpfel"],
    ["@someone", "`@someone`"],
    ["see #12", "`see #12`"],
    ["a_b_c", "`a_b_c`"],
    ["1. first", "`1. first`"],
    ["- x", "`- x`"],
    ["see www.example.org", "`see www.example.org`"],
    ["as of abcdef0", "`as of abcdef0`"],
    ["GH-12 is done", "`GH-12 is done`"],
    ["a\nb", "a b"],
    ["`x`", "`` `x` ``"],
    ["<b>", "`<b>`"],
    ["", "`` ``"],
  ])("%j is %j", (text, written) => {
    expect(inertText(text)).toBe(written);
  });

  test("is read back as it was, and does nothing", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const clean = cleanText(text).replaceAll(/\s+/g, " ").trim();
        const [paragraph, ...more] = parseMarkdown(`- **${inertText(clean)}** end\n`).children.flatMap(
          nodesOf,
        );
        const found = [paragraph, ...more].filter((node) => node !== undefined);
        const types = new Set(found.map(({ type }) => type));
        expect(
          [...types].filter(
            (type) => !["list", "listItem", "paragraph", "strong", "text", "inlineCode"].includes(type),
          ),
        ).toStrictEqual([]);
        const strong = found.find((node) => node.type === "strong");
        const said = strong?.children.map((node) => ("value" in node ? node.value : "")).join("");
        expect(said?.trim()).toBe(clean);
        expect(found.filter((node) => node.type === "text").some(({ value }) => acting.test(value))).toBe(
          false,
        );
      }),
      { numRuns: 100 },
    );
  });

  test.each(["", "a", "`", "``", " a ", " ", "  ", "a ", "\\", "`a` ``b``", " ` "])(
    "the code span of %j is read back",
    (text) => {
      const node = parseMarkdown(`x${codeSpan(text)}x`)
        .children.flatMap(nodesOf)
        .find(({ type }) => type === "inlineCode");
      expect(node).toMatchObject({ value: text === "" ? " " : text });
    },
  );

  test("a block is read back, whatever fences are in it", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const clean = cleanText(text);
        const blocks = parseMarkdown(`- a\n\n${codeBlock(clean, "text", "  ")}\nend\n`).children.flatMap(
          nodesOf,
        );
        expect(blocks.filter((node) => node.type === "code").map(({ value }) => value)).toStrictEqual([
          clean,
        ]);
      }),
      { numRuns: 100 },
    );
  });
});

describe.each(["summary", "markdown"] as const)("%s", (format) => {
  test("what does not hold, with the difference", () => {
    const text = writeReport(
      format,
      report([requirement({ examples: [failing()] }), requirement({ id: "b", title: "Subtracts" })]),
    );
    expect(text).toContain("❌ greenbar: red\n\n1 holds, 1 fails\n");
    expect(text).toContain("- ❌ **Adds** fails, 0 of 1 hold (`specs/a.md:8`)\n");
    expect(text).toContain("```diff\n    - expected 3\n    + actual   4\n    ```\n");
    expect(text.includes("- ✅ **Subtracts** holds, 1 (`specs/a.md:8`)\n")).toBe(format === "summary");
    expect(text.includes("Subtracts")).toBe(format === "summary");
  });

  test("an unbound requirement and an error of the spec", () => {
    const unbound = example({ kind: "unbound", status: "unbound", message: "It has no example." });
    const text = writeReport(
      format,
      report([requirement({ status: "unbound", examples: [unbound] })], { diagnostics: [diagnostic()] }),
    );
    expect(text).toContain("- ⭕ **Adds** unbound, 0 of 1");
    expect(text).toContain("It has no example.");
    expect(text).toContain(
      "- ❌ error `specs/a.md:7:3`: the row has 2 cells, its header 3 (row-too-short)\n",
    );
  });

  test("no text of anybody's acts in it", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const written = writeReport(format, saying(text)).replace(/^<!-- greenbar check -->\n/, "");
        const found = nodesOf(parseMarkdown(written));
        const types = new Set(found.map(({ type }) => type));
        for (const type of [
          "html",
          "link",
          "image",
          "linkReference",
          "imageReference",
          "definition",
          "emphasis",
          "delete",
          "table",
          "footnoteReference",
        ] as const) {
          expect(types.has(type)).toBe(false);
        }
        expect(
          found.filter((node) => node.type === "text").filter(({ value }) => acting.test(value)),
        ).toStrictEqual([]);
        expect(found.filter((node) => node.type === "heading").length).toBe(format === "summary" ? 2 : 1);
      }),
      { numRuns: 100 },
    );
  });

  test("of more than there is room for, what is left out is said", () => {
    const examples = Array.from({ length: 10 }, (_, at) =>
      failing({ id: `e${at}`, actual: "x".repeat(900) }),
    );
    const many = Array.from({ length: 150 }, (_, at) => requirement({ id: `r${at}`, examples }));
    const text = writeReport(format, report(many));
    expect(Buffer.byteLength(text)).toBeLessThan(format === "summary" ? 1_048_576 : 65_536);
    expect(/\d+ more parts left out: there is no room\.\n$/.test(text)).toBe(true);
  });
});

test.each([
  [["aa", "bb"], 100, "aabb"],
  [["a".repeat(60), "b".repeat(60)], 110, `${"a".repeat(60)}\n1 more part left out: there is no room.\n`],
  [["é".repeat(60)], 110, "\n1 more part left out: there is no room.\n"],
])("%j in %i bytes", (parts, bytes, whole) => {
  expect(withinBytes(parts, bytes)).toBe(whole);
});
