import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { openBench } from "./bench.ts";
import { attackGroups } from "./groups.ts";
import type { AttackRow } from "./row.ts";
import { type RowResult, runRow, runRows } from "./run-row.ts";
import { closingLine, resultLine } from "./table.ts";

// npm run attacks [-- NAME…]: puts greenbar to every attack, or to those whose group, or the start of whose id, is named.
const named = process.argv.slice(2);
const has = new Set<NonNullable<AttackRow["needs"]>>();
if (spawnSync("bwrap", ["--version"]).status === 0) has.add("bubblewrap");
if (existsSync(join(import.meta.dirname, "../../../shared/attacks/honest.ts"))) has.add("the shared attacks");

const { bench, clear } = openBench();
const results: RowResult[] = [];
try {
  for (const { name, rows, atOnce } of attackGroups()) {
    const asked = rows.filter(
      ({ id }) => named.length === 0 || named.some((word) => word === name || id.startsWith(word)),
    );
    if (asked.length === 0) continue;
    process.stdout.write(`\n${name}\n`);
    const run = (row: AttackRow): Promise<RowResult> => runRow(row, bench, has);
    const tell = (result: RowResult): void => void process.stdout.write(`${resultLine(result)}\n`);
    results.push(...(await runRows(asked, atOnce, run, tell)));
  }
} finally {
  await clear();
}
process.stdout.write(`\n${closingLine(results)}\n`);
process.exitCode = results.length > 0 && results.every(({ is }) => is !== "wrong") ? 0 : 1;
