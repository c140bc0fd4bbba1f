import { existsSync } from "node:fs";
import { totalmem } from "node:os";
import type { Ended, Program, Sandbox, SandboxProof } from "../../verdict/sandbox.ts";
import { bubblewrapArguments, givenFiles, TELLS_OF_THE_MACHINE } from "./bubblewrap-arguments.ts";
import { runCanaries } from "./canaries.ts";
import { classifyFailure } from "./classify-failure.ts";
import { dependencyCaches } from "./dependency-caches.ts";
import { whatEscaped } from "./judge-canaries.ts";
import { limitedArgv, memoryLimit, PROCESSES } from "./limits.ts";
import { machineFacts } from "./machine-facts.ts";
import { mountOrder } from "./mount-order.ts";
import { makeMountPoints } from "./mount-points.ts";
import { notStarted } from "./not-started.ts";
import { once } from "./once.ts";
import { FIRST_GIVEN_FD, startBubblewrap } from "./start-bubblewrap.ts";
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

async function launchInside(
  bwrap: string,
  program: Program,
  signal: AbortSignal | undefined,
): Promise<Ended> {
  const order = mountOrder(program.workspace, program.reads);
  if (!order.ok) return notStarted(order.problem);
  const problem = await makeMountPoints(order.mounts);
  if (problem !== undefined) return notStarted(problem);

  const given = givenFiles(process.arch, FIRST_GIVEN_FD);
  const options = bubblewrapArguments(
    program,
    systemFolders(),
    order.mounts,
    given,
    dependencyCaches(order.mounts),
    TELLS_OF_THE_MACHINE.filter((path) => existsSync(path)),
  );
  const memoryBytes = memoryLimit(program.limits, totalmem());
  const argv = limitedArgv({ argv: program.argv, limits: { ...program.limits, memoryBytes } });
  return startBubblewrap(
    { ...program, bwrap, options, given, argv, usage: { tasks: PROCESSES, memoryBytes } },
    signal,
  );
}
