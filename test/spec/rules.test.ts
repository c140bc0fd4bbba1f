import { expect, test } from "vitest";
import { rules } from "../../src/spec/rules.ts";
import type { RuleId } from "../../src/spec/rules.ts";
import { read } from "./reading-specs.ts";

const table = (header: string, cells: string): string =>
  `| ${header} |\n| ${header
    .split(" | ")
    .map(() => "---")
    .join(" | ")} |\n| ${cells} |\n`;
const fence = (code: string): string => `\`\`\`ts\n${code}\n\`\`\`\n`;

/** For every rule a text that breaks it. */
const breaches: Readonly<Record<RuleId, string>> = {
  "spec-too-large": "x".repeat(500_001),
  "spec-too-deep": ">".repeat(50_000),
  "spec-empty": "",
  "hidden-text": "a\u202eb",
  "invisible-character": "a\u200bb",
  "fence-unclosed": "```ts\n",
  "code-span-unclosed": "a ` b",
  "front-matter-unclosed": "---\nsubject: a\n\n# T\n",
  "front-matter-yaml": "---\na: [\n---\n",
  "front-matter-key": "---\ntitle: x\n---\n",
  "front-matter-subject": "---\nsubject: 1\n---\n",
  "front-matter-helpers": "---\nhelpers: [1]\n---\n",
  "front-matter-draft": "---\ndraft: 1\n---\n",
  "front-matter-dialect": "---\ndialect: gherkin\n---\n",
  "call-unreadable": "Call: `add`",
  "table-parameters": `Call: \`f(a, b)\`\n\n${table("a | expected", "1 | 2")}`,
  "table-result-columns": `Call: \`f(a)\`\n\n${table("a | expected | result", "1 | 2 | 2")}`,
  "table-column-twice": table("a | a | `f(a)`", "1 | 2 | 3"),
  "row-too-short": table("a | `f(a)`", "1"),
  "row-too-long": table("a | `f(a)`", "1 | 2 | 3"),
  "row-two-results": `Call: \`f(a)\`\n\n${table("a | expected | throws", "1 | 2 | `E`")}`,
  "cell-expected-empty": table("a | `f(a)`", "1 | "),
  "cell-emphasis": table("a | `f(a)`", "1 | *2*"),
  "cell-html": table("a | `f(a)`", "1 | <b>2</b>"),
  "cell-mixed": table("a | `f(a)`", "1 | `2` or 3"),
  "cell-odd-backtick": table("a | `f(a)`", "1 | `2"),
  "cell-bare-quotes": table("a | `f(a)`", "1 | 'x'"),
  "cell-bare-undefined": table("a | `f(a)`", "1 | undefined"),
  "cell-bare-number": table("a | `f(a)`", "1 | 2.0"),
  "cell-unreadable": table("a | `f(a)`", "`1 2` | 2"),
  "argument-left-out": table("a | b | `f(a, b)`", " | 1 | 2"),
  "expected-is-code": table("a | `f(a)`", "1 | `g()`"),
  "expected-unreadable": table("a | `f(a)`", "1 | `1 2`"),
  "throws-form": table("a | `f(a)`", "1 | throws E"),
  "sentence-full-stop": "`f(1)` is `2`",
  "sentence-verb": "`f(1)` gives `2`.",
  "sentence-value": "`f(1)` is `two`.",
  "sentence-expression": "`f(1` is `2`.",
  "property-type": "For any `x: X`, `f(x)` is `2`.",
  "snippet-syntax": fence("f( // => 2"),
  "snippet-statement": fence("if (a) f() // => 2"),
  "snippet-comment-place": fence("// => 2\nf()"),
  "snippet-comment": fence("f() // throws when it rains"),
  "id-unreadable": "# T\n<!-- id: a b -->\n",
  "id-twice": "# T\n<!-- id: a -->\n\n## S\n<!-- id: a -->\n",
  "id-unused": "# T\n\nWords.\n\n<!-- id: a -->\n",
  "manual-reason": "# T\n<!-- manual: -->\n",
  "normative-should": "It SHOULD work.",
};

test.each(Object.entries(breaches))("%s", (rule, text) => {
  const found = read(text).diagnostics.filter((each) => each.rule === rule);
  expect(found.length).toBeGreaterThan(0);
  for (const { severity, message, expected, file } of found) {
    expect({ severity, file }).toEqual({ severity: rules[rule as RuleId].severity, file: "specs/x.md" });
    expect(message).not.toBe("");
    expect(expected).not.toBe("");
  }
});

test("every rule is stable kebab-case, with a summary that is a sentence", () => {
  for (const [rule, { summary }] of Object.entries(rules)) {
    expect(rule).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(summary).toMatch(/^[A-Z`].*\.$/);
  }
});
