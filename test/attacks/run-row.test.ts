import { expect, test } from "vitest";
import type { AttackRow, Outcome } from "./row.ts";
import { runRow, runRows } from "./run-row.ts";
import { closingLine, resultLine } from "./table.ts";

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
  const [right, wrong, ofN] = results.map(resultLine);
  expect(closingLine(results)).toBe(`${wrong}\n3 attacks by 2 mechanisms: 1 wrong; 0 not run`);
  expect([right, ofN].map((line) => line?.slice(0, 1))).toEqual(["✓", "✓"]);
});
