import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ignoreForm } from "../../src/plan/lint/ignored.ts";
import { ignoreRuleId, lintRules } from "../../src/plan/lint/lint-rules.ts";
import { vagueWords } from "../../src/plan/lint/vague-words.ts";

const page = readFileSync(new URL("../../docs/lint.md", import.meta.url), "utf8");

test("docs/lint.md has every rule with its level and what it asks, and no other", () => {
  const rules = { ...lintRules, [ignoreRuleId]: ignoreForm };
  const ids = [...page.matchAll(/^## ([a-z]+-[a-z-]+)$/gm)].map(([, id]) => id);
  expect(ids).toStrictEqual(Object.keys(rules));
  for (const [id, { level, summary }] of Object.entries(rules)) {
    const word = level.replace(/^./, (first) => first.toUpperCase());
    expect(page).toContain(`## ${id}\n\n*${word}.* ${summary}\n`);
  }
});

test("each rule says what is bad, what is good, and what is mended", () => {
  const sections = page.split(/^## (?=[a-z]+-[a-z-]+$)/gm).slice(1);
  for (const section of sections) {
    expect(section).toMatch(/^- Bad: /m);
    expect(section).toMatch(/^- Good: /m);
    expect(section).toMatch(/^(?:No fix|Fix: )/m);
  }
});

test("the list of words is the one that is looked for", () => {
  for (const { words, instead } of vagueWords) {
    expect(page).toContain(`| ${words.map((word) => word.replace("*", "")).join(", ")} | ${instead} |`);
  }
});
