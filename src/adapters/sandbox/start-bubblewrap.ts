import { constants } from "node:os";
import type { Ended, Program } from "../../verdict/sandbox.ts";
import type { GivenFile } from "./bubblewrap-arguments.ts";
import { launch } from "./launch.ts";
import type { Pipe } from "./launch.ts";
import { startFailure } from "./limits.ts";
import { namespaceGone } from "./namespace-gone.ts";
import { notStarted } from "./not-started.ts";
import { watchUsage } from "./watch-usage.ts";
import type { UsageLimits } from "./watch-usage.ts";

export interface BubblewrapStart extends Pick<Program, "argv" | "limits" | "input" | "onLine"> {
  /** Absolute path of `bwrap`. */
  readonly bwrap: string;
  readonly options: readonly string[];
  /** What the options take from pipes, the first from descriptor `FIRST_GIVEN_FD`. */
  readonly given: readonly GivenFile[];
  readonly usage: UsageLimits;
}

/** File descriptors of bwrap: its options, its status, then what the options take from a pipe. */
const OPTIONS_FD = 3;
const STATUS_FD = 4;
export const FIRST_GIVEN_FD = 5;

/**
 * Starts bwrap with an empty environment, gives it its options through a pipe, and settles when everything in its
 * namespace is dead. A program that a signal ended is reported as such, one that used too much as killed.
 */
export async function startBubblewrap(start: BubblewrapStart, signal?: AbortSignal): Promise<Ended> {
  // Options are told apart by zero bytes: one in a value would begin an option of its own.
  if (start.options.some((option) => option.includes("\0")))
    return notStarted("A path or variable holds a zero byte.");
  const tooMuch = new AbortController();
  let status = "";
  let unwatch: (() => void) | undefined;
  const takeStatus = (text: string): void => {
    status += text;
    const pid = childPid(status);
    if (pid !== undefined) unwatch ??= watchUsage(pid, start.usage, (said) => tooMuch.abort(said));
  };
  const pipes: readonly Pipe[] = [
    { give: Buffer.from(start.options.map((option) => `${option}\0`).join("")) },
    { take: takeStatus },
    ...start.given.map(({ content }) => ({ give: content })),
  ];
  const fds = ["--args", String(OPTIONS_FD), "--json-status-fd", String(STATUS_FD)];
  try {
    const ended = await launch(
      {
        argv: [start.bwrap, ...fds, "--", ...start.argv],
        cwd: "/",
        env: {},
        limits: start.limits,
        pipes,
        reap: () => namespaceGone(childPid(status)),
        ...(start.input === undefined ? {} : { input: start.input }),
        ...(start.onLine === undefined ? {} : { onLine: start.onLine }),
      },
      signal === undefined ? tooMuch.signal : AbortSignal.any([signal, tooMuch.signal]),
    );
    return ended.how === "aborted" && tooMuch.signal.aborted && signal?.aborted !== true
      ? asKilled(ended, String(tooMuch.signal.reason))
      : asInside(ended, status);
  } finally {
    unwatch?.();
  }
}

function asKilled(ended: Ended, said: string): Ended {
  return { ...ended, how: "signal", signal: "SIGKILL", stderr: `${ended.stderr}\n${said}\n` };
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
