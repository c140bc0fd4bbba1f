import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { planRules } from "../../src/plan/rules.ts";
import { rules } from "../../src/spec/rules.ts";

const page = readFileSync(new URL("../../docs/spec-language.md", import.meta.url), "utf8");
const documented = page
  .slice(page.indexOf("## Diagnostics"))
  .split("\n")
  .filter((line) => line.startsWith("| `"));

test("docs/spec-language.md has every rule with its severity, and no other", () => {
  const all = Object.entries({ ...rules, ...planRules });
  const rows = all.map(
    ([id, { severity, summary }]) => `| \`${id}\` | ${severity} | ${summary.replaceAll("|", "\\|")} |`,
  );
  expect(rows.length).toBeGreaterThan(40);
  expect(documented).toStrictEqual(rows);
});
