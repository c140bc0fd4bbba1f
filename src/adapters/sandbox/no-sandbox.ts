import type { Program, Sandbox } from "../../verdict/sandbox.ts";
import { launch } from "./launch.ts";

/**
 * The sandbox that is none: the program runs in place, with the given environment and limits, and its process
 * group is killed at the end; nothing keeps it from the disk or the network. Mounts are not made, so `cwd` is
 * a path on disk. `memoryBytes` is not enforced.
 */
export function createNoSandbox(): Sandbox {
  return {
    level: "none",
    prove: () =>
      Promise.resolve({
        holds: false,
        level: "none",
        why: "none",
        message: "Programs run without a sandbox: they can reach the disk and the network.",
        mend: "Leave --unsandboxed out, on a machine that has bubblewrap (Linux, WSL 2) or sandbox-exec (macOS).",
        canaries: [],
      }),
    launch: ({ argv, cwd, env, input, limits, onLine }: Program, signal) =>
      launch(
        {
          argv,
          cwd,
          env,
          limits,
          ...(input === undefined ? {} : { input }),
          ...(onLine === undefined ? {} : { onLine }),
        },
        signal,
      ),
  };
}
