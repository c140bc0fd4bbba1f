import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { attackGroups } from "./groups.ts";
import { attacksAsMarkdown } from "./table.ts";

// Slow for what it imports: the rows reach for everything that they attack.

test("the table: sixty mechanisms or more, ids once", () => {
  const rows = attackGroups().flatMap((group) => group.rows);
  const ids = rows.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toStrictEqual([]);
  expect(new Set(rows.map(({ mechanism }) => mechanism)).size).toBeGreaterThanOrEqual(60);
});

test("docs/security.md shows the table as it is", () => {
  const path = join(import.meta.dirname, "../../docs/security.md");
  const page = readFileSync(path, "utf8");
  const [start, end] = ["<!-- attacks -->\n", "<!-- /attacks -->"];
  const from = page.indexOf(start) + start.length;
  const to = page.indexOf(end);
  const expected = `\n${attacksAsMarkdown(attackGroups())}\n`;
  if (process.env["UPDATE"] === "1") writeFileSync(path, page.slice(0, from) + expected + page.slice(to));
  expect(to).toBeGreaterThanOrEqual(from);
  expect(page.slice(from, to)).toBe(expected);
});
