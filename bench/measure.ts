import { spawnSync } from "node:child_process";

/** Median of numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Runs two things in turns, so that whatever else the machine does falls on both, and gives the median of each.
 *
 * @returns milliseconds.
 */
export async function sideBySide(
  rounds: number,
  ours: () => unknown,
  peer: () => unknown,
): Promise<{ readonly ours: number; readonly peer: number }> {
  const times: { readonly ours: number[]; readonly peer: number[] } = { ours: [], peer: [] };
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, work] of [
      ["ours", ours],
      ["peer", peer],
    ] as const) {
      const since = performance.now();
      await work();
      // The first round only warms both up.
      if (round >= 0) times[name].push(performance.now() - since);
    }
  }
  return { ours: median(times.ours), peer: median(times.peer) };
}

/** Runs a program to its end; its failure is ours. */
export function runProgram(program: string, args: readonly string[], cwd = process.cwd()): string {
  const ended = spawnSync(program, args, { cwd, encoding: "utf8", env: { ...process.env, CI: "true" } });
  if (ended.status !== 0) {
    throw new Error(
      `${program} ${args.join(" ")} ended with ${ended.status}:\n${ended.stderr}\n${ended.stdout}`,
    );
  }
  return ended.stdout;
}

export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly bar: string;
  readonly holds: boolean;
}

/** A ratio against its bar. */
export function ratioRow(what: string, { ours, peer }: { ours: number; peer: number }, bar: number): Row {
  const ratio = ours / peer;
  const measured = `${ratio.toFixed(2)} (${ours.toFixed(1)} ms against ${peer.toFixed(1)} ms)`;
  return { what, measured, bar: `≤ ${bar}`, holds: ratio <= bar };
}
