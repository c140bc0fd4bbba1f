import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { checkRows } from "./check.ts";
import { cheatRows } from "./attacks/cheats.ts";
import { faultRows } from "./attacks/faults.ts";
import { compileRows } from "./compile.ts";
import { dialectRows } from "./dialects.ts";
import type { Row } from "./measure.ts";
import { runProgram } from "./measure.ts";
import { refineRows } from "./refine/refine-rows.ts";
import { scaleRows } from "./scale.ts";
import { siteRows } from "./site.ts";
import { startUp } from "./start-up.ts";
import { synthesisRows } from "./synthesis.ts";
import { tuiRows } from "./tui/rows.ts";
import { verdictRows } from "./verdict.ts";
import { whyRows } from "./why.ts";

// npm run bench [-- PART…]: everything side by side in one run; the table goes to bench/RESULTS.md with machine and
// commit. With parts named only these are measured, and nothing is written.
const root = join(import.meta.dirname, "..");
const parts: Readonly<Record<string, (root: string) => Promise<readonly Row[]>>> = {
  "start-up": startUp,
  tui: tuiRows,
  compile: compileRows,
  scale: scaleRows,
  verdict: verdictRows,
  synthesis: synthesisRows,
  cheats: cheatRows,
  faults: faultRows,
  dialects: dialectRows,
  refine: refineRows,
  check: checkRows,
  why: whyRows,
  site: siteRows,
};
const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(`no part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}\n`);
  process.exit(2);
}
const rows: Row[] = [];
for (const [name, part] of Object.entries(parts)) {
  if (named.length > 0 && !named.includes(name)) continue;
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
if (named.length === 0) writeFileSync(join(root, "bench/RESULTS.md"), text);
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
