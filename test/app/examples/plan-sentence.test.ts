import { describe, expect, test } from "vitest";
import type { Adding } from "./adding.ts";
import { added, head } from "./adding.ts";

describe("a sentence stands as its neighbours do", () => {
  test.each<[string, string, Adding, string]>([
    [
      "behind the last item of the same call",
      "## R\n\n- `f(1)` returns `2`.\n- Other words.\n\nMore.\n",
      { inputs: { a: "2" }, returns: "3" },
      "## R\n\n- `f(1)` returns `2`.▶\n- `f(2)` returns `3`.◀\n- Other words.\n\nMore.\n",
    ],
    [
      "with their mark, verb and indent",
      "## R\n\n* Numbers:\n    * `f(1)` is `2`.\n    * `f(2)` is `3`.\n",
      { inputs: { a: "3" }, returns: "4" },
      "## R\n\n* Numbers:\n    * `f(1)` is `2`.\n    * `f(2)` is `3`.▶\n    * `f(3)` is `4`.◀\n",
    ],
    [
      "in a loose list",
      "## R\n\n- `f(1)` is `2`.\n\n- `f(2)` is `3`.\n",
      { inputs: { a: "3" }, returns: "4" },
      "## R\n\n- `f(1)` is `2`.\n\n- `f(2)` is `3`.▶\n\n- `f(3)` is `4`.◀\n",
    ],
    [
      "in a numbered list",
      "## R\n\n9. `f(1)` is `2`.\n10. `g(2)` is `3`.\n",
      { inputs: { a: "3" }, returns: "4" },
      "## R\n\n9. `f(1)` is `2`.\n10. `g(2)` is `3`.▶\n11. `f(3)` is `4`.◀\n",
    ],
    [
      "behind an item of several lines, with CRLF",
      "## R\r\n\r\n- `f(1)` is\r\n  `2`.\r\n\r\nMore.\r\n",
      { inputs: { a: "3" }, returns: "4" },
      "## R\r\n\r\n- `f(1)` is\r\n  `2`.▶\r\n- `f(3)` is `4`.◀\r\n\r\nMore.\r\n",
    ],
    [
      "in a paragraph of several",
      "## R\n\nSo `f(0)` is `1`. `f(1)` is `2`. `f(2)` is `3`. And so on.\n",
      { inputs: { a: "3" }, returns: "4" },
      "## R\n\nSo `f(0)` is `1`. `f(1)` is `2`. `f(2)` is `3`.▶ `f(3)` is `4`.◀ And so on.\n",
    ],
    [
      "in a paragraph with a line for each",
      "## R\n\n`f(1)` is `2`.\n`f(2)` is `3`.\n",
      { inputs: { a: "3" }, returns: "4" },
      "## R\n\n`f(1)` is `2`.\n`f(2)` is `3`.▶\n`f(3)` is `4`.◀\n",
    ],
    [
      "an error",
      "## R\n\n- `f(1)` is `2`.\n",
      { inputs: { a: "null" }, throws: "TypeError" },
      "## R\n\n- `f(1)` is `2`.▶\n- `f(null)` throws `TypeError`.◀\n",
    ],
    [
      "anything thrown, with a note",
      "## R\n\n- `f(1)` is `2`.\n",
      { inputs: { a: "null" }, throws: "", note: "not a number" },
      "## R\n\n- `f(1)` is `2`.▶\n- `f(null)` throws (not a number).◀\n",
    ],
    [
      "promises",
      "## R\n\n- `f(1)` resolves to `2`.\n",
      { inputs: { a: "2" }, returns: "3" },
      "## R\n\n- `f(1)` resolves to `2`.▶\n- `f(2)` resolves to `3`.◀\n",
    ],
    [
      "promises that fail",
      "## R\n\n- `f(1)` resolves to `2`.\n",
      { inputs: { a: "2" }, throws: "RangeError" },
      "## R\n\n- `f(1)` resolves to `2`.▶\n- `f(2)` rejects with `RangeError`.◀\n",
    ],
    [
      "promises that fail somehow",
      "## R\n\n- `f(1)` resolves to `2`.\n",
      { inputs: { a: "2" }, throws: "" },
      "## R\n\n- `f(1)` resolves to `2`.▶\n- `f(2)` rejects.◀\n",
    ],
    [
      "a call with more around it",
      '## R\n\n- `new Slugs({ sep: "_" }).add("a", 1).length` is `1`.\n',
      { inputs: { a: '"`b`"', b: "2" }, returns: "4" },
      '## R\n\n- `new Slugs({ sep: "_" }).add("a", 1).length` is `1`.▶\n- ``new Slugs({ sep: "_" }).add("`b`", 2).length`` is `4`.◀\n',
    ],
    [
      "bars need no escape",
      "## R\n\n- `f(1)` is `2`.\n",
      { inputs: { a: '"a|b"' }, returns: "'c|d'" },
      '## R\n\n- `f(1)` is `2`.▶\n- `f("a|b")` is `"c|d"`.◀\n',
    ],
  ])("%s", (_, text, adding, expected) => {
    expect(added(head + text, adding)).toBe(head + expected);
  });

  test("a single sentence in a paragraph is followed by a paragraph", () => {
    const text = `${head}## R\n\nIt adds one.\n\nThus \`f(1)\` is it. \`f(1)\` is \`2\`.\n\n## S\n`;
    expect(added(text, { inputs: { a: "2" }, returns: "3" })).toBe(
      text.replace("is `2`.\n", "is `2`.▶\n\n`f(2)` is `3`.◀\n"),
    );
  });
});

