import { openBench } from "../../test/attacks/bench.ts";
import { canMount, diskSweep } from "../../test/attacks/faults/disk-sweep.ts";
import { spreadPoints } from "../../test/attacks/faults/kill-rows.ts";
import { everyPoint, killSweep } from "../../test/attacks/faults/kill-sweep.ts";
import { sweepStreams } from "../../test/attacks/faults/stream-rows.ts";
import type { AttackBench } from "../../test/attacks/row.ts";
import type { Row } from "../measure.ts";

/** Runs that are killed, and runs whose input is cut or whose disk fails, at every point that there is. */
export async function faultRows(): Promise<Row[]> {
  const { bench, clear } = openBench();
  try {
    return [await killed(bench), await broken(bench)];
  } finally {
    await clear();
  }
}

async function killed(bench: AttackBench): Promise<Row> {
  const each = await killSweep(bench, { points: await everyPoint(bench), isFull: false, atOnce: 2 });
  const real = await killSweep(bench, { points: await spreadPoints(bench), isFull: true, atOnce: 2 });
  const right = ({ points, problems }: typeof each) =>
    points - new Set(problems.map((problem) => problem.split(":")[0])).size;
  return {
    what: "kill -9 at each event: resumed to the same verdict, each edit applied once",
    measured: `${right(each)} of ${each.points} (before and after each event), and ${right(real)} of ${real.points} with the real Vitest, judge and sandbox`,
    bar: "all",
    holds: each.problems.length + real.problems.length === 0,
  };
}

async function broken(bench: AttackBench): Promise<Row> {
  const streams = await sweepStreams();
  const disks = [
    await diskSweep(bench, { mode: "calls" }),
    ...(canMount(bench) ? [await diskSweep(bench, { mode: "fill" })] : []),
  ];
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  const counts = [
    sum([...streams.map(({ hangs }) => hangs), ...disks.map(({ hangs }) => hangs.length)]),
    sum(disks.map(({ halfWritten }) => halfWritten.length)),
    sum(streams.map(({ partial }) => partial)),
  ];
  const points = sum([...streams, ...disks].map((swept) => swept.points));
  const others = sum([...streams.map(({ red }) => red), ...disks.map(({ other }) => other.length)]);
  return {
    what: "input cut or failed at every point: hangs, half-written files, tool calls run from partial input",
    measured: `${counts.join(", ")} (${points} points)`,
    bar: "0, 0, 0",
    holds: sum(counts) + others === 0,
  };
}
