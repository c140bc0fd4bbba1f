import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { everyPoint, killSweep, wholeRun } from "./kill-sweep.ts";
import type { KillPoint, Swept } from "./kill-sweep.ts";

export const killRows: readonly AttackRow[] = [
  {
    id: "killed-at-each-event",
    mechanism: "kill -9 between any two steps of a run",
    does: "Kills the process of a run with SIGKILL right before and right after each event of its ledger, and starts the run again. (Disk, ledger, lock and agent are the real ones; suite and judge are stand-ins, for speed.)",
    must: "The same verdict each time, each edit made once, one run, and the project all as before or all as after at every stop.",
    defence:
      "an intent with its hashes before each edit and before the result is written: `loop/hands.ts`, `app/run/finish-apply.ts`",
    withDefence: async (bench) =>
      told(await killSweep(bench, { points: await everyPoint(bench), isFull: false, atOnce: 2 })),
    without: async (bench) => {
      const points = [await forgottenPoint(bench)];
      return told(await killSweep(bench, { points, isFull: false, isForgetful: true, atOnce: 1 }));
    },
  },
  {
    id: "killed-with-all-that-is-real",
    mechanism: "kill -9 while real tools are at work",
    does: "The same with the real Vitest, judge and sandbox, at five points that are spread over the run.",
    must: "The same verdict each time, each edit made once.",
    defence: "what a run knows is on disk, and nowhere else: `ledger/ledger.ts`, `loop/run-loop.ts`",
    needs: "bubblewrap",
    withDefence: async (bench) =>
      told(await killSweep(bench, { points: await spreadPoints(bench), isFull: true, atOnce: 2 })),
    without: async (bench) => {
      const points = [await forgottenPoint(bench)];
      return told(await killSweep(bench, { points, isFull: true, isForgetful: true, atOnce: 1 }));
    },
  },
];

function told({ points, problems }: Swept): Outcome {
  const held = problems.length === 0;
  return {
    held,
    saw: held
      ? `${points} of ${points} kills: same verdict, each edit once`
      : `${problems.length} wrong of ${points} kills: ${problems.slice(0, 2).join("; ")}`,
  };
}

/** In the middle of a trial, of an edit, of a verdict, and of the write of the result. */
export async function spreadPoints(bench: AttackBench): Promise<readonly KillPoint[]> {
  const types = await wholeRun(bench, {});
  return [
    { at: nthOf(types, "trial-started", 1), when: "after" },
    { at: nthOf(types, "edit-intended", 2), when: "after" },
    { at: nthOf(types, "edit-applied", 3), when: "before" },
    { at: nthOf(types, "verdict", 1), when: "before" },
    { at: nthOf(types, "applied", 1), when: "before" },
  ];
}

/** Where the third edit has been made and nothing says so, since nothing said that it would be. */
async function forgottenPoint(bench: AttackBench): Promise<KillPoint> {
  // Events that are not written count too.
  const types = await wholeRun(bench, {});
  return { at: nthOf(types, "edit-applied", 3), when: "before" };
}

function nthOf(types: readonly string[], type: string, nth: number): number {
  const places = types.flatMap((own, index) => (own === type ? [index + 1] : []));
  return places[nth - 1] ?? 0;
}
