import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../src/plan/lint/apply-edits.ts";
import { findingsIn, told } from "./linting.ts";

const head = "---\nsubject: ../src/cart.ts\n---\n# Cart\n\n";

/** The Markdown with the rule's fixes made. */
function mended(markdown: string): string {
  const found = findingsIn(markdown).filter(({ rule }) => rule === "example-adds-nothing");
  return applyEdits(
    head + markdown,
    found.flatMap(({ fix }) => fix ?? []),
  ).slice(head.length);
}

const table = "## Totals\n\n| `n` | `total(n)` | why |\n| --- | --- | --- |\n| 1 | 1 | |\n";

describe("an example that stands twice", () => {
  test("is told with the line of the first", () => {
    expect(told("example-adds-nothing", `${table}| \`1\` | 1 | |\n`)).toStrictEqual([
      [6, "this says again what line 10 says"],
    ]);
  });

  test.each([
    ["a row", `${table}| 1 | 1 | |\n| 2 | 2 | |\n`, `${table}| 2 | 2 | |\n`],
    ["the last row", `${table}| 1 | 1 | |\n`, table],
    ["twice more", `${table}| 1 | 1 | |\n| 2 | 2 | |\n| 1 | 1 | |\n`, `${table}| 2 | 2 | |\n`],
    ["CRLF", `${table}| 1 | 1 | |\n`.replaceAll("\n", "\r\n"), table.replaceAll("\n", "\r\n")],
    [
      "an item",
      "## Totals\n\n- `total(1)` is `1`.\n- `total(1)` is `1`.\n- `total(2)` is `2`.\n",
      "## Totals\n\n- `total(1)` is `1`.\n- `total(2)` is `2`.\n",
    ],
  ])("goes, when it is the same to the letter: %s", (_, before, after) => {
    expect(mended(before)).toBe(after);
  });

  test.each([
    ["says it in other words", `${table}| \`1\` | 1 | |\n`],
    ["has a note of its own", `${table}| 1 | 1 | the least |\n`],
    [
      "stands in another table",
      `${table}\n| \`n\` | \`total(n)\` | why |\n| --- | --- | --- |\n| 1 | 1 | |\n`,
    ],
    ["goes on", "## Totals\n\n- `total(1)` is `1`.\n- `total(1)` is `1`.\n  And so it stays.\n"],
    [
      "stands behind a comment",
      "## Totals\n\n- `total(1)` is `1`.\n- <!-- id: again -->\n- `total(1)` is `1`.\n",
    ],
    ["ends the file without a line ending", `${table}| 1 | 1 | |`],
  ])("stays, when it %s", (_, markdown) => {
    expect(told("example-adds-nothing", markdown).length).toBeGreaterThan(0);
    expect(mended(markdown)).toBe(markdown);
  });

  test.each([
    ["properties", "For any `n: integer`, `total(n)` is `total(n + 0)`."],
    ["snippets", "```ts\nconst n = total(1);\nn // => 1\n```"],
    ["scenarios", "- Given `const n = 1`\n- When `total(n)`\n- Then the result is `1`"],
  ])("%s count too", (_, example) => {
    expect(told("example-adds-nothing", `## Totals\n\n${example}\n\nAgain:\n\n${example}\n`)).toHaveLength(1);
  });

  test("other results, other inputs and other requirements are no matter of this rule", () => {
    expect(told("example-adds-nothing", `${table}| 2 | 2 | |\n`)).toStrictEqual([]);
    expect(told("example-adds-nothing", `${table}| 1 | 3 | |\n`)).toStrictEqual([]);
    expect(told("example-adds-nothing", `${table}\n## More\n\n- \`total(1)\` is \`1\`.\n`)).toStrictEqual([]);
  });
});
