import { describe, expect, test } from "vitest";
import { compile } from "../../src/plan/compile.ts";
import type { Example, Plan } from "../../src/plan/plan.ts";
import { parseSpec } from "../../src/spec/parse.ts";
import { around } from "./builders.ts";

/** From Markdown on, as a person would write it. */
function planOf(...lines: readonly string[]): Plan & { readonly examples: readonly Example[] } {
  const plan = compile(parseSpec(lines.join("\n"), "specs/slugify.md"), around());
  return { ...plan, examples: plan.requirements.flatMap(({ examples }) => examples) };
}

const head = ["---", "subject: ../src/slugify.ts", "---", "# Slugify", ""];

const whole = [
  ...head,
  "## Joins words with hyphens",
  "",
  "| `title`            | `slugify(title)`   | why          |",
  "| ------------------ | ------------------ | ------------ |",
  "| Hello World        | hello-world        |              |",
  '| `"  two  spaces "` | two-spaces         | trims        |',
  "| `null`             | throws `TypeError` | not a string |",
  "",
  '- `slugify("")` throws `RangeError: empty title`.',
  "",
  "For any `title: string`, `slugify(slugify(title))` is `slugify(title)`.",
  "",
  "```ts",
  'const s = slugify("A B", { separator: "_" });',
  's         // => "a_b"',
  "```",
  "",
  "### Scenario: counting collisions",
  "- **Given** `const seen = new Slugs()`",
  '- **When** `seen.add("Hello")`',
  '- **Then** the result is `"hello"`',
  "",
  "## Runs from the shell",
  "",
  "```console",
  '$ slugify "Hello World"',
  "hello-world",
  "```",
];

describe("a spec with one of each", () => {
  const plan = planOf(...whole);

  test("kinds, lines and titles", () => {
    expect(plan.diagnostics).toEqual([]);
    expect(plan.examples.map(({ kind, place, title }) => [kind, place.line, title])).toEqual([
      ["row", 10, 'slugify("Hello World") → "hello-world"'],
      ["row", 11, "trims"],
      ["row", 12, "not a string"],
      ["sentence", 14, 'slugify("") throws RangeError: empty title'],
      ["property", 16, "for any title: slugify(slugify(title)) is slugify(title)"],
      ["snippet", 18, expect.stringMatching(/^const s = slugify\("A B".*; s → "a_b"$/u)],
      ["scenario", 23, "counting collisions"],
      ["console", 30, '$ slugify "Hello World"'],
    ]);
  });

  test("requirements", () => {
    expect(plan.requirements.map(({ id, path, place }) => [id, path, place.line])).toEqual([
      ["slugify/joins-words-with-hyphens", ["Joins words with hyphens"], 6],
      ["slugify/runs-from-the-shell", ["Runs from the shell"], 28],
    ]);
  });

  test("what a stub has to have", () => {
    expect(plan.subjects).toMatchObject([
      {
        path: "src/slugify.ts",
        uses: [
          { exported: "slugify", as: "function", params: ["title", "b"], required: 1 },
          { exported: "Slugs", as: "class", members: ["add"] },
        ],
      },
    ]);
  });

  test("only `null` is what a type checker would refuse", () => {
    expect(plan.examples.filter(({ illTyped }) => illTyped).map(({ title }) => title)).toEqual([
      "not a string",
    ]);
  });

  test("ids outlive rows put in between, other results, and edits elsewhere", () => {
    const edited = [...whole];
    edited.splice(27, 0, "## New", "", '`slugify("new")` is `"new"`.', "");
    edited.splice(9, 0, "| Another one | another-one | |");
    const changed = planOf(...edited.map((line) => line.replace("| two-spaces ", "| 2-spaces ")));
    expect(changed.examples.map(({ id }) => id)).toEqual(
      expect.arrayContaining(plan.examples.map(({ id }) => id)),
    );
    expect(changed.examples).toHaveLength(plan.examples.length + 2);
  });
});

test.each([
  ["`getServerSession()` returns `null` as normal."],
  ["`key.end` equals `true`."],
  ["`key.end` equals `true` when the key is the last."],
  ["`console.log(x)` is `undefined`."],
  ["`n` is `r^n = (a^n)/(b^n)`."],
  ["`Ctrl+C` is `1`."],
])("%s is prose", (line) => {
  const { examples, diagnostics } = planOf(...head, line);
  expect(examples).toEqual([]);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("no subject: one error, at the first example", () => {
  const { diagnostics } = planOf("# Slugify", "", '- `slugify("A")` is `"a"`.', '- `slugify("B")` is `"b"`.');
  expect(diagnostics).toMatchObject([{ rule: "subject-missing", severity: "error", place: { line: 3 } }]);
});

test("a contradiction is told at both places", () => {
  const { diagnostics } = planOf(...head, '- `slugify("A")` is `"a"`.', "- `slugify('A')` is `\"b\"`.");
  expect(diagnostics).toMatchObject([
    { rule: "contradiction", place: { line: 6 }, related: { line: 7 } },
    { rule: "contradiction", place: { line: 7 }, related: { line: 6 } },
  ]);
});

test("a row of several computed columns contradicts by column", () => {
  const table = (other: string) => [
    ...head,
    "| `n` | `square(n)` | `cube(n)` |",
    "| --- | --- | --- |",
    "| 2 | 4 | 8 |",
    "",
    `\`cube(2)\` is \`${other}\`.`,
  ];
  expect(planOf(...table("9")).diagnostics.map(({ rule }) => rule)).toEqual([
    "contradiction",
    "contradiction",
  ]);
  // One of its two columns says what the row says; the sentence is a repeat, the row is not.
  expect(planOf(...table("8")).diagnostics).toMatchObject([{ rule: "duplicate", place: { line: 10 } }]);
});

test("a default import in a fence", () => {
  const { subjects, examples } = planOf(
    "# Slugify",
    "",
    "```ts",
    'import slugify, { type Options } from "../src/slugify.js";',
    'slugify("A") // => "a"',
    "```",
  );
  expect(examples[0]?.uses).toEqual([
    { subject: "src/slugify.js", exported: "default", local: "slugify", as: "default" },
  ]);
  expect(subjects[0]?.uses).toMatchObject([{ exported: "default", local: "slugify", as: "function" }]);
});
