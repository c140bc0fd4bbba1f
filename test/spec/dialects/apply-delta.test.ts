import { describe, expect, test } from "vitest";
import { applyDelta } from "../../../src/spec/dialects/apply-delta.ts";
import { readDelta } from "../../../src/spec/dialects/read-delta.ts";

const main = `# titles Specification

## Purpose
Titles become slugs.

## Requirements

### Requirement: Joins words
The system SHALL join words.

#### Scenario: two words
- **WHEN** there are two words
- **THEN** a hyphen joins them

### Requirement: Drops marks
The system SHALL drop marks.

#### Scenario: a comma
- **WHEN** there is a comma
- **THEN** it is gone

## Notes

Nothing else.
`;

const mainFile = "openspec/specs/titles/spec.md";
const deltaFile = "openspec/changes/trim/specs/titles/spec.md";

function merge(delta: string, text: string | null = main) {
  return applyDelta({ text, file: mainFile }, readDelta(delta, deltaFile));
}

/** `rule@line` of each diagnostic. */
const found = (delta: string, text: string | null = main) =>
  merge(delta, text).diagnostics.map(({ rule, place }) => `${rule}@${place.line}`);

const trims =
  "### Requirement: Trims\nThe system SHALL trim.\n\n#### Scenario: blanks\n- **WHEN** a\n- **THEN** b\n";

describe("what a change does to its main spec", () => {
  test("an addition stands behind the last requirement, the rest is as it was", () => {
    const merged = merge(`## ADDED Requirements\n\n${trims}`);
    expect(merged.diagnostics).toEqual([]);
    expect(merged.text).toBe(main.replace("- **THEN** it is gone\n", `- **THEN** it is gone\n\n${trims}`));
  });

  test("a removal takes the requirement and the blank line behind it", () => {
    const merged = merge("## REMOVED Requirements\n\n### Requirement: Joins words\n**Reason**: no longer\n");
    expect(merged.text).toBe(
      main.slice(0, main.indexOf("### Requirement: Joins")) +
        main.slice(main.indexOf("### Requirement: Drops")),
    );
  });

  test("removals may be a list", () => {
    const listed =
      "## REMOVED Requirements\n\n* `### Requirement: Joins words`\n+ `### Requirement: Drops marks`\n";
    expect(merge(listed).text).not.toContain("### Requirement");
  });

  test("a modification replaces the whole requirement in its place", () => {
    const drops =
      "### Requirement: Drops marks\nIt SHALL drop all.\n\n#### Scenario: a comma\n- **WHEN** x\n- **THEN** y\n";
    const merged = merge(`## MODIFIED Requirements\n${drops}`);
    const start = main.indexOf("### Requirement: Drops");
    expect(merged.text).toBe(main.slice(0, start) + drops + main.slice(main.indexOf("\n## Notes")));
  });

  test("a rename changes the heading alone, and MODIFIED may name the new one", () => {
    const renamed =
      "## RENAMED Requirements\n- FROM: `### Requirement: Joins words`\n- TO: `### Requirement: Hyphens`\n";
    expect(merge(renamed).text).toBe(main.replace("Requirement: Joins words", "Requirement: Hyphens"));
    const both = `${renamed}\n## MODIFIED Requirements\n\n### Requirement: Hyphens\nNew.\n\n#### Scenario: two words\nx\n`;
    expect(merge(both).diagnostics).toEqual([]);
    expect(merge(both).text).toContain("### Requirement: Hyphens\nNew.\n");
  });

  test("a name freed by a removal or a rename may be added again", () => {
    const delta = `## RENAMED Requirements\n- FROM: \`### Requirement: Joins words\`\n- TO: \`### Requirement: Hyphens\`\n\n## ADDED Requirements\n\n### Requirement: Joins words\nAnew.\n`;
    expect(found(delta)).toEqual([]);
  });

  test("what was merged before is not merged again", () => {
    const again = main.slice(main.indexOf("### Requirement: Joins"), main.indexOf("### Requirement: Drops"));
    expect(merge(`## ADDED Requirements\n\n${again}`)).toMatchObject({ text: main, diagnostics: [] });
  });

  test("line breaks and byte order mark stay those of the main spec", () => {
    const windows = `\uFEFF${main.replaceAll("\n", "\r\n")}`;
    const merged = merge(`## ADDED Requirements\n\n${trims}`, windows);
    expect(merged.text.startsWith("\uFEFF# titles")).toBe(true);
    expect(merged.text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/u);
    expect(merged.text).toContain("it is gone\r\n\r\n### Requirement: Trims\r\n");
  });

  test("a new spec takes the purpose of its delta", () => {
    const merged = merge(`## Purpose\nWhy.\n\n## ADDED Requirements\n\n${trims}`, null);
    expect(merged.text).toBe(`# titles Specification\n\n## Purpose\nWhy.\n\n## Requirements\n\n${trims}`);
    expect(merged.diagnostics).toEqual([]);
  });

  test("headings inside fences are no requirements", () => {
    const fenced = main.replace(
      "Titles become slugs.",
      "```\n## Requirements\n### Requirement: Joins words\n```",
    );
    expect(merge("## REMOVED Requirements\n- `### Requirement: Joins words`\n", fenced).text).toContain(
      "```\n## Requirements\n### Requirement: Joins words\n```",
    );
  });
});

