import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { inTurns } from "../../../src/app/in-turns.ts";
import { startMessagesServer } from "../../support/messages-server.ts";
import type { AttackBench } from "../row.ts";
import { runOnce } from "./rig/one-run.ts";
import type { OneRun } from "./rig/one-run.ts";
import { editsOf, ledgersOf, redProject, stateOf, threeEdits, treeOf } from "./rig/scene.ts";

export interface KillPoint {
  /** Number of the event, from 1. */
  readonly at: number;
  readonly when: "before" | "after";
}

export interface KillSweep {
  readonly points: readonly KillPoint[];
  /** Real Vitest, judge and sandbox; else stand-ins for these. */
  readonly isFull: boolean;
  /** The intents of edits are not written down. */
  readonly isForgetful?: boolean;
  readonly atOnce: number;
}

export interface Swept {
  readonly points: number;
  /** What went wrong, by point. */
  readonly problems: readonly string[];
}

const child = join(import.meta.dirname, "rig/kill-child.ts");

/**
 * Kills a run at each point, with SIGKILL from within and so right there, and starts it again: it must end as it would
 * have, each edit made once, and the project must be all before or all after at every stop.
 */
export async function killSweep(bench: AttackBench, sweep: KillSweep): Promise<Swept> {
  const server = await startMessagesServer(threeEdits);
  try {
    const cache = await compileCache(bench, server.url);
    const found = await inTurns(sweep.points, sweep.atOnce, (point) =>
      killOnce(bench, point, { ...sweep, url: server.url, cache }),
    );
    return { points: sweep.points.length, problems: found.flat() };
  } finally {
    await server.close();
  }
}

/** Every event of the scene's run, before and after it is written; after the last one the run is over. */
export async function everyPoint(bench: AttackBench): Promise<readonly KillPoint[]> {
  const events = await wholeRun(bench, {});
  const points = events.flatMap((_, index): KillPoint[] => [
    { at: index + 1, when: "before" },
    { at: index + 1, when: "after" },
  ]);
  return points.slice(0, -1);
}

/** The types of the events of a run that nothing disturbs. */
export async function wholeRun(bench: AttackBench, over: Partial<OneRun>): Promise<readonly string[]> {
  const server = await startMessagesServer(threeEdits);
  try {
    const root = await redProject(bench, "whole");
    const ran = await runOnce({ root, url: server.url, tmp: bench.folder("tmp"), ...over });
    if (ran.exitCode !== 0) throw new Error(`the scene does not end green: ${ran.why}`);
    return ran.events.map(({ type }) => type);
  } finally {
    await server.close();
  }
}

async function killOnce(
  bench: AttackBench,
  { at, when }: KillPoint,
  { isFull, isForgetful = false, url, cache }: KillSweep & { readonly url: string; readonly cache: string },
): Promise<readonly string[]> {
  const root = await redProject(bench, "killed");
  const tmp = bench.folder("tmp");
  const before = treeOf(root);
  const flags = [isFull ? "full" : "", isForgetful ? "forgetful" : ""].join(" ");
  const died = await runChild([root, url, tmp, String(at), when, flags], cache);
  const stopped = stateOf(root, before);
  const change = isForgetful ? { change: forgetful } : {};
  const ran = await within(60_000, runOnce({ root, url, tmp, isFull, ...change }));
  const ledgers = ledgersOf(root);
  const edits = Object.values(editsOf(ledgers.flat()));
  const applied = ledgers.flat().filter(({ type }) => type === "applied").length;
  const wrong = [
    ...(died === "SIGKILL" ? [] : [`it was not killed (${died})`]),
    ...(stopped === "neither" ? ["the project was half-written"] : []),
    ...(ran === null ? ["it hung when it was started again"] : []),
    ...(ran?.exitCode === 0 && ran.outcome === "green"
      ? []
      : [`it ended ${ran?.exitCode}: ${ran?.why.slice(0, 200)}`]),
    ...(stateOf(root, before) === "after" ? [] : ["an edit is missing, or was made twice"]),
    ...(edits.length === 3 && edits.every((times) => times === 1)
      ? []
      : ["an edit is not once in the ledger"]),
    ...(applied === 1 ? [] : [`it was applied ${applied} times`]),
    ...(ledgers.length === 1 ? [] : [`${ledgers.length} runs instead of one`]),
  ];
  return wrong.map((what) => `${when} event ${at}: ${what}`);
}

/** A ledger that does not say what was about to be done. */
export function forgetful(world: Parameters<NonNullable<OneRun["change"]>>[0]): typeof world {
  const open: typeof world.runs.open = async (id) => {
    const journal = await world.runs.open(id);
    return {
      ...journal,
      append: (event) => (event.type === "edit-intended" ? Promise.resolve() : journal.append(event)),
    };
  };
  return { ...world, runs: { ...world.runs, open } };
}

/** Loading takes most of a child's time: what was compiled once is kept for all of them. */
function compileCache(bench: AttackBench, url: string): Promise<string> {
  return bench.share("compile cache of killed runs", async () => {
    const cache = bench.folder("cache");
    const root = await redProject(bench, "warm");
    await runChild([root, url, bench.folder("tmp"), "0", "after", ""], cache);
    return cache;
  });
}

export function runChild(args: readonly string[], cache: string): Promise<string> {
  const { PATH, TMPDIR } = process.env;
  const env = { PATH, TMPDIR, NODE_COMPILE_CACHE: cache };
  const started = spawn(process.execPath, [child, ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
  const timer = setTimeout(() => started.kill("SIGTERM"), 60_000);
  return new Promise((done, fail) => {
    started.on("error", fail);
    started.on("exit", (code, signal) => {
      clearTimeout(timer);
      done(signal ?? `exit ${code}`);
    });
  });
}

/** What settles in time, else null: it hangs. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((done) => (timer = setTimeout(done, ms, null)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
