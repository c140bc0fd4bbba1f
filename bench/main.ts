import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { cheatRows } from "./attacks/cheats.ts";
import { faultRows } from "./attacks/faults.ts";
import { compileRows } from "./compile.ts";
import type { Row } from "./measure.ts";
import { runProgram } from "./measure.ts";
import { refineRows } from "./refine/refine-rows.ts";
import { scaleRows } from "./scale.ts";
import { startUp } from "./start-up.ts";
import { synthesisRows } from "./synthesis.ts";
import { tuiRows } from "./tui/rows.ts";
import { verdictRows } from "./verdict.ts";

// npm run bench: everything side by side in one run; the table goes to bench/RESULTS.md with machine and commit.
const root = join(import.meta.dirname, "..");
const parts = [
  startUp,
  tuiRows,
  compileRows,
  scaleRows,
  verdictRows,
  synthesisRows,
  cheatRows,
  faultRows,
  refineRows,
];
const rows: Row[] = [];
for (const part of parts) {
  const found = await part(root);
  for (const row of found)
    process.stdout.write(`${row.holds ? "✓" : "✗"} ${row.what}: ${row.measured}, bar ${row.bar}\n`);
  rows.push(...found);
}
const commit = runProgram("git", ["rev-parse", "--short", "HEAD"], root).trim();
const isDirty = runProgram("git", ["status", "--porcelain", "--", "src", "templates"], root) !== "";
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.versions.node}`;
const table = rows.map(
  ({ what, measured, bar, holds }) => `| ${what} | ${measured} | ${bar} | ${holds ? "yes" : "**no**"} |`,
);
const text = `# Measured

By \`npm run bench\`, side by side in one run: trust the ratios, not the milliseconds.

${machine}; commit ${commit}${isDirty ? " with changes" : ""}; ${new Date().toISOString().slice(0, 10)}.

| what | measured | bar | holds |
| --- | --- | --- | --- |
${table.join("\n")}
`;
writeFileSync(join(root, "bench/RESULTS.md"), text);
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
