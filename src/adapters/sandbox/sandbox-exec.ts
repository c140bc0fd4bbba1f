import { realpath } from "node:fs/promises";
import type { Ended, Mount, Program, Sandbox, SandboxProof } from "../../verdict/sandbox.ts";
import { runCanaries } from "./canaries.ts";
import { whatEscaped } from "./judge-canaries.ts";
import { dependencyCaches } from "./dependency-caches.ts";
import { launch } from "./launch.ts";
import { limitedArgv } from "./limits.ts";
import { notStarted } from "./not-started.ts";
import { once } from "./once.ts";
import { sandboxProfile } from "./sandbox-profile.ts";

export interface SandboxExecOptions {
  /** Absolute path of `sandbox-exec`; undefined when the machine has none. */
  readonly sandboxExec: string | undefined;
  readonly node: string;
  readonly tmp: string;
}

/**
 * The macOS sandbox. Untested by us: it is built from the same policy as the Linux one, and it is refused
 * unless its canaries pass on the machine at hand. It cannot give a path another name, so programs see the
 * workspace where it lies on disk, and it cannot hide processes, only keep signals from them.
 */
export function createSandboxExec({ sandboxExec, node, tmp }: SandboxExecOptions): Sandbox {
  const level = "sandbox-exec";
  const run = async (program: Program, signal?: AbortSignal): Promise<Ended> => {
    if (sandboxExec === undefined) return notStarted("sandbox-exec is not on this machine");
    const workspace = await real(program.workspace);
    const reads = await Promise.all(program.reads.map(real));
    const profile = sandboxProfile({ workspace, reads }, dependencyCaches(reads));
    return launch(
      {
        // The shell that sets the limits stands before the sandbox, whose profile need not know of it.
        argv: limitedArgv({ argv: [sandboxExec, "-p", profile, ...program.argv], limits: program.limits }),
        cwd: program.cwd,
        env: program.env,
        limits: program.limits,
        ...(program.input === undefined ? {} : { input: program.input }),
        ...(program.onLine === undefined ? {} : { onLine: program.onLine }),
      },
      signal,
    );
  };

  const prove = async (signal?: AbortSignal): Promise<SandboxProof> => {
    if (sandboxExec === undefined) {
      const message = "sandbox-exec is not on this machine; macOS has it as /usr/bin/sandbox-exec.";
      return {
        holds: false,
        level,
        why: "not-installed",
        message,
        mend: "ls -l /usr/bin/sandbox-exec",
        canaries: [],
      };
    }
    const outcome = await runCanaries({ launch: run, node, tmp, level }, signal);
    if (outcome.ran && outcome.canaries.every(({ stopped }) => stopped)) {
      return { holds: true, level, canaries: outcome.canaries };
    }
    const message = outcome.ran
      ? whatEscaped(outcome.canaries)
      : `The sandbox started no program that could prove it (${outcome.stderr.trim().split("\n")[0] ?? ""}).`;
    const mend = "Run greenbar on Linux, or in a Linux container that allows bubblewrap.";
    return { holds: false, level, why: "canary", message, mend, canaries: outcome.canaries };
  };

  return { level, launch: run, prove: once(prove) };
}

async function real({ host }: Mount): Promise<Mount> {
  const path = await realpath(host);
  return { host: path, inside: path };
}