test("each line of the merged text knows where it comes from", () => {
  const delta = `## ADDED Requirements\n\n${trims}`;
  const { text, lines } = merge(delta);
  const origins: Readonly<Record<string, string[]>> = {
    [mainFile]: main.split("\n"),
    [deltaFile]: delta.split("\n"),
  };
  const merged = text.split("\n");
  expect(lines).toHaveLength(merged.length);
  merged.forEach((line, index) => {
    const { file, line: at } = lines[index] ?? { file: "", line: 0 };
    if (line !== "") expect([file, origins[file]?.[at - 1]]).toEqual([file, line]);
  });
  expect(lines[merged.indexOf("### Requirement: Trims")]).toEqual({ file: deltaFile, line: 3 });
  expect(lines[merged.indexOf("## Notes")]).toEqual({ file: mainFile, line: 22 });
});

const requirement = (name: string) => `### Requirement: ${name}\nIt SHALL.\n`;
const rename = (from: string, to: string) =>
  `- FROM: \`### Requirement: ${from}\`\n- TO: \`### Requirement: ${to}\`\n`;

describe("what OpenSpec refuses", () => {
  test.each<[name: string, delta: string, found: string[]]>([
    [
      "MODIFIED of what is not there",
      `## MODIFIED Requirements\n${requirement("Gone")}`,
      ["delta-missing@2"],
    ],
    [
      "MODIFIED in another case",
      `## MODIFIED Requirements\n${requirement("joins words")}`,
      ["delta-missing@2"],
    ],
    ["ADDED of what is there", `## ADDED Requirements\n${requirement("Joins words")}`, ["delta-exists@2"]],
    ["ADDED in another case", `## ADDED Requirements\n${requirement("joins  words")}`, ["delta-exists@2"]],
    ["ADDED twice", `## ADDED Requirements\n${requirement("A")}${requirement("A")}`, ["delta-duplicate@4"]],
    [
      "REMOVED twice",
      "## REMOVED Requirements\n- `### Requirement: Joins words`\n- `### Requirement: Joins words`\n",
      ["delta-duplicate@3"],
    ],
    [
      "REMOVED in another case",
      "## REMOVED Requirements\n- `### Requirement: JOINS words`\n",
      ["delta-missing@2"],
    ],
    [
      "RENAMED of what is not there",
      `## RENAMED Requirements\n${rename("Gone", "New")}`,
      ["delta-missing@2"],
    ],
    [
      "RENAMED to a name that is taken",
      `## RENAMED Requirements\n${rename("Joins words", "Drops marks")}`,
      ["delta-exists@3"],
    ],
    [
      "FROM alone",
      "## RENAMED Requirements\n- FROM: `### Requirement: Joins words`\n",
      ["delta-rename@2", "delta-empty@1"].toSorted(),
    ],
    [
      "MODIFIED and REMOVED",
      `## MODIFIED Requirements\n${requirement("Joins words")}\n## REMOVED Requirements\n${requirement("Joins words")}`,
      ["delta-scenario-dropped@2", "delta-conflict@6"],
    ],
    [
      "MODIFIED of the old name",
      `## RENAMED Requirements\n${rename("Joins words", "Hyphens")}\n## MODIFIED Requirements\n${requirement("Joins words")}`,
      ["delta-conflict@6"],
    ],
    [
      "RENAMED to what is ADDED",
      `## RENAMED Requirements\n${rename("Joins words", "Hyphens")}\n## ADDED Requirements\n${requirement("Hyphens")}`,
      ["delta-conflict@6"],
    ],
    [
      "MODIFIED without a scenario",
      `## MODIFIED Requirements\n${requirement("Drops marks")}`,
      ["delta-scenario-dropped@2"],
    ],
    ["nothing", "# A change\n", ["delta-empty@1"]],
  ])("%s", (_, delta, expected) => {
    expect(found(delta).toSorted()).toEqual(expected.toSorted());
  });

  test("MODIFIED and RENAMED where there is no main spec", () => {
    expect(found(`## MODIFIED Requirements\n${requirement("A")}`, null)).toEqual(["delta-missing@2"]);
  });

  test("what is refused is not done, the rest is", () => {
    const merged = merge(`## ADDED Requirements\n${requirement("Joins words")}${requirement("New")}`);
    expect(merged.text).toContain("### Requirement: New\n");
    expect(merged.text.split("### Requirement: Joins words")).toHaveLength(2);
  });
});

test.each([
  [
    "a removal that was made already",
    "## REMOVED Requirements\n- `### Requirement: Long gone`\n",
    "delta-removed-already@2",
  ],
  [
    "a requirement outside the sections",
    `## Notes\n${requirement("Lost")}\n## REMOVED Requirements\n- \`### Requirement: Joins words\`\n`,
    "delta-outside@2",
  ],
])("%s is only remarked on", (_, delta, expected) => {
  expect(found(delta)).toEqual([expected]);
  expect(merge(delta).diagnostics[0]?.severity).toBe("warning");
});
