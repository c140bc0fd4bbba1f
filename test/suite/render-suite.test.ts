import { describe, expect, test } from "vitest";
import type { ExampleUse } from "../../src/plan/plan.ts";
import { renderSuite } from "../../src/suite/render-suite.ts";
import { testBodies } from "../../src/suite/test-bodies.ts";
import { exampleOf, place, planOf, planWith, valueCheck } from "./support/plan-of.ts";
import { settings, templates } from "./support/templates.ts";

const one = { t: "number", v: "1" } as const;

/** The body of the suite's first test, without its indentation. */
function firstTest(text: string): string {
  const [, body] = /=> \{\n {4}(.*?)\n {2}\}\);/s.exec(text) ?? [];
  return body?.replaceAll(/^ {4}/gm, "") ?? "";
}

function scenario(...steps: readonly string[]): string {
  const text = `---\nsubject: ../src/a.ts\n---\n# A\n\n## B\n\n### Scenario: s\n${steps.map((step) => `- ${step}\n`).join("")}`;
  return firstTest(renderSuite(planOf(text), settings).text);
}

describe("the result", () => {
  test("of a call that a check speaks of is a constant; of others, nothing", () => {
    expect(scenario("**When** `add(1)`", "**And** `add(2)`", "**Then** the result is `3`")).toBe(
      ["add(1);", "const result = add(2);", "expect(result).toBe(3);"].join("\n"),
    );
  });

  test("of a second call has a name of its own", () => {
    const steps = [
      "**When** `add(1)`",
      "**Then** the result is `1`",
      "**When** `add(2)`",
      "**Then** the result is `3`",
    ];
    expect(scenario(...steps)).toBe(
      [
        "const result = add(1);",
        "expect(result).toBe(1);",
        "const result2 = add(2);",
        "expect(result2).toBe(3);",
      ].join("\n"),
    );
  });

  test("that nobody speaks of leaves a plain call", () => {
    expect(scenario("**Given** `const a = make()`", "**When** `a.add(1)`", "**Then** `a.size` is `1`")).toBe(
      ["const a = make();", "a.add(1);", "expect(a.size).toBe(1);"].join("\n"),
    );
  });
});

describe("imports", () => {
  const use = (subject: string, exported: string, rest: Partial<ExampleUse> = {}): ExampleUse => {
    return { subject, exported, local: exported, as: "named", ...rest };
  };
  const importing = (...uses: readonly ExampleUse[][]): string[] => {
    const examples = uses.map((each, index) =>
      exampleOf([valueCheck("f(1)", one)], { id: String(index), title: String(index), uses: each }),
    );
    const { text } = renderSuite(planWith(examples), settings);
    return text
      .split("\n")
      .filter((line) => /^import|const .* = /.test(line.trim()))
      .slice(1);
  };

  test.each([
    [
      "names, sorted",
      [use("src/a.ts", "b"), use("src/a.ts", "A")],
      ['import { A, b } from "../../src/a.ts";'],
    ],
    [
      "a default",
      [use("src/a.ts", "default", { local: "a", as: "default" })],
      ['import a from "../../src/a.ts";'],
    ],
    [
      "a default, names and the whole",
      [
        use("src/a.ts", "b", { local: "c" }),
        use("src/a.ts", "default", { local: "a", as: "default" }),
        use("src/a.ts", "*", { local: "all", as: "namespace" }),
      ],
      ['import a, { b as c } from "../../src/a.ts";', 'import * as all from "../../src/a.ts";'],
    ],
    [
      "a name that is none",
      [use("src/a.ts", "a-b", { local: "ab" })],
      ['import { "a-b" as ab } from "../../src/a.ts";'],
    ],
    ["a package", [use("slugify", "slugify")], ['import { slugify } from "slugify";']],
    [
      "several modules",
      [use("src/a.ts", "a"), use("src/b.ts", "b")],
      ['import { a } from "../../src/a.ts";', 'import { b } from "../../src/b.ts";'],
    ],
  ])("of %s", (_, uses, statements) => {
    expect(importing(uses)).toStrictEqual(statements);
  });

  test("of two exports by one name: the second test declares its own", () => {
    expect(importing([use("src/a.ts", "f")], [use("src/b.ts", "f")], [use("src/b.ts", "f")])).toStrictEqual([
      'import { f } from "../../src/a.ts";',
      'import { f as f2 } from "../../src/b.ts";',
      "    const f = f2;",
      "    const f = f2;",
    ]);
  });
});

