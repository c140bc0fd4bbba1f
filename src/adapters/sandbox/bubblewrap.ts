import { constants } from "node:os";
import type { Ended, Program, Sandbox, SandboxProof } from "../../verdict/sandbox.ts";
import { bubblewrapArguments, givenFiles } from "./bubblewrap-arguments.ts";
import { runCanaries } from "./canaries.ts";
import { classifyFailure } from "./classify-failure.ts";
import { dependencyCaches } from "./dependency-caches.ts";
import { whatEscaped } from "./judge-canaries.ts";
import { launch } from "./launch.ts";
import type { Pipe } from "./launch.ts";
import { limitedArgv, startFailure } from "./limits.ts";
import { machineFacts } from "./machine-facts.ts";
import { mountOrder } from "./mount-order.ts";
import { makeMountPoints } from "./mount-points.ts";
import { namespaceGone } from "./namespace-gone.ts";
import { notStarted } from "./not-started.ts";
import { once } from "./once.ts";
import { systemFolders } from "./system-folders.ts";

export interface BubblewrapOptions {
  /** Absolute path of `bwrap`; undefined when the machine has none. */
  readonly bwrap: string | undefined;
  /** Absolute path of a Node binary for the canaries. */
  readonly node: string;
  /** Folder for the canaries' temporary files. */
  readonly tmp: string;
}

/**
 * The Linux sandbox: bubblewrap (0.8 or newer) with its own user, network, process, ipc and host name
 * namespaces, no capabilities, a read-only system, and one writable folder. bwrap itself starts with an empty
 * environment, since /proc/1/environ inside shows it, and gets its options through a pipe, since
 * /proc/1/cmdline would show them. A program that a signal ended is reported as such.
 */
export function createBubblewrap(options: BubblewrapOptions): Sandbox {
  const run = (program: Program, signal?: AbortSignal): Promise<Ended> =>
    options.bwrap === undefined
      ? Promise.resolve(notStarted("bubblewrap (bwrap) is not on this machine"))
      : launchInside(options.bwrap, program, signal);

  return {
    level: "bubblewrap",
    launch: run,
    prove: once((signal) => prove(options, run, signal)),
  };
}

async function prove(
  { bwrap, node, tmp }: BubblewrapOptions,
  run: Sandbox["launch"],
  signal: AbortSignal | undefined,
): Promise<SandboxProof> {
  const level = "bubblewrap";
  if (bwrap === undefined) {
    const failure = classifyFailure({ found: false, stderr: "", facts: machineFacts() });
    return { holds: false, level, canaries: [], ...failure };
  }
  const outcome = await runCanaries({ launch: run, node, tmp, level }, signal);
  if (outcome.ran && outcome.canaries.every(({ stopped }) => stopped)) {
    return { holds: true, level, canaries: outcome.canaries };
  }
  const failure = outcome.ran
    ? canariesEscaped(outcome.canaries)
    : classifyFailure({ found: true, stderr: outcome.stderr, facts: machineFacts() });
  return { holds: false, level, canaries: outcome.canaries, ...failure };
}

function canariesEscaped(canaries: SandboxProof["canaries"]) {
  return {
    why: "canary" as const,
    message: whatEscaped(canaries),
    mend: "Make sure that the bwrap on PATH is bubblewrap itself: command -v bwrap && bwrap --version",
  };
}

/** File descriptors of bwrap: its options, its status, then what the options take from a pipe. */
const OPTIONS_FD = 3;
const STATUS_FD = 4;
const FIRST_GIVEN_FD = 5;

async function launchInside(
  bwrap: string,
  program: Program,
  signal: AbortSignal | undefined,
): Promise<Ended> {
  const order = mountOrder(program.workspace, program.reads);
  if (!order.ok) return notStarted(order.problem);
  const problem = await makeMountPoints(order.mounts);
  if (problem !== undefined) return notStarted(problem);

  let status = "";
  const given = givenFiles(process.arch, FIRST_GIVEN_FD);
  const inside = bubblewrapArguments(
    program,
    systemFolders(),
    order.mounts,
    given,
    dependencyCaches(order.mounts),
  );
  // Options are told apart by zero bytes: one in a value would begin an option of its own.
  if (inside.some((option) => option.includes("\0")))
    return notStarted("A path or variable holds a zero byte.");
  const pipes: readonly Pipe[] = [
    { give: Buffer.from(inside.map((option) => `${option}\0`).join("")) },
    { take: (text) => (status += text) },
    ...given.map(({ content }) => ({ give: content })),
  ];
  const fds = ["--args", String(OPTIONS_FD), "--json-status-fd", String(STATUS_FD)];
  const ended = await launch(
    {
      argv: [bwrap, ...fds, "--", ...limitedArgv(program)],
      cwd: "/",
      env: {},
      limits: program.limits,
      pipes,
      reap: () => namespaceGone(childPid(status)),
      ...(program.input === undefined ? {} : { input: program.input }),
      ...(program.onLine === undefined ? {} : { onLine: program.onLine }),
    },
    signal,
  );
  return asInside(ended, status);
}

/** What became of the program, from what became of bwrap and what bwrap said of it. */
function asInside(ended: Ended, status: string): Ended {
  if (ended.how !== "exit") return ended;
  // bwrap tells the exit of the program only when it came as far as starting it.
  if (!status.includes('"exit-code"') || startFailure(ended))
    return { ...ended, how: "not-started", code: null };
  const number = (ended.code ?? 0) - 128;
  const name = Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
  return name === undefined ? ended : { ...ended, how: "signal", code: null, signal: name };
}

function childPid(status: string): number | undefined {
  const match = /"child-pid": (\d+)/.exec(status);
  return match === null ? undefined : Number(match[1]);
}
