import { describe, expect, test } from "vitest";
import { add, added, head } from "./adding.ts";

/** What is put behind the last row of a table below a heading. */
function row(table: string, adding: Parameters<typeof added>[1]): string | object {
  const text = `${head}## R\n\n${table}`;
  const result = added(text, adding);
  return typeof result === "string" ? (/▶([^]*)◀/u.exec(result)?.[1] ?? "") : result;
}

const padded = [
  "| `title`            | `slugify(title)`   | why          |",
  "| ------------------ | ------------------ | ------------ |",
  "| Hello World        | hello-world        |              |",
  '| `"  two  spaces "` | two-spaces         | trims        |',
  "| `null`             | throws `TypeError` | not a string |",
  "",
].join("\n");

describe("a row is laid out as its table is", () => {
  test.each<[string, string, Parameters<typeof added>[1], string]>([
    [
      "filled columns",
      padded,
      { inputs: { title: "A B" }, returns: "a-b" },
      "\n| A B                | a-b                |              |",
    ],
    [
      "a note",
      padded,
      { inputs: { title: "A B" }, returns: "a-b", note: "plain | simple" },
      "\n| A B                | a-b                | plain \\| simple |",
    ],
    [
      "an error",
      padded,
      { inputs: { title: "42" }, throws: "RangeError: empty title" },
      "\n| `42`               | throws `RangeError: empty title` |              |",
    ],
    [
      "anything thrown",
      padded,
      { inputs: { title: '""' }, throws: "" },
      '\n| `""`               | throws             |              |',
    ],
    [
      "wide characters by their columns",
      "| `s`      | `f(s)` |\n| -------- | ------ |\n| 日本     | `1`    |\n| ab       | `2`    |\n",
      { inputs: { s: "語" }, returns: "3" },
      "\n| 語       | `3`    |",
    ],
    [
      "wide characters by their count, where the table does",
      "| `s`    | `f(s)` |\n| ------ | ------ |\n| 日本語    | `1`    |\n| 日本     | `2`    |\n| 日      | `3`    |\n",
      { inputs: { s: "本語" }, returns: "4" },
      "\n| 本語     | `4`    |",
    ],
    ["tight cells", "|`n`|`f(n)`|\n|-|-|\n|1|2|\n|10|20|\n", { inputs: { n: "3" }, returns: "6" }, "\n|3|6|"],
    [
      "compact cells",
      "| `n` | `f(n)` |\n| - | - |\n| 1 | 2 |\n| 10 | 20 |\n",
      { inputs: { n: "3" }, returns: "6" },
      "\n| 3 | 6 |",
    ],
    [
      "no outer bars",
      "`n` | `f(n)`\n--- | ---\n1 | 2\n10 | 20\n",
      { inputs: { n: "3" }, returns: "6" },
      "\n3 | 6",
    ],
    [
      "no outer bars, but an empty cell at the end",
      "`n` | `f(n)` | why\n--- | --- | ---\n1 | 2 | one\n",
      { inputs: { n: "3" }, returns: "6" },
      "\n3 | 6 |    |",
    ],
    [
      "numbers on the right",
      "| `n` | `f(n)` |\n| --: | -----: |\n|   1 |      2 |\n|  10 |     20 |\n",
      { inputs: { n: "3" }, returns: "6" },
      "\n|   3 |      6 |",
    ],
    [
      "in the middle",
      "| `name` | `f(name)` |\n| :----: | :-------: |\n|   ab   |   value   |\n",
      { inputs: { name: "xy" }, returns: "other" },
      "\n|   xy   |   other   |",
    ],
    [
      "in a list, with its indent and CRLF",
      "- Things:\r\n\r\n  | `n` | `f(n)` |\r\n  | --- | ------ |\r\n  | 1   | 2      |\r\n",
      { inputs: { n: "3" }, returns: "6" },
      "\r\n  | 3   | 6      |",
    ],
    [
      "no row yet",
      "It MUST be so.\n\n| `name`  | `f(name)` |\n| ------- | --------- |\n",
      { inputs: { name: "ab" }, returns: "cd" },
      "\n| ab      | cd        |",
    ],
    [
      "no line break at the end of the file",
      "| `n` | `f(n)` |\n| --- | ------ |\n| 1   | 2      |",
      { inputs: { n: "3" }, returns: "6" },
      "\n| 3   | 6      |",
    ],
    [
      "blanks behind the last row stay there",
      "| `n` | `f(n)` |\n| --- | ------ |\n| 1   | 2      |  \n",
      { inputs: { n: "3" }, returns: "6" },
      "\n| 3   | 6      |",
    ],
    [
      "a long cell sticks out",
      "| `n` | `f(n)` |\n| --- | ------ |\n| 1   | 2      |\n",
      { inputs: { n: "12345" }, returns: "6" },
      "\n| 12345 | 6      |",
    ],
    [
      "notes before values",
      "| case | `n` | `f(n)` |\n| ---- | --- | ------ |\n| one  | 1   | 2      |\n",
      { inputs: { n: "3" }, returns: "6", note: "six" },
      "\n| six  | 3   | 6      |",
    ],
    [
      "several computed columns",
      "| n | `sq(n)` | `cube(n)` |\n| - | ------- | --------- |\n| 2 | 4       | 8         |\n",
      { inputs: { n: "3", "cube(n)": "27" }, returns: "9" },
      "\n| 3 | 9       | 27        |",
    ],
    [
      "a later one throws",
      "| n | `sq(n)` | `cube(n)` |\n| - | ------- | --------- |\n| 2 | 4       | 8         |\n",
      { inputs: { n: "3", "cube(n)": "throws RangeError" }, returns: "9" },
      "\n| 3 | 9       | throws `RangeError` |",
    ],
    [
      "under a signature, an optional one left out",
      "Call: `f(a, b?)`\n\n| a | b | returns | throws |\n| - | - | ------- | ------ |\n| 1 | 2 | 3       |        |\n",
      { inputs: { a: "7" }, returns: "7" },
      "\n| 7 |   | 7       |        |",
    ],
    [
      "in the column of errors",
      "Call: `f(a, b?)`\n\n| a | b | returns | throws |\n| - | - | ------- | ------ |\n| 1 | 2 | 3       |        |\n",
      { inputs: { a: "7" }, throws: '"no"' },
      '\n| 7 |   |         | `"no"` |',
    ],
  ])("%s", (_, table, adding, expected) => {
    expect(row(table, adding)).toBe(expected);
  });

  test("the first of several tables, and nothing behind it changes", () => {
    const table = "| `n` | `f(n)` |\n| --- | ------ |\n| 1   | 2      |\n";
    expect(
      added(`${head}## R\n\n${table}\n\n${table.replace("1", "5")}\nMore.\n`, {
        inputs: { n: "3" },
        returns: "6",
      }),
    ).toBe(
      `${head}## R\n\n${table.slice(0, -1)}▶\n| 3   | 6      |◀\n\n\n${table.replace("1", "5")}\nMore.\n`,
    );
  });

  test("says the line that it begins on", () => {
    const planned = add(`${head}## R\n\n${padded}`, { inputs: { title: "A B" }, returns: "a-b" });
    expect(planned).toMatchObject({
      is: "planned",
      line: 13,
      markdown: "| A B                | a-b                |              |",
    });
  });
});

