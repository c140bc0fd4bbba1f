import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { attackGroups } from "./groups.ts";
import type { AttackRow, Outcome } from "./row.ts";
import { runRow, runRows } from "./run-row.ts";
import { attacksAsMarkdown, closingLine, resultLine } from "./table.ts";

const rowOf = (
  withDefence: () => Promise<Outcome>,
  without: () => Promise<Outcome>,
  more: Partial<AttackRow> = {},
): AttackRow => ({
  id: "a-row",
  mechanism: "m",
  does: "d",
  must: "m",
  defence: "x",
  withDefence,
  without,
  ...more,
});
const held = () => Promise.resolve({ held: true, saw: "red" });
const through = () => Promise.resolve({ held: false, saw: "green" });
const thrown = () => Promise.reject(new Error("no such file"));
const bench = {
  folder: () => "",
  share: <T>(_name: string, make: () => Promise<T>) => make(),
  atEnd: () => undefined,
};

test.each([
  ["it holds, and gets through without", held, through, "as it must"],
  ["it gets through", through, through, "wrong"],
  ["it holds even without: the row does not bite", held, held, "wrong"],
  ["it throws with the defence", thrown, through, "wrong"],
  ["it throws without the defence", held, thrown, "wrong"],
] as const)("%s", async (_name, withDefence, without, is) => {
  const result = await runRow(rowOf(withDefence, without), bench, new Set());
  expect(result.is).toBe(is);
});

test("what is not here is not run, and says so", async () => {
  const result = await runRow(rowOf(thrown, thrown, { needs: "bubblewrap" }), bench, new Set());
  expect(resultLine(result)).toBe("- a-row  not run: bubblewrap is not here");
  expect(closingLine([result])).toContain("0 attacks by 0 mechanisms");
  expect(closingLine([result])).toContain("1 not run");
});

test("the closing line counts what is wrong, and mechanisms once", async () => {
  const rows = [rowOf(held, through), rowOf(held, held), rowOf(held, through, { mechanism: "n" })];
  const results = await runRows(
    rows,
    2,
    (row) => runRow(row, bench, new Set()),
    () => undefined,
  );
  expect(closingLine(results)).toBe("3 attacks by 2 mechanisms: 1 wrong; 0 not run");
});

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
  expect(to).toBeGreaterThan(from);
  expect(page.slice(from, to)).toBe(expected);
});
