import { describe, expect, test } from "vitest";
import { ignoreForm } from "../../../src/plan/lint/ignored.ts";
import { lintRuleIds, lintRules } from "../../../src/plan/lint/lint-rules.ts";
import { findingsIn, lintText } from "./linting.ts";

const spec = [
  "## Requirement: Totals",
  "",
  "The cart MUST be fast.",
  "",
  "## Reads",
  "",
  "### Requirement: Files",
  "",
  "The cart MUST handle files.",
  "",
].join("\n");

describe("a finding", () => {
  test("is a diagnostic with its requirement and section", () => {
    expect(findingsIn(spec)).toStrictEqual([
      {
        file: "specs/cart.md",
        place: expect.objectContaining({ line: 8, column: 18, endColumn: 22 }),
        severity: "warning",
        rule: "unverifiable-word",
        message: "nobody can check “fast”",
        expected: "a limit with its unit, or a count of what may be done",
        example: "The search MUST answer within 200 ms for 10,000 records.",
        requirement: "cart/requirement-totals",
        section: ["Requirement: Totals"],
      },
      expect.objectContaining({
        rule: "no-outcome",
        requirement: "cart/reads/requirement-files",
        section: ["Reads", "Requirement: Files"],
      }),
    ]);
  });

  test("has the level that the configuration gives its rule; one that is off is not looked at", () => {
    const levels = findingsIn(spec, { "unverifiable-word": "error", "no-outcome": "off" });
    expect(levels.map(({ rule, severity }) => [rule, severity])).toStrictEqual([
      ["unverifiable-word", "error"],
    ]);
  });
});

test("every rule says what it asks, what was expected, and an example", () => {
  for (const rule of [...Object.values(lintRules), ignoreForm]) {
    expect(rule.summary).toMatch(/\.$/);
    expect(rule.expected).not.toBe("");
    expect(rule.example).not.toBe("");
  }
  expect(lintRuleIds).toHaveLength(new Set(lintRuleIds).size);
});

test("a spec that could not be read is no reason to fail", () => {
  expect(lintText("```\nnever closed")).toStrictEqual([]);
  expect(lintText("")).toStrictEqual([]);
  expect(lintText(`${"> ".repeat(200)}The cart MUST be fast.`)).toStrictEqual([]);
});

test("offsets count a byte order mark, as they do in the file", () => {
  const text = "\uFEFF# Cart\n\nThe cart MUST be fast.\n";
  const [found] = lintText(text);
  expect(text.slice(found?.place.offset, found?.place.endOffset)).toBe("fast");
});
