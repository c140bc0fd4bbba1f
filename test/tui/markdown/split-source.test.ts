import { existsSync, globSync, readFileSync } from "node:fs";
import type { Nodes } from "mdast";
import { toString } from "mdast-util-to-string";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../../src/spec/markdown.ts";
import { splitSource } from "../../../src/tui/markdown/split-source.ts";

/** What is read, as far as a cut could change it: each passage with its first line. */
function passages(text: string, firstLine: number): string[] {
  const found: string[] = [];
  const visit = (node: Nodes) => {
    const line = (node.position?.start.line ?? 1) + firstLine - 1;
    if (leaves.has(node.type)) found.push(`${line} ${node.type} ${toString(node)}`);
    else if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(text));
  return found;
}

const leaves = new Set([
  "heading",
  "paragraph",
  "code",
  "html",
  "yaml",
  "tableRow",
  "thematicBreak",
  "definition",
]);

function passagesOfChunks(text: string): string[] {
  return splitSource(text.split("\n")).flatMap(({ before, lines, firstLine }) =>
    passages([...before, ...lines].join("\n"), firstLine - before.length).filter(
      (passage) => Number.parseInt(passage, 10) >= firstLine,
    ),
  );
}

const filler = (count: number) => Array.from({ length: count }, (_, at) => `word ${at}`).join("\n");

describe("cutting a document changes nothing of how it is read", () => {
  test.each([
    ["a fence with blank lines", `${filler(40)}\n\n\`\`\`\n# no heading\n\n- no list\n\`\`\`\n\n# heading\n`],
    [
      "a fence in a list's item",
      `${filler(40)}\n\n- item\n\n  \`\`\`\n  code\n\n# heading\n\n\`\`\`\n# code\n\`\`\`\n`,
    ],
    ["a fence that is never closed", `${filler(40)}\n\n\`\`\`ts\na\n\n# no heading\n\n${filler(60)}\n\n- b`],
    ["a longer fence", `${filler(40)}\n\n\`\`\`\`\n\`\`\`\n\n# no heading\n\n\`\`\`\`\n\n# heading\n`],
    ["a comment with blank lines", `${filler(40)}\n\n<!-- a\n\n# no heading\n-->\n\n# heading\n`],
    ["a script", `${filler(40)}\n\n<script>\n\n- no list\n</script>\n- list\n`],
    ["a comment on one line", `${filler(40)}\n\n<!-- a -->\n\n# heading\n\n-->\n`],
    ["a loose list with blocks", `${filler(40)}\n\n- a\n\n  b\n\n  > c\n\n- d\n\n      code\n\nafter\n`],
    ["front matter", `---\nsubject: a\n\nb: c\n---\n\n# T\n`],
    ["front matter that is open", `---\nsubject: a\n\n# T\n\n${filler(60)}\n\n# U\n`],
    ["a fence under an item, less indented than it", `${filler(40)}\n\n1. a\n  \`\`\`\n\n# no heading\n`],
    ["a fence behind a rule", `${filler(40)}\n\n* * *\n  \`\`\`\n\n# no heading\n\n${filler(30)}`],
    ["a comment behind a tag", `${filler(40)}\n\n-->\n<b>\n<!-- x\n\n# no heading\n\n${filler(30)}`],
    ["references", `${filler(40)}\n\n[r] and [^n]\n\n${filler(40)}\n\n[r]: u\n[^n]: note\n\n    no code\n`],
    ["a rule first", `${filler(40)}\n\n---\n- a\n\n---\n\n# T\n`],
    ["two headings by underlines", `${filler(40)}\n\nTitle\n-----\n\ntext\n- - -\n`],
  ])("%s", (_, text) => {
    expect(passagesOfChunks(text)).toEqual(passages(text, 1));
  });

  test("a long table, each stretch of it behind its header", () => {
    const rows = Array.from({ length: 90 }, (_, at) => `| a${at} | \`b${at}\` |`).join("\n");
    const text = `# T\n\n| x | y |\n| - | - |\n${rows}\n\nafter\n`;
    expect(splitSource(text.split("\n")).length).toBeGreaterThan(4);
    expect(passagesOfChunks(text)).toEqual(passages(text, 1));
  });

  const corpus = new URL("../../../../shared/corpus/", import.meta.url).pathname;
  const documents = [
    ...globSync("{specs,docs}/**/*.md"),
    "README.md",
    ...(existsSync(corpus) ? globSync(`${corpus}**/*.md`) : []),
  ];
  test("documents that people wrote", () => {
    expect(documents.length).toBeGreaterThan(3);
    for (const path of documents.slice(0, 8)) {
      const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n").slice(0, 3_000);
      expect(passagesOfChunks(text), path).toEqual(passages(text, 1));
    }
  }, 20_000);

  test("anything that is put together from what matters", () => {
    const line = fc.constantFrom(
      "",
      "",
      "text",
      "# h",
      "- a",
      "  b",
      "1. c",
      "   d",
      "> q",
      "    code",
      "```",
      "```ts",
      "~~~",
      "  ```",
      "| a | b |",
      "| - | - |",
      "<!-- x",
      "-->",
      "<div>",
      "<b>",
      "<b>x</b> y",
      "---",
      "===",
      "* * *",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 16 }), (lines) => {
        const text = `${filler(24)}\n\n${lines.join("\n")}\n\n${filler(24)}\n\n${lines.join("\n")}`;
        expect(
          splitSource(text.split("\n"))
            .flatMap((chunk) => chunk.lines)
            .join("\n"),
        ).toBe(text);
        expect(passagesOfChunks(text)).toEqual(passages(text, 1));
      }),
      { numRuns: 50, seed: 7 },
    );
  }, 20_000);
});
