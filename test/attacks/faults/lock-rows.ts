import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import process from "node:process";
import { claim, claimPath } from "../../../src/adapters/run-host/claim.ts";
import type { Claimed, Holder } from "../../../src/adapters/run-host/claim.ts";
import { isProvablyDead, ownIdentity } from "../../../src/adapters/run-host/process-identity.ts";
import { startMessagesServer } from "../../support/messages-server.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { runChild } from "./kill-sweep.ts";
import { runOnce } from "./rig/one-run.ts";
import { redProject, threeEdits } from "./rig/scene.ts";

export const lockRows: readonly AttackRow[] = [
  {
    id: "two-runs-at-once",
    mechanism: "two that take a lock at the same moment",
    does: "Starts eight runs of a project at once, thirty times, half of them where a dead run has left its lock.",
    must: "Exactly one gets the project each time.",
    defence:
      "a lock that appears whole, by a hard link, and is taken away by one at a time: `adapters/run-host/claim.ts`",
    withDefence: (bench) => race(bench, claim),
    without: (bench) => race(bench, lookThenWrite),
  },
  {
    id: "lock-of-who-may-live",
    mechanism: "a lock whose process is not where it is looked for",
    does: "Leaves locks of a living process, of one whose number another has by now, of one on another machine, of one in another container, and of one before the machine was started anew.",
    must: "Only those that are provably dead are taken away.",
    defence: "a process is known by number, start, machine and boot: `adapters/run-host/process-identity.ts`",
    withDefence: () => Promise.resolve(judged(isProvablyDead)),
    without: () => Promise.resolve(judged(({ pid }) => !answers(pid))),
  },
  {
    id: "socket-left-behind",
    mechanism: "what a killed run leaves in the temporary folder",
    does: "Kills a run that serves a socket, and starts it again.",
    must: "The next start takes the dead one's socket and folder away.",
    defence: "the lock names the socket: `adapters/run-host/socket-path.ts`",
    withDefence: (bench) => leftovers(bench, () => {}),
    without: (bench) => leftovers(bench, (root) => rmSync(claimPath(root))),
  },
];

const holder = (nonce: string, over: Partial<Holder> = {}): Holder => ({
  ...ownIdentity(),
  nonce,
  run: null,
  socket: null,
  ...over,
});

async function race(
  bench: AttackBench,
  take: (path: string, holder: Holder) => Promise<Claimed>,
): Promise<Outcome> {
  const winners: number[] = [];
  for (let round = 0; round < 30; round++) {
    const path = claimPath(bench.folder("race"));
    mkdirSync(dirname(path), { recursive: true });
    if (round % 2 === 1) writeFileSync(path, JSON.stringify(holder("old", { began: "1" })));
    const taken = await Promise.all(Array.from({ length: 8 }, (_, index) => take(path, holder(`n${index}`))));
    const claims = taken.flatMap((one) => (one.is === "claimed" ? [one.claim] : []));
    winners.push(claims.length);
    for (const one of claims) await one.release();
  }
  const wrong = winners.filter((count) => count !== 1);
  return {
    held: wrong.length === 0,
    saw:
      wrong.length === 0
        ? "30 rounds, one winner each"
        : `${wrong.length} of 30 rounds with ${Math.max(...wrong)} winners`,
  };
}

/** A lock as it is commonly made. */
async function lookThenWrite(path: string, by: Holder): Promise<Claimed> {
  const found = existsSync(path) ? (JSON.parse(await readFile(path, "utf8")) as Holder) : null;
  if (found !== null && !isProvablyDead(found)) return { is: "held", by: found };
  await writeFile(path, JSON.stringify(by));
  const release = () => Promise.resolve(rmSync(path, { force: true }));
  return { is: "claimed", claim: { name: () => Promise.resolve(), release } };
}

/** Numbers that no process here has, as far as can be told, and that of one that lives. */
function judged(isDead: (of: Holder) => boolean): Outcome {
  const free = 2 ** 22 - 7;
  const cases: readonly (readonly [what: string, of: Holder, dead: boolean])[] = [
    ["a living process", holder("a"), false],
    ["a number that another process has by now", holder("b", { began: "1" }), true],
    ["a process of another machine", holder("c", { machine: "elsewhere", pid: free }), false],
    [
      "a process of another container",
      holder("d", { machine: `${ownIdentity().machine}0`, pid: free }),
      false,
    ],
    ["a process that has ended", holder("e", { pid: free }), true],
  ];
  const wrong = cases.filter(([, of, dead]) => isDead(of) !== dead);
  return {
    held: wrong.length === 0,
    saw:
      wrong.length === 0
        ? `${cases.length} of ${cases.length} told rightly`
        : `wrong on ${wrong.map(([what]) => what).join(", and ")}`,
  };
}

/** What a lock with nothing but a number can know. */
function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

async function leftovers(bench: AttackBench, between: (root: string) => void): Promise<Outcome> {
  const server = await startMessagesServer(threeEdits);
  try {
    const root = await redProject(bench, "left");
    const tmp = bench.folder("tmp");
    await runChild([root, server.url, tmp, "3", "after", ""], bench.folder("cache"));
    const left = readdirSync(tmp).length;
    between(root);
    const { exitCode } = await runOnce({ root, url: server.url, tmp });
    const still = readdirSync(tmp).length;
    return {
      held: left === 1 && still === 0 && exitCode === 0,
      saw: `${left} folder left by the kill, ${still} after the next run`,
    };
  } finally {
    await server.close();
  }
}