describe("a first example", () => {
  const used = "## Q\n\n- `f(1, 2)` is `3`.\n\n";
  const adding = { inputs: { a: "1", b: "5" }, returns: "6", requirement: "x/r" };
  test.each([
    ["behind a paragraph", "## R\n\nIt MUST add.\n", "## R\n\nIt MUST add.▶\n\n- `f(1, 5)` returns `6`.◀\n"],
    [
      "before the next heading",
      "## R\n\nIt MUST add.\n## S\n",
      "## R\n\nIt MUST add.▶\n\n- `f(1, 5)` returns `6`.\n◀\n## S\n",
    ],
    [
      "under a bare heading",
      "## Requirement: R\n## S\n",
      "## Requirement: R▶\n\n- `f(1, 5)` returns `6`.\n◀\n## S\n",
    ],
    ["at the end of the file", "## R\n\nIt MUST add.", "## R\n\nIt MUST add.▶\n\n- `f(1, 5)` returns `6`.◀"],
    [
      "in a list of words",
      "## R\n\n* It MUST add.\n* And more.\n\n## S\n",
      "## R\n\n* It MUST add.\n* And more.▶\n* `f(1, 5)` returns `6`.◀\n\n## S\n",
    ],
    [
      "behind a numbered list",
      "## R\n\n1. It MUST add.\n\n## S\n",
      "## R\n\n1. It MUST add.▶\n\n`f(1, 5)` returns `6`.◀\n\n## S\n",
    ],
    [
      "before a rule",
      "## R\n\nIt MUST add.\n\n---\n\n## S\n",
      "## R\n\nIt MUST add.▶\n\n- `f(1, 5)` returns `6`.◀\n\n---\n\n## S\n",
    ],
    [
      "before a scenario",
      "## R\n\nIt MUST add.\n\n### Scenario: S\n\n- When it is late\n- Then it rains\n",
      "## R\n\nIt MUST add.▶\n\n- `f(1, 5)` returns `6`.◀\n\n### Scenario: S\n\n- When it is late\n- Then it rains\n",
    ],
  ])("%s", (_, text, expected) => {
    const id = text.startsWith("## Requirement") ? "x/requirement-r" : "x/r";
    expect(added(head + used + text, { ...adding, requirement: id })).toBe(head + used + expected);
  });

  test("what the text names in code is what is called", () => {
    const text = `${head}## Q\n\n- \`f(1)\` is \`3\`.\n- \`g(1)\` is \`3\`.\n\n## R\n\nIt MUST be as \`g\` says.\n`;
    expect(added(text, { inputs: { a: "2" }, returns: "6" })).toBe(
      `${text.slice(0, -1)}▶\n\n- \`g(2)\` returns \`6\`.◀\n`,
    );
  });

  test("an export that no example uses yet", () => {
    const text = `${head}## R\n\nIt MUST add.\n`;
    expect(added(text, { inputs: { a: "2" }, returns: "6", exports: ["g"] })).toBe(
      `${text.slice(0, -1)}▶\n\n- \`g(2)\` returns \`6\`.◀\n`,
    );
  });

  test("no call is known", () => {
    expect(added(`${head}## R\n\nIt MUST add.\n`, { returns: "6" })).toStrictEqual({
      ":example":
        "No call is known here; write a first example, or `Call:` and the call with its parameters, in the text.",
    });
  });

  test.each([
    [
      "a table under `Call:`",
      "## R\n\nIt MUST pad.\n\nCall: `pad(text, width?)`\n\n## S\n",
      { inputs: { text: "abcd", width: "9" }, returns: "abcd     .", requirement: "x/r" },
      [
        "## R\n\nIt MUST pad.\n\nCall: `pad(text, width?)`▶",
        "",
        "| text | width | returns        |",
        "| ---- | ----- | -------------- |",
        '| abcd | 9     | `"abcd     ."` |◀',
        "",
        "## S\n",
      ].join("\n"),
    ],
    [
      "a table under a heading above, an error in it",
      "## `pad(text, width?)`\n\n### R\n\nIt MUST pad.\n### S\n",
      { inputs: { text: "日本" }, throws: "TypeError", requirement: "x/padtext-width/r" },
      [
        "## `pad(text, width?)`\n\n### R\n\nIt MUST pad.▶",
        "",
        "| text | width | returns            |",
        "| ---- | ----- | ------------------ |",
        "| 日本 |       | throws `TypeError` |",
        "◀",
        "### S\n",
      ].join("\n"),
    ],
  ])("%s", (_, text, adding, expected) => {
    expect(added(head + text, adding)).toBe(head + expected);
  });
});