describe("groups", () => {
  const requirement = (id: string, path: readonly string[], titles: readonly string[]) => ({
    id,
    title: path.at(-1) ?? "",
    path,
    place,
    manual: null,
    examples: titles.map((title) => exampleOf([valueCheck("f(1)", one)], { id: `${id}/${title}`, title })),
  });

  test("nest as the headings do; names are unique in the file", () => {
    const suite = renderSuite(
      planWith([], {
        requirements: [
          requirement("a", ["A"], ["x"]),
          requirement("ab", ["A", "B"], ["x", "y"]),
          requirement("none", ["None"], []),
          requirement("c", ["C", "D"], ["x"]),
          requirement("a2", ["A"], ["x", ""]),
        ],
      }),
      settings,
    );
    expect(suite.tests.map(({ name }) => name.join(" > "))).toStrictEqual([
      "A > x",
      "A > B > x",
      "A > B > y",
      "C > D > x",
      "A > x (2)",
      "A > line 1",
    ]);
    expect(suite.text.match(/^ *describe\(".*"/gm)).toStrictEqual([
      'describe("A"',
      '  describe("B"',
      'describe("C"',
      '  describe("D"',
      'describe("A"',
    ]);
    expect(suite.tests.map(({ example }) => example)).toStrictEqual([
      "a/x",
      "ab/x",
      "ab/y",
      "c/x",
      "a2/x",
      "a2/",
    ]);
  });
});

test("a test's hash is the one of the file on disk, and stays when another test changes", () => {
  const plan = (v: string) =>
    planWith([
      exampleOf([valueCheck("f(1)", one)], { title: "first" }),
      exampleOf([valueCheck("f(2)", { t: "number", v })], { id: "b", title: "second" }),
    ]);
  const [before, after] = [renderSuite(plan("2"), settings), renderSuite(plan("3"), settings)];
  const onDisk = testBodies(before.text, before.path).map(({ body }) => body);
  expect(before.tests.map(({ hash }) => hash)).toStrictEqual(onDisk);
  expect(
    before.tests.map(({ place }) => before.text.slice(place?.start, place?.end).split("\n")[0]),
  ).toStrictEqual(['test("first", () => {', 'test("second", () => {']);
  expect(
    before.tests.map(({ place }) => before.text.split("\n")[(place?.line ?? 0) - 1]?.trim()),
  ).toStrictEqual(['test("first", () => {', 'test("second", () => {']);
  expect(after.tests[0]?.hash).toBe(before.tests[0]?.hash);
  expect(after.tests[1]?.hash).not.toBe(before.tests[1]?.hash);
});

test.each([
  ["test-steps", "{{nothing}}", /template "suite".*nothing/s],
  ["suite", "{{#if", /template "suite"/],
])("a template that cannot be filled is named: %s with %s", (name, source, message) => {
  const mine = new Map([...templates, [name, source]]);
  const plan = planWith([exampleOf([valueCheck("f(1)", one)])]);
  expect(() => renderSuite(plan, { ...settings, templates: mine })).toThrow(message);
});

test("the path of the spec cannot end its comment or its command", () => {
  const { text } = renderSuite(planWith([exampleOf([])], { spec: "specs/it's\nan @odd one.md" }), settings);
  expect(text.split("\n").slice(0, 2)).toStrictEqual([
    "// Generated by greenbar from specs/it's an \\u0040odd one.md: change the spec, not this file.",
    "// To write it again: npx greenbar generate-tests 'specs/it'\\''s an \\u0040odd one.md'",
  ]);
});
