import { describe, expect, test } from "vitest";
import { blocksOf, kindsOf, read, rulesOf } from "./reading-specs.ts";

describe("sections", () => {
  test("have the headings below the H1 as their path", () => {
    const { title, sections } = read(
      "Before\n\n# Title\n\n## A `b`\n\n#### C\n\n### D\n\n## E\n\n# Other\n\n## F\n",
    );
    expect(title).toBe("Title");
    expect(
      sections.map(({ index, parent, path, heading }) => [index, parent, heading?.depth ?? null, path]),
    ).toEqual([
      [0, null, null, []],
      [1, 0, 1, []],
      [2, 1, 2, ["A b"]],
      [3, 2, 4, ["A b", "C"]],
      [4, 2, 3, ["A b", "D"]],
      [5, 1, 2, ["E"]],
      [6, 0, 1, ["Other"]],
      [7, 6, 2, ["Other", "F"]],
    ]);
  });

  test("without an H1 begin their paths at the first heading", () => {
    const { title, sections } = read("## A\n\n### B\n");
    expect(title).toBeNull();
    expect(sections.map(({ path }) => path)).toEqual([[], ["A"], ["A", "B"]]);
  });

  test("do not open in quotations and lists", () => {
    expect(read("# T\n\n> ## Q\n\n- ## L\n").sections).toHaveLength(2);
  });

  test.each([
    ["# T\n\nSetext\n------\n", "Setext", false, false],
    ["## Scenario: x", "Scenario: x", true, false],
    ["## SCENARIO : x", "SCENARIO : x", true, false],
    ["## Scenarios", "Scenarios", false, false],
    ["## Requirement: x", "Requirement: x", false, true],
    ["## Requirement 1.2: x", "Requirement 1.2: x", false, true],
    ["## Requirements: x", "Requirements: x", false, false],
    ["## Requirement of x: y", "Requirement of x: y", false, false],
  ])("%j: heading, scenario, requirement", (text, heading, isScenario, isRequirementTitle) => {
    expect(read(text).sections.at(-1)).toMatchObject({
      heading: { text: heading },
      isScenario,
      isRequirementTitle,
    });
  });
});

describe("normative sentences", () => {
  const normative = (text: string): string[] =>
    read(text).sections.flatMap((section) => section.normative.map((each) => each.text));

  test.each([
    ["It MUST work. It may rest.", ["It MUST work."]],
    ["It SHALL NOT `f()` or\nrest.", ["It SHALL NOT `f()` or rest."]],
    ["- **FR-1**: it **MUST** work", ["FR-1: it MUST work"]],
    ["| id | text |\n| --- | --- |\n| 1 | It MUST work |\n", ["It MUST work"]],
    ["システムは MUST。次", ["システムは MUST。"]],
    ["## Requirement: it works\n\nWords.", ["Requirement: it works"]],
    ["- **WHEN** asked\n- **THEN** it SHALL answer\n", ["THEN it SHALL answer"]],
    ["It must work.", []],
    ["It MUSTER.", []],
    ["Write `MUST` here.", []],
    ['Say "it MUST work" here.', []],
    ["Say “it SHALL work” here.", []],
    ["> It MUST work.", []],
    ["```text\nIt MUST work.\n```", []],
    ["<p>It MUST work.</p>", []],
    ["IN NO EVENT SHALL THE AUTHORS BE LIABLE FOR ANY CLAIM.", []],
    ["## Licence\n\nYou MUST keep this.", []],
    ["## License (MIT)\n\nYou MUST keep this.", []],
  ])("%j", (text, expected) => expect(normative(text)).toEqual(expected));

  test("have the place of the sentence", () => {
    const text = "- Words &amp; more. It\n  MUST work. End.";
    const { place } = read(text).sections[0]?.normative[0] ?? {};
    expect(place && text.slice(place.offset, place.endOffset)).toBe("It\n  MUST work.");
  });

  test("are not made by SHOULD, which gets a hint", () => {
    expect(normative("It SHOULD work.")).toEqual([]);
    expect(read("It SHOULD work.").diagnostics).toMatchObject([
      { rule: "normative-should", severity: "hint" },
    ]);
    expect(rulesOf("It MUST work and SHOULD rest.")).toEqual([]);
  });
});

