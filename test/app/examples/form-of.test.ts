import { describe, expect, test } from "vitest";
import type { ExampleForm } from "../../../src/app/examples/example-form.ts";
import { form, head } from "./adding.ts";

describe("the form is that of", () => {
  test.each<[string, string, Partial<ExampleForm>]>([
    [
      "the computed column of the table",
      "## R\n\n| `title` | `slug(title)` | why |\n| - | - | - |\n| A B | a-b | |\n| `null` | throws `TypeError` | odd |\n",
      {
        requirement: "x/r",
        call: "slug(title)",
        inputs: [{ name: "title", optional: false, like: "null" }],
        outcomes: ["returns", "throws"],
        expectedLike: "a-b",
        also: [],
        note: "why",
        into: { form: "row", line: 11 },
      },
    ],
    [
      "the first of several tables",
      "## R\n\n| `n` | `f(n)` |\n| - | - |\n| 1 | 2 |\n\n| `n` | `g(n)` |\n| - | - |\n| 1 | 2 |\n",
      { call: "f(n)", note: null, into: { form: "row", line: 10 } },
    ],
    [
      "a table behind sentences",
      "## R\n\n- `g(1)` is `2`.\n\n| `n` | `f(n)` |\n| - | - |\n| 1 | 2 |\n",
      { call: "f(n)" },
    ],
    [
      "a table that leaves arguments out",
      "## R\n\n| `a` | `b` | `f(a, b)` |\n| - | - | - |\n| 1 | | 2 |\n| 1 | 2 | 3 |\n",
      {
        inputs: [
          { name: "a", optional: false, like: "1" },
          { name: "b", optional: true, like: "2" },
        ],
      },
    ],
    [
      "several computed columns",
      "## R\n\n| n | `sq(n)` | `cube(n)` |\n| - | - | - |\n| 2 | 4 | 8 |\n",
      { call: "sq(n)", expectedLike: "4", also: [{ name: "cube(n)", optional: false, like: "8" }] },
    ],
    [
      "`Call:` above, without the columns that the table lacks",
      "## R\n\nCall: `f(a, b?, c?)`\n\n| a | b | throws |\n| - | - | - |\n| 1 | 2 | TypeError |\n",
      {
        call: "f(a, b?, c?)",
        inputs: [
          { name: "a", optional: false, like: "1" },
          { name: "b", optional: true, like: "2" },
        ],
        outcomes: ["throws"],
        expectedLike: null,
      },
    ],
    [
      "the other sentences",
      '## R\n\n- `slug("A")` is `"a"`.\n- `slug("A", "_")` is `"b"` (odd).\n',
      {
        call: "slug(a, b?)",
        inputs: [
          { name: "a", optional: false, like: '"A"' },
          { name: "b", optional: true, like: '"_"' },
        ],
        expectedLike: '"b"',
        note: "note",
        into: { form: "sentence", line: 9 },
      },
    ],
    [
      "sentences, with the names that the file knows",
      '## Q\n\n| title | `slug(title)` |\n| - | - |\n| A | a |\n\n## R\n\n- `slug("B")` is `"b"`.\n',
      { call: "slug(title)", inputs: [{ name: "title", optional: false, like: '"B"' }] },
    ],
    [
      "a method",
      "## R\n\n- `await new Sum(1).add(2)` is `3`.\n",
      { call: "await new Sum(1).add(a)", inputs: [{ name: "a", optional: false, like: "2" }] },
    ],
    [
      "a signature above, where nothing is written yet",
      "## `f(a, b = 1)`\n\n### R\n\nIt MUST.\n",
      {
        call: "f(a, b?)",
        inputs: [
          { name: "a", optional: false, like: null },
          { name: "b", optional: true, like: null },
        ],
        into: { form: "table", line: 10 },
        note: null,
      },
    ],
    [
      "the only export that the file uses",
      "## Q\n\n- `f(1)` is `2`.\n\n## R\n\nIt MUST.\n",
      { call: "f(a)", into: { form: "sentence", line: 12 } },
    ],
  ])("%s", (_, text, expected) => {
    expect(form(head + text)).toMatchObject(expected);
  });

  test("the H1's own table", () => {
    const text = "---\nsubject: ../src/x.ts\n---\n# X\n\n| `n` | `f(n)` |\n| - | - |\n| 1 | 2 |\n";
    expect(form(text)).toMatchObject({ requirement: "x", call: "f(n)", into: { form: "row", line: 8 } });
  });

  test("what a comment keeps as prose is no table", () => {
    const text = `${head}## R\n\nWords.\n\n<!-- prose -->\n| n | \`f(n)\` |\n| - | - |\n| 1 | 2 |\n\n- \`g(1)\` is \`2\`.\n`;
    expect(form(text)).toMatchObject({ call: "g(a)" });
  });
});

test.each([
  ["no call is known", "## R\n\nIt MUST.\n"],
  ["several exports are used", "## Q\n\n- `f(1)` is `2`.\n- `g(1)` is `2`.\n\n## R\n\nIt MUST.\n"],
])("there is none when %s", (_, text) => {
  expect(form(head + text)).toBeNull();
});

test("there is none for a requirement that is not there", () => {
  expect(form(`${head}## R\n\n- \`f(1)\` is \`2\`.\n`, "x/other")).toBeNull();
});