describe("a cell is written as its column is, and means what was typed", () => {
  const bare = "| `s` | `f(s)` |\n| - | - |\n| one | 1 |\n| two words | 2 |\n";
  const code = '| `s` | `f(s)` |\n| - | - |\n| `"one"` | `1` |\n| `"two"` | `2` |\n';
  test.each<[string, string, string, string, string]>([
    ["bare text", bare, "three", "3", "| three | 3 |"],
    ["an operator is text", bare, "three-four", "3", "| three-four | 3 |"],
    ["a word that is a global is text", bare, "Map", "3", "| Map | 3 |"],
    ["quoted text is bare", bare, '"three"', "3", "| three | 3 |"],
    ["text like a number", bare, '"3"', "3", '| `"3"` | 3 |'],
    ["text like nothing", bare, '""', "3", '| `""` | 3 |'],
    ["blanks that would be lost", bare, '" a"', "3", '| `" a"` | 3 |'],
    ["a bar", bare, '"a|b"', "3", '| `"a\\|b"` | 3 |'],
    ["a bar in bare text", bare, "x|y z", "3", '| `"x\\|y z"` | 3 |'],
    ["a backslash and a bar", bare, '"a\\\\|b"', "3", '| `"a\\\\\\|b"` | 3 |'],
    ["backticks", bare, '"`a`"', "3", '| ``"`a`"`` | 3 |'],
    ["marks of Markdown", bare, "*a*", "3", '| `"*a*"` | 3 |'],
    ["HTML", bare, "<b>", "3", '| `"<b>"` | 3 |'],
    ["an entity", bare, "&amp;", "3", '| `"&amp;"` | 3 |'],
    ["an address", bare, "https://a.example", "3", "| https://a.example | 3 |"],
    ["undefined", bare, "undefined", "3", "| `undefined` | 3 |"],
    ["a number that is written otherwise", bare, "1.0", "3", "| `1.0` | 3 |"],
    ["a list", bare, "[1, 2]", "3", "| `[1, 2]` | 3 |"],
    ["an expression", bare, '"x".repeat(300)', "3", '| `"x".repeat(300)` | 3 |'],
    ["a template is text", bare, "`a b`", "3", "| a b | 3 |"],
    ["text in code", code, '"three"', "3", '| `"three"` | `3` |'],
    ["text in code, quoted otherwise", code, "'three'", "3", '| `"three"` | `3` |'],
    ["bare null in a column of numbers", bare, "three", "null", "| three | null |"],
    ["expected text", bare, "three", "gone", "| three | gone |"],
    ["expected text that begins as an error does", bare, "three", "throws up", '| three | `"throws up"` |'],
    ["minus zero", bare, "three", "-0", "| three | `-0` |"],
  ])("%s", (_, table, typed, returns, expected) => {
    expect(row(table, { inputs: { s: typed }, returns })).toBe(`\n${expected}`);
  });

  test("a link of the document makes bare text mean something else, so it is code", () => {
    const table = `${bare}\n[x]: https://a.example\n`;
    expect(row(table, { inputs: { s: "a [x] b" }, returns: "3" })).toBe('\n| `"a [x] b"` | `3` |');
  });
});

