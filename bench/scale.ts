import { join } from "node:path";
import type { Row } from "./measure.ts";
import { median, runProgram } from "./measure.ts";

/** Time and memory for 10, 100 and 1,000 specs, a fresh process each: no faster than the number of specs. */
export async function scaleRows(root: string): Promise<Row[]> {
  const [few, some, many] = [10, 100, 1_000].map((count) => {
    const runs = Array.from({ length: 3 }, () => {
      const out = runProgram(process.execPath, [join(root, "bench/scale-child.ts"), String(count)], root);
      return JSON.parse(out) as { ms: number; bytes: number };
    });
    return { ms: median(runs.map(({ ms }) => ms)), bytes: median(runs.map(({ bytes }) => bytes)) };
  });
  if (few === undefined || some === undefined || many === undefined) throw new Error("nothing was measured");
  const times = [some.ms / few.ms, many.ms / some.ms];
  const memory = [some.bytes / few.bytes, many.bytes / some.bytes];
  const shown = (ratios: readonly number[]) => ratios.map((ratio) => ratio.toFixed(1)).join(" and ");
  return [
    {
      what: "10 → 100 → 1,000 specs, time (each step is ten times the specs)",
      measured: `${shown(times)} times (${[few, some, many].map(({ ms }) => `${ms.toFixed(0)} ms`).join(", ")})`,
      bar: "≤ 10 each",
      holds: times.every((ratio) => ratio <= 10),
    },
    {
      what: "the same, peak memory",
      measured: `${shown(memory)} times (${[few, some, many].map(({ bytes }) => `${(bytes / 2 ** 20).toFixed(0)} MiB`).join(", ")})`,
      bar: "≤ 10 each",
      holds: memory.every((ratio) => ratio <= 10),
    },
  ];
}
