import { describe, expect, test } from "vitest";
import { parseSpec } from "../../src/spec/parse.ts";
import { kindsOf, read, rulesOf } from "./reading-specs.ts";

describe("text that is hardly a spec", () => {
  test.each([
    ["nothing", "", ["spec-empty"]],
    ["white space", "\uFEFF \r\n\t\n", ["spec-empty"]],
    ["an open fence", "# T\n\n```ts\nf(1)\n\n# More\n", ["fence-unclosed"]],
    ["an open fence at the very end", "~~~", ["fence-unclosed"]],
    ["a fence closed by too few marks", "````ts\nx\n```\n", ["fence-unclosed"]],
    ["a closed fence", "````ts\n```\n````\n", []],
    ["a closed fence in a list", "- a\n\n  ~~~ts\n  b\n  ~~~\n", []],
    ["an empty fence", "```\n```\n", []],
    ["front matter without end", "---\nsubject: ../a.ts\n\n# T\n", ["front-matter-unclosed"]],
    ["a rule at the top", "---\n\n# T\n", []],
    ["an odd backtick", "# T\n\nWords ` here.\n", ["code-span-unclosed"]],
    ["a lone table row", "| `f(a)` |\n", []],
    [
      "NUL and lone surrogates",
      '# \u0000 \ud800\n\n- `f("\ud800")` is `1`.\n',
      ["invisible-character", "invisible-character"],
    ],
    ["half a comment", "<!-- id: x\n", []],
    ["an unknown language", "```brainfuck\n+[-->-[>>+>\n```\n", []],
  ])("%s", (_, text, rules) => expect(rulesOf(text)).toEqual(rules));

  test("is refused beyond half a million characters, at once", () => {
    const text = `# T\n\n${"- `f(1)` is `2`.\n".repeat(600_000)}`;
    const { diagnostics, sections } = read(text);
    expect(text.length).toBeGreaterThan(10_000_000);
    expect(diagnostics).toMatchObject([{ rule: "spec-too-large", severity: "error" }]);
    expect(sections).toHaveLength(1);
  });

  test.each([
    ["quotations", ">".repeat(50_000)],
    ["lists", `${"- ".repeat(5_000)}a`],
    ["brackets in a link", "[".repeat(2_000)],
    ["brackets in code", `- \`f(${"[".repeat(5_000)}${"]".repeat(5_000)})\` is \`1\`.`],
    ["operators in code", `- \`f(${"!".repeat(20_000)}1)\` is \`1\`.`],
    ["emphasis", `${"*".repeat(5_000)}a`],
  ])("does not bring the reader down by nesting: %s", (_, text) => {
    expect(() => parseSpec(`# T\n\n${text}\n`, "x.md")).not.toThrow();
  });

  test.each([">".repeat(50_000), "> - 1. ".repeat(50), `# T\n\n${"- ".repeat(101)}a`])(
    "nests too deeply",
    (text) => {
      expect(rulesOf(text)).toEqual(["spec-too-deep"]);
    },
  );

  test.each(["-".repeat(500), "*".repeat(500), `| ${"- ".repeat(300)}|`, `a ${"> ".repeat(300)}`])(
    "is not deep because of many marks: %s",
    (text) => expect(rulesOf(text)).toEqual([]),
  );
});

describe("line endings", () => {
  const text = `---
subject: ../src/a.ts
---
# T

| a | \`f(a)\` |
| --- | --- |
| 1 | 2 |
| "x" | 3 |

- \`f(1)\` is \`2\`.

\`\`\`ts
const s = f(1);
s // => 2
\`\`\`

### Scenario: x
- When \`f(1)\`
- Then the result is \`2\`
`;

  test.each([
    ["CRLF", text.replaceAll("\n", "\r\n")],
    ["CR", text.replaceAll("\n", "\r")],
    ["a byte order mark", `\uFEFF${text}`],
    ["no last line ending", text.trimEnd()],
  ])("%s changes nothing but offsets", (_, changed) => {
    const lines = (source: string): unknown =>
      JSON.parse(
        JSON.stringify(read(source), (key, value: unknown) =>
          key === "offset" || key === "endOffset" || key === "text" ? undefined : value,
        ),
      );
    expect(kindsOf(changed)).toEqual(["row", "sentence", "snippet", "scenario"]);
    expect(lines(changed)).toEqual(lines(text));
  });

  test.each([
    ["CRLF", text.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${text}`],
  ])("%s keeps each block's text at its place", (_, changed) => {
    const { sections, text: whole } = read(changed);
    for (const block of sections.flatMap((section) => section.blocks)) {
      expect(whole.slice(block.place.offset, block.place.endOffset)).toBe(block.text);
    }
  });
});
