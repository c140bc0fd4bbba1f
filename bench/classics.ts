import { createHash } from "node:crypto";
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fromLive, sameLive, type Live } from "../src/loop/synthesis/live-value.ts";
import { synthesize } from "../src/loop/synthesis/synthesize.ts";

/**
 * Measures the offline agent on the twenty classics and, where the corpus is there, five of its specs: it sees three
 * rows in four and is judged on all. Usage: node bench/classics.ts [SALTS] [NAME…]
 */
interface Table {
  readonly name: string;
  readonly params: readonly string[];
  readonly rows: readonly { readonly args: readonly Live[]; readonly expected: Live }[];
}

const [salts = "1", ...only] = process.argv.slice(2);
const root = join(import.meta.dirname, "..");
const corpus = join(root, "..", "shared", "corpus", "exercism");
const files = [
  ...readdirSync(join(root, "bench/classics"))
    .filter((name) => name !== "README.md" && name.endsWith(".md"))
    .map((name) => join(root, "bench/classics", name)),
  ...["leap", "isogram", "resistor-color", "two-fer", "raindrops"]
    .map((name) => join(corpus, `${name}.md`))
    .filter((file) => existsSync(file)),
];
const totals = new Map<string, number>();
for (let salt = 0; salt < Number(salts); salt += 1)
  for (const file of files) {
    const label = file.split("/").at(-1) ?? file;
    if (only.length > 0 && !only.some((word) => label.startsWith(word))) continue;
    const { tables, prose } = await read(file);
    const results = [];
    for (const table of tables) results.push(await measure(table, prose, String(salt)));
    const solved = results.every((result) => result.holds);
    totals.set(label, (totals.get(label) ?? 0) + Number(solved));
    console.log(
      `${solved ? "solved " : "MISSED "} salt ${salt} ${label.padEnd(28)} ${results.map((r) => r.text).join(" | ")}`,
    );
  }
console.log("");
for (const [label, count] of totals) console.log(`${label.padEnd(28)} ${count} of ${salts}`);
console.log(
  `${[...totals.values()].filter((count) => count === Number(salts)).length} of ${totals.size} under every salt`,
);

async function measure(table: Table, prose: string, salt: string): Promise<{ holds: boolean; text: string }> {
  const hidden = withheld(
    table.rows.map((row) => JSON.stringify(row.args)),
    salt,
  );
  const start = processorTime();
  const result = synthesize({
    name: table.name,
    params: table.params,
    examples: table.rows
      .filter((_row, index) => !hidden.has(index))
      .map((row) => ({
        args: row.args.map(fromLive),
        expected: { is: "value", value: fromLive(row.expected) },
      })),
    prose,
    limits: { candidates: 5_000_000, ms: 10_000 },
    now: processorTime,
  });
  const spent = `${((processorTime() - start) / 1000).toFixed(2)} s, ${result.candidates} candidates`;
  if (!result.found) return { holds: false, text: `${spent}: ${result.why}` };
  const failing = await failures(result.source, table);
  return {
    holds: failing.length === 0,
    text: `${spent}, size ${result.size}: ${result.source.replaceAll(/\s+/g, " ")} ${failing.length === 0 ? "" : `FAILS ${failing.join(" ")}`}`,
  };
}

async function failures(source: string, table: Table): Promise<readonly string[]> {
  const { stripTypeScriptTypes } = await import("node:module");
  const code = stripTypeScriptTypes(source);
  const loaded = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<
    string,
    (...args: unknown[]) => unknown
  >;
  return table.rows
    .filter((row) => {
      try {
        return !sameLive(loaded[table.name]?.(...structuredClone(row.args)), row.expected);
      } catch (error) {
        return error instanceof Error;
      }
    })
    .map((row) => JSON.stringify(row.args));
}

/** Milliseconds of processor time: the same on a machine that others load as well. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** One in four of four or more, never the first: those with the lowest hashes. */
function withheld(keys: readonly string[], salt: string): ReadonlySet<number> {
  if (keys.length < 4) return new Set();
  const ranked = keys.map((key, index) => ({ index, hash: hashOf(`${salt}:${key}`) })).slice(1);
  return new Set(
    ranked
      .toSorted((a, b) => a.hash - b.hash)
      .slice(0, Math.floor(keys.length / 4))
      .map(({ index }) => index),
  );
}

/** The first 48 bits of a SHA-256: any even hash will do, but neighbouring texts must not stay neighbours. */
function hashOf(text: string): number {
  return createHash("sha256").update(text).digest().readUIntBE(0, 6);
}

/** A throwaway reader: `Call:` lines, the table below each, the rest is prose. */
async function read(file: string): Promise<{ tables: readonly Table[]; prose: string }> {
  const text = readFileSync(file, "utf8");
  const cases = file.replace(/\.md$/, ".cases.json");
  const prose = text
    .replace(/^---[\s\S]*?---/, "")
    .split("\n")
    .filter((line) => !/^\||^Call:/.test(line))
    .join("\n");
  const calls = [...text.matchAll(/^Call: `(\w+)\(([^)]*)\)`/gm)];
  const params = new Map(
    calls.map(([, name = "", list = ""]) => [name, list.split(", ").filter((word) => word !== "")]),
  );
  if (existsSync(cases)) {
    const data = JSON.parse(readFileSync(cases, "utf8")) as {
      tables: { property: string; rows: { args: Live[]; expected: Live }[] }[];
    };
    return {
      prose,
      tables: data.tables.map((table) => ({
        name: table.property,
        params: params.get(table.property) ?? [],
        rows: table.rows,
      })),
    };
  }
  const tables = calls.map((call) => {
    const lines = text
      .slice(call.index)
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .slice(2);
    const rows = lines.map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => JSON.parse(cell.trim().slice(1, -1)) as Live),
    );
    return {
      name: call[1] ?? "",
      params: params.get(call[1] ?? "") ?? [],
      rows: rows.map((row) => ({ args: row.slice(0, -1), expected: row.at(-1) ?? null })),
    };
  });
  return { tables, prose };
}
