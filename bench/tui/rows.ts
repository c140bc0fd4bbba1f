import { setTimeout as sleep } from "node:timers/promises";
import type { Terminal } from "../../test/support/terminal/terminal.ts";
import type { Row } from "../measure.ts";
import { median } from "../measure.ts";
import { firstFrameRows } from "./first-frame.ts";
import { floor, greenbarRun, greenbarSpec, inkPeer } from "./players.ts";
import { processUsage } from "./process-usage.ts";
import type { SceneOptions } from "./scene.ts";
import type { Player, Probe, StreamCost } from "./session.ts";
import { clearsIn, keyTimes, openPlayer, streamCost } from "./session.ts";

const ordinary: SceneOptions = { examples: 200, before: 0 };
const large: SceneOptions = { examples: 2_000, before: 0 };
const long: SceneOptions = { examples: 200, before: 50_000 };

/** Terminals of 120 by 40, 200 events a second, React for production; all programs in turns, in one run. */
export async function tuiRows(root: string): Promise<Row[]> {
  const rounds = 3;
  const keys = 40;
  const base: number[] = [];
  const specKeys: number[] = [];
  const runKeys: number[] = [];
  const largeKeys: number[] = [];
  const ours: StreamCost[] = [];
  const peers: StreamCost[] = [];
  const counts = { clears: 0 };
  for (let round = 0; round < rounds; round += 1) {
    base.push(...(await keysOf(floor, ordinary, floor.list, keys, counts)));
    specKeys.push(...(await keysOf(greenbarSpec, ordinary, greenbarSpec.list, keys, counts)));
    runKeys.push(...(await keysOf(greenbarRun, ordinary, greenbarRun.transcript, keys, counts)));
    largeKeys.push(...(await keysOf(greenbarSpec, large, greenbarSpec.list, keys, counts)));
    ours.push(await costOf(greenbarRun));
    peers.push(await costOf(inkPeer));
  }
  const longRun = await longTranscript(keys, counts);
  const grown = longRun.residentMib - median(ours.map(({ residentMib }) => residentMib));
  const bytes = ratio(ours, peers, ({ bytesPerSecond }) => bytesPerSecond);
  const cpu = ratio(ours, peers, ({ cpuPerSecond }) => cpuPerSecond);
  const paints = median(ours.map(({ paintsPerSecond }) => paintsPerSecond));
  const clears = counts.clears + ours.reduce((sum, { clears }) => sum + clears, 0);
  return [
    keyRow("a key in a spec → its paint, while a run streams", specKeys, base),
    keyRow("a key in the run's transcript → its paint, while it streams", runKeys, base),
    keyRow("a key in a spec of 2,000 examples", largeKeys, base),
    keyRow("a key in a transcript of 50,000 lines", longRun.times, base),
    {
      what: "memory that a transcript of 50,000 lines takes, above one of a few hundred",
      measured: `${grown.toFixed(0)} MiB (${longRun.residentMib.toFixed(0)} MiB in all)`,
      bar: "≤ 100 MiB",
      holds: grown <= 100,
    },
    {
      what: "bytes a second while it streams, against Ink with `incrementalRendering`",
      measured: `${bytes.ratio.toFixed(2)} (${(bytes.ours / 1e3).toFixed(1)} kB against ${(bytes.peer / 1e3).toFixed(1)} kB)`,
      bar: "≤ 1",
      holds: bytes.ratio <= 1,
    },
    {
      what: "CPU while it streams, against the same",
      measured: `${cpu.ratio.toFixed(2)} (${(cpu.ours / 10).toFixed(0)} % against ${(cpu.peer / 10).toFixed(0)} %)`,
      bar: "≤ 0.8",
      holds: cpu.ratio <= 0.8,
    },
    {
      what: "paints a second while it streams",
      measured: paints.toFixed(1),
      bar: "≥ 10",
      holds: paints >= 10,
    },
    {
      what: "scrollback cleared, or the screen without a resize",
      measured: String(clears),
      bar: "0",
      holds: clears === 0,
    },
    ...(await firstFrameRows(root)),
  ];
}

/** Times of keys in a fresh program, once it runs warm. */
async function keysOf(
  player: Player,
  scene: SceneOptions,
  probe: Probe & { readonly first?: readonly string[] },
  count: number,
  counts: { clears: number },
): Promise<number[]> {
  const terminal = await openPlayer(player, scene);
  try {
    await sleep(1_500);
    return await warmKeys(terminal, probe, count, counts);
  } finally {
    await terminal.close();
  }
}

async function warmKeys(
  terminal: Terminal,
  probe: Probe & { readonly first?: readonly string[] },
  count: number,
  counts: { clears: number },
): Promise<number[]> {
  for (const key of probe.first ?? []) {
    terminal.press(key);
    await sleep(200);
  }
  await keyTimes(terminal, probe, 8);
  let text = "";
  const stop = terminal.onOutput((piece) => (text += piece));
  const times = await keyTimes(terminal, probe, count);
  stop();
  counts.clears += clearsIn(text);
  return times;
}

async function costOf(player: Player): Promise<StreamCost> {
  const terminal = await openPlayer(player, ordinary);
  try {
    await sleep(1_500);
    return await streamCost(terminal, 4_000);
  } finally {
    await terminal.close();
  }
}

/** Keys in a transcript of 50,000 lines, and the memory of the program that has it. */
async function longTranscript(
  count: number,
  counts: { clears: number },
): Promise<{ readonly times: readonly number[]; readonly residentMib: number }> {
  const terminal = await openPlayer(greenbarRun, long);
  try {
    await terminal.waitFor((screen) => Number(/line (\d{5})/.exec(screen)?.[1] ?? 0) >= long.before, {
      ms: 60_000,
    });
    const { residentMib } = processUsage(terminal.pid);
    return { times: await warmKeys(terminal, greenbarRun.transcript, count, counts), residentMib };
  } finally {
    await terminal.close();
  }
}

function keyRow(what: string, times: readonly number[], base: readonly number[]): Row {
  const above = percentile(times, 0.95) - percentile(base, 0.95);
  const shown = (of: readonly number[]) =>
    `${percentile(of, 0.5).toFixed(1)} and ${percentile(of, 0.95).toFixed(1)} ms`;
  return {
    what: `${what}, p95 above a raw program's`,
    measured: `${above.toFixed(1)} ms (p50 and p95: ${shown(times)}, raw ${shown(base)})`,
    bar: "≤ 16 ms",
    holds: above <= 16,
  };
}

function percentile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function ratio(ours: readonly StreamCost[], peers: readonly StreamCost[], of: (cost: StreamCost) => number) {
  const own = median(ours.map(of));
  const peer = median(peers.map(of));
  return { ours: own, peer, ratio: own / peer };
}