describe("problems", () => {
  test.each<[string, Parameters<typeof added>[1], object]>([
    ["nothing given", { returns: "x" }, { title: '`title` is missing; an empty text is written "".' }],
    [
      "no expected value",
      { inputs: { title: "x" } },
      { ":expected": 'The expected value is missing; an empty text is written "".' },
    ],
    [
      "a call of something unknown",
      { inputs: { title: "C(x)" }, returns: "c" },
      { title: 'It calls `C`, which is unknown here; the text is written "C(x)".' },
    ],
    [
      "a list that is not closed",
      { inputs: { title: "[1, 2" }, returns: "c" },
      { title: '`[1, 2` is no JavaScript value; the text is written "[1, 2".' },
    ],
    [
      "code as expected value",
      { inputs: { title: "c" }, returns: 'slugify("c")' },
      {
        ":expected":
          'An expected value is written out, never run, and a call is code, which is not run here; the text is written "slugify(\\"c\\")".',
      },
    ],
    [
      "a date without its zone",
      { inputs: { title: "c" }, returns: 'new Date("2024-02-29T12:00")' },
      {
        ":expected":
          '"2024-02-29T12:00" is not a date with a time zone in ISO 8601; the right form is new Date("2024-02-29T12:00:00Z").',
      },
    ],
    [
      "no form of an error",
      { inputs: { title: "c" }, throws: "empty title" },
      {
        ":expected":
          '`empty title` is no error: write a name (`TypeError`), a message in quotes ("empty title"), a pattern (`/pattern/`), or both (`RangeError: message`).',
      },
    ],
    [
      "a contradiction",
      { inputs: { title: "Hello World" }, returns: "hello" },
      { ":expected": "It contradicts line 10: | Hello World | hello-world | |" },
    ],
    [
      "a repeat",
      { inputs: { title: '"Hello World"' }, returns: "hello-world" },
      { ":example": "Line 10 says it already: | Hello World | hello-world | |" },
    ],
    [
      "a line break",
      { inputs: { title: "a\nb" }, returns: "c" },
      { title: 'A value stands on one line; a line break in a text is written "\\n".' },
    ],
  ])("%s", (_, adding, expected) => {
    expect(row(padded, adding)).toStrictEqual(expected);
  });

  test("a contradiction further down names its line as it is now", () => {
    const below = '\n## S\n\n- `slugify("A")` returns `"b"`.\n';
    expect(
      added(`${head}## R\n\n${padded}${below}`, { inputs: { title: "A" }, returns: "a", requirement: "x/r" }),
    ).toStrictEqual({ ":expected": 'It contradicts line 16: `slugify("A")` returns `"b"`.' });
  });

  test("an argument before one that is given", () => {
    const table = "Call: `f(a, b?, c?)`\n\n| a | b | c | returns |\n| - | - | - | - |\n| 1 | 2 | 3 | 4 |\n";
    expect(row(table, { inputs: { a: "1", c: "2" }, returns: "4" })).toStrictEqual({
      b: "`b` cannot be left out, since `c` is given behind it; `undefined` passes it over.",
    });
  });

  test("a note without a column", () => {
    const table = "| `n` | `f(n)` |\n| - | - |\n| 1 | 2 |\n";
    expect(row(table, { inputs: { n: "3" }, returns: "4", note: "x" })).toStrictEqual({
      ":note": "The table has no column for a note.",
    });
  });

  test("a bar behind a single backslash cannot stand in a table", () => {
    const table = "| `n` | `f(n)` |\n| - | - |\n| 1 | 2 |\n";
    expect(row(table, { inputs: { n: "/a\\|b/" }, returns: "4" })).toHaveProperty([":example"]);
  });

  test("mistakes that were there before are nobody's business here", () => {
    const broken = "| `n` | `f(n)` |\n| --- | ------ |\n| 1   | [1,2]  |\n| 2   | 3      |\n";
    expect(row(broken, { inputs: { n: "3" }, returns: "6" })).toBe("\n| 3   | 6      |");
  });

  test("a repeat of what stands further down", () => {
    const below = '\n## S\n\n- `slugify("A")` returns `"a"`.\n';
    expect(
      added(`${head}## R\n\n${padded}${below}`, { inputs: { title: "A" }, returns: "a", requirement: "x/r" }),
    ).toStrictEqual({ ":example": 'Line 16 says it already: `slugify("A")` returns `"a"`.' });
  });
});