describe("problems", () => {
  const text = `${head}## R\n\n- \`f(1)\` is \`2\`.\n`;
  test.each<[string, Adding, object]>([
    [
      "a name as an argument",
      { inputs: { a: "hello" }, returns: "1" },
      { a: '`hello` is a name without a value here; the text is written "hello".' },
    ],
    [
      "words as an argument",
      { inputs: { a: "Hello World" }, returns: "1" },
      { a: '`Hello World` is no JavaScript value; the text is written "Hello World".' },
    ],
    [
      "a name as a value",
      { inputs: { a: "2" }, returns: "hello" },
      {
        ":expected":
          'An expected value is written out, never run, and `hello` is a name, not a value; the text is written "hello".',
      },
    ],
    [
      "a contradiction",
      { inputs: { a: "1" }, returns: "3" },
      { ":expected": "It contradicts line 8: `f(1)` is `2`." },
    ],
    [
      "a repeat",
      { inputs: { a: "1" }, returns: "2" },
      { ":example": "Line 8 says it already: `f(1)` is `2`." },
    ],
    [
      "a note that closes its bracket",
      { inputs: { a: "2" }, returns: "3", note: "one) two" },
      { ":note": "The note changes how the example is read; brackets and backticks come in pairs there." },
    ],
  ])("%s", (_, adding, expected) => {
    expect(added(text, adding)).toStrictEqual(expected);
  });
});