describe("comments for the tool", () => {
  test("pin the id of a section right under its heading", () => {
    const { sections } = read("# T\n\n<!-- id: top -->\n\n## A\n<!-- ID: sub -->\n\n- `f(1)` is `2`.\n");
    expect(sections.map(({ pinnedId }) => pinnedId?.id ?? null)).toEqual([null, "top", "sub"]);
    expect(blocksOf("## A\n<!-- id: sub -->\n\n- `f(1)` is `2`.\n")[0]?.pinnedId).toBeNull();
  });

  test.each([
    ["before it", "## A\n\nWords.\n\n<!-- id: one -->\n- `f(1)` is `2`.\n"],
    ["inside it", "## A\n\n- `f(1)` is `2`. <!-- id: one -->\n"],
    ["before a fence", "## A\n\nWords.\n\n<!-- id: one -->\n```ts\nf(1) // => 2\n```\n"],
    ["in a row", "| a | `f(a)` |\n| --- | --- |\n| 1 | 2 <!-- id: one --> |\n"],
    ["in a row's note", "| a | `f(a)` | why |\n| --- | --- | --- |\n| 1 | 2 | x <!-- id: one --> |\n"],
    ["before a scenario", "## A\n\nWords.\n\n<!-- id: one -->\n- When `f()`\n- Then it throws\n"],
    ["after the section's", "## A\n<!-- id: sub -->\n<!-- id: one -->\n- `f(1)` is `2`.\n"],
  ])("pin the id of an example %s", (_, text) => {
    expect(blocksOf(text).map(({ pinnedId }) => pinnedId?.id)).toEqual(["one"]);
    expect(rulesOf(text)).toEqual([]);
  });

  test("say that a person checks", () => {
    const { sections } = read("## A\n\n<!-- manual: needs a printer -->\n\n## B\n");
    expect(sections.map(({ manual }) => manual)).toEqual([null, "needs a printer", null]);
  });

  test.each([
    ["the next passage", "## A\n\nWords.\n\n<!-- prose -->\n- `f(1)` is `2`.\n\n`f(2)` is `3`.\n", 1],
    [
      "a whole section right under the heading",
      "## A\n<!-- prose -->\n\n- `f(1)` is `2`.\n\n`f(2)` is `3`.\n",
      0,
    ],
    ["not the section behind", "## A\n<!-- prose -->\n\nWords.\n\n## B\n\n`f(2)` is `3`.\n", 1],
    ["a table", "## A\n\nWords.\n\n<!-- prose -->\n\n| `f(1)` |\n| --- |\n| **x** |\n", 0],
    [
      "the paragraph that it stands in",
      "## A\n\nWords.\n\n- `f(1)` is `2`. <!-- prose -->\n- `f(2)` is `3`.\n",
      1,
    ],
    ["what binds, too", "## A\n<!-- prose -->\n\nIt MUST work.\n", 0],
  ])("keep %s from being read", (_, text, count) => {
    expect(blocksOf(text)).toHaveLength(count);
    expect(rulesOf(text)).toEqual([]);
    expect(read(text).sections.flatMap(({ normative }) => normative)).toEqual([]);
  });

  test.each(["<!-- a note -->", "<!-- idea: x -->", "<!-- prose is good -->", "<!-- -->", "<b>id: x</b>"])(
    "are only these, not %s",
    (comment) => {
      const { sections, diagnostics } = read(`## A\n\n${comment}\n\n- \`f(1)\` is \`2\`.\n`);
      expect(diagnostics).toEqual([]);
      expect(sections[1]).toMatchObject({ pinnedId: null, manual: null, blocks: [{ pinnedId: null }] });
    },
  );

  test("that pin an id twice are errors at both places", () => {
    const text = "## A\n<!-- id: x -->\n\n## B\n<!-- id: x -->\n";
    expect(read(text).diagnostics).toMatchObject([
      { rule: "id-twice", place: { line: 2 }, related: { line: 5 } },
      { rule: "id-twice", place: { line: 5 }, related: { line: 2 } },
    ]);
  });
});

describe("front matter", () => {
  test.each([
    ["subject: ../a.ts", ["../a.ts"], false],
    ["subject: [../a.ts, ../b.ts]", ["../a.ts", "../b.ts"], false],
    ["subject:\n  - ../a.ts\n  - '../b.ts'\ndraft: true", ["../a.ts", "../b.ts"], true],
    ["draft: false", [], false],
    ["", [], false],
    ["# only a comment", [], false],
  ])("%j", (yaml, subjects, draft) => {
    const { frontMatter, diagnostics } = read(`---\n${yaml}\n---\n# T\n`);
    expect(frontMatter.subjects.map(({ path }) => path)).toEqual(subjects);
    expect(frontMatter.draft).toBe(draft);
    expect(diagnostics).toEqual([]);
  });

  test("has its places in files with CRLF and a byte order mark", () => {
    const text = "\uFEFF---\r\ndraft: true\r\nsubject: ../ä.ts\r\n---\r\n# T\r\n";
    const { subjects } = read(text).frontMatter;
    expect(subjects).toEqual([
      {
        path: "../ä.ts",
        place: { line: 3, column: 10, endLine: 3, endColumn: 17, offset: 28, endOffset: 35 },
      },
    ]);
    expect(text.slice(28, 35)).toBe("../ä.ts");
  });

  test.each([
    ["subject: [", "front-matter-yaml", 3],
    ["a: 1\na: 2", "front-matter-yaml", 3],
    ["words", "front-matter-yaml", 1],
    ["subject: 1", "front-matter-subject", 2],
    ["subject:", "front-matter-subject", 2],
    ["subject: { a: 1 }", "front-matter-subject", 2],
    ["subject: [../a.ts, 2]", "front-matter-subject", 2],
    ["draft: maybe", "front-matter-draft", 2],
    ["title: x", "front-matter-key", 2],
  ])("%j: %s", (yaml, rule, line) => {
    const { diagnostics } = read(`---\n${yaml}\n---\n# T\n`);
    expect(diagnostics.map((each) => each.rule)).toContain(rule);
    expect(diagnostics[0]?.place.line).toBe(line);
  });
});

test("a paragraph or list that looks like a table, code or quotation is what Markdown says it is", () => {
  expect(kindsOf("a | `f(a)`\n1 | 2\n\n    `f(1)` is `2`.\n")).toEqual([]);
});
