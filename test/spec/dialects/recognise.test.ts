import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseSpec } from "../../../src/spec/parse.ts";

const dialectOf = (text: string, file = "specs/x.md") => parseSpec(text, file).dialect;

test.each<[string, string, string, string]>([
  ["plain Markdown", "# Slugify\n\n## Joins\n\nIt MUST join.\n", "specs/x.md", "greenbar"],
  [
    "own words for a requirement and a scenario",
    "# A\n\n## Requirement: B\n\n### Scenario: C\n",
    "specs/x.md",
    "greenbar",
  ],
  ["OpenSpec by its headings", "## Requirements\n\n### Requirement: A\n", "specs/x.md", "openspec"],
  ["OpenSpec by its path", "# A\n\n### Requirement: A\n", "openspec/specs/a/spec.md", "openspec"],
  ["a delta", "## ADDED Requirements\n\n### Requirement: A\n", "x.md", "openspec"],
  ["Spec Kit by its title", "# Feature Specification: A\n", "specs/x.md", "spec-kit"],
  ["Spec Kit by its stories", "### User Story 1 - A (Priority: P1)\n", "specs/x.md", "spec-kit"],
  ["a story without a priority", "### User Story 1 - A\n", "specs/x.md", "greenbar"],
  ["Kiro by its criteria", "### Requirement 1: A\n\n#### Acceptance Criteria\n", "specs/x.md", "kiro"],
  ["Kiro by its path", "### Requirement 1: A\n", ".kiro/specs/a/requirements.md", "kiro"],
  ["a numbered requirement alone", "## Requirement 1: A\n", "specs/x.md", "greenbar"],
  ["what looks so in a fence", "```md\n# Feature Specification: A\n```\n", "specs/x.md", "greenbar"],
])("%s", (_, text, file, dialect) => {
  expect(dialectOf(text, file)).toBe(dialect);
});

describe("a dialect that is forced", () => {
  const text = "# Feature Specification: A\n";
  test("by the configuration", () =>
    expect(parseSpec(text, "x.md", { dialect: "kiro" }).dialect).toBe("kiro"));
  test("by the file, over the configuration", () => {
    const own = parseSpec(`---\ndialect: greenbar\n---\n${text}`, "x.md", { dialect: "kiro" });
    expect([own.dialect, own.diagnostics]).toEqual(["greenbar", []]);
  });
  test("to one that is none is an error, and content decides", () => {
    const read = parseSpec(`---\ndialect: gauge\n---\n${text}`, "x.md");
    expect([read.dialect, read.diagnostics.map(({ rule, place }) => [rule, place.line])]).toEqual([
      "spec-kit",
      [["front-matter-dialect", 2]],
    ]);
  });
});

test("keys of another tool's front matter are its own", () => {
  const rules = (text: string) => parseSpec(text, "x.md").diagnostics.map(({ rule }) => rule);
  expect(rules("---\nowner: me\n---\n# A\n")).toEqual(["front-matter-key"]);
  expect(rules("---\nowner: me\n---\n# Feature Specification: A\n")).toEqual([]);
});

test("our own specs stay in our own dialect", () => {
  const folder = join(import.meta.dirname, "../../../specs");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".md"),
  );
  expect(files.length).toBeGreaterThan(3);
  for (const path of files)
    expect([path, dialectOf(readFileSync(join(folder, path), "utf8"))]).toEqual([path, "greenbar"]);
});
