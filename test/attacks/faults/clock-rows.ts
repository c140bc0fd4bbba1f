import { execFile } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { startMessagesServer } from "../../support/messages-server.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { redProject, threeEdits } from "./rig/scene.ts";

export const clockRows: readonly AttackRow[] = [
  {
    id: "clock-jumps",
    mechanism: "a wall clock that jumps",
    does: "Lets the clock jump days on and back each time that it is looked at, in a run that has five minutes.",
    must: "The run ends green, and its ledger says how long it took.",
    defence: "budgets and waits go by the monotonic clock: `app/run/stopwatch.ts`, `cli/world.ts`",
    withDefence: (bench) => jump(bench, "monotonic"),
    without: (bench) => jump(bench, "wall"),
  },
];

interface Jumped {
  readonly exitCode: number;
  readonly outcome: string | null;
  readonly lastMs: number;
  readonly isOrdered: boolean;
}

async function jump(bench: AttackBench, which: "monotonic" | "wall"): Promise<Outcome> {
  const server = await startMessagesServer(threeEdits);
  try {
    const root = await redProject(bench, "clock");
    const words = [
      join(import.meta.dirname, "rig/clock-child.ts"),
      root,
      server.url,
      bench.folder("tmp"),
      which,
    ];
    const env = { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"] };
    const { stdout } = await promisify(execFile)(process.execPath, words, { env });
    const { exitCode, outcome, lastMs, isOrdered } = JSON.parse(stdout) as Jumped;
    const isSane = isOrdered && lastMs >= 0 && lastMs < 300_000;
    return {
      held: exitCode === 0 && isSane,
      saw: `${outcome ?? "nothing"}, after ${lastMs} ms by its ledger, ${isOrdered ? "in order" : "and back in time"}`,
    };
  } finally {
    await server.close();
  }
}
