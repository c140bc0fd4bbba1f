import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { performance } from "node:perf_hooks";
import type { Readable, Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { Ended, Limits } from "../../verdict/sandbox.ts";
import { boundedOutput } from "./bounded-output.ts";
import { inheritedFiles } from "./inherited-files.ts";
import { notStarted } from "./not-started.ts";
import { groupGone, guardGroup, killGroup } from "./process-group.ts";
import { splitLines } from "./split-lines.ts";

/** One command as the operating system gets it; a sandbox has already been put in front of it. */
export interface Command {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly limits: Limits;
  readonly onLine?: (line: string) => void;
  /** Further pipes of the command, from file descriptor 3 on. */
  readonly pipes?: readonly Pipe[];
  /** Runs after the process group was killed and the pipes were read; settles when the rest is dead too. */
  readonly reap?: () => Promise<void>;
}

export type Pipe = { readonly give: Buffer } | { readonly take: (text: string) => void };

type Stop = "wall-clock" | "idle" | "aborted";

/** How long (ms) what was killed may take to let go of its pipes, and its group to empty. */
const GRACE = 500;

/**
 * Starts a command in a process group of its own, with the given environment and nothing else, gives it its
 * input, and settles when it has ended and its whole group is dead. Whatever the command does is a value;
 * rejects only when a callback of ours throws or the arguments are not a command at all.
 */
export async function launch(command: Command, signal?: AbortSignal): Promise<Ended> {
  const start = performance.now();
  if (signal?.aborted === true) return notStarted("aborted before it started", "aborted");

  const started = spawnCommand(command);
  if ("problem" in started) return notStarted(started.problem, "not-started", performance.now() - start);
  const { child } = started;
  const leader = child.pid;
  if (leader === undefined) {
    const problem = await startProblem(child, command);
    return notStarted(problem, "not-started", performance.now() - start);
  }

  const forget = guardGroup(leader);
  const watch = watchOver(child, leader, command, signal);
  try {
    const { code, signal: killedBy } = await watch.exited;
    killGroup(leader);
    await watch.drain();
    await Promise.all([command.reap?.(), groupGone(leader, GRACE)]);
    const { stop, fault } = watch.verdict();
    if (fault !== undefined) throw fault.error;
    const stdout = watch.stdout.end();
    const stderr = watch.stderr.end();
    return {
      how: stop ?? (killedBy === null ? "exit" : "signal"),
      code: stop === undefined ? code : null,
      signal: killedBy,
      stdout: stdout.text,
      stderr: stderr.text,
      truncated: stdout.truncated || stderr.truncated,
      durationMs: performance.now() - start,
    };
  } finally {
    watch.dispose();
    forget();
  }
}

function spawnCommand(command: Command): { readonly child: ChildProcess } | { readonly problem: string } {
  const [file, ...args] = command.argv;
  const nothing = openSync("/dev/null", "r");
  try {
    const stdio = descriptors(command.pipes?.length ?? 0, nothing);
    return { child: spawn(file, args, { cwd: command.cwd, env: { ...command.env }, detached: true, stdio }) };
  } catch (error) {
    // Argument lists that are too long and the like are thrown; a wrong argument of ours is a bug and goes on.
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    return { problem: `${file} could not be started: ${message}` };
  } finally {
    closeSync(nothing);
  }
}

/** Pipes from 0 on; behind them nothing, in place of whatever file the program would inherit from us. */
function descriptors(pipes: number, nothing: number): ("pipe" | "ignore" | number)[] {
  const stdio: ("pipe" | "ignore" | number)[] = Array.from({ length: 3 + pipes }, () => "pipe");
  for (const fd of inheritedFiles()) {
    while (stdio.length < fd) stdio.push("ignore");
    if (stdio.length === fd) stdio.push(nothing);
    else if (stdio[fd] === "ignore") stdio[fd] = nothing;
  }
  return stdio;
}

function startProblem(child: ChildProcess, command: Command): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  child.once("error", (error) =>
    resolve(`${command.argv[0]} could not be started in ${command.cwd}: ${error.message}`),
  );
  return promise;
}

interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

function watchOver(child: ChildProcess, leader: number, command: Command, signal: AbortSignal | undefined) {
  const { limits, onLine } = command;
  const stdout = boundedOutput(limits.outputBytes);
  const stderr = boundedOutput(limits.outputBytes);
  const lines = onLine === undefined ? undefined : splitLines(Math.max(limits.outputBytes, 1 << 20), onLine);
  let over = false;
  let stop: Stop | undefined;
  /** What a callback of ours threw. */
  let fault: { readonly error: unknown } | undefined;

  const end = (why: Stop | undefined): void => {
    // After the exit the number of the group may belong to somebody else.
    if (over) return;
    stop ??= why;
    killGroup(leader);
  };
  const guard = (call: () => void): void => {
    if (fault !== undefined) return;
    try {
      call();
    } catch (error) {
      fault = { error };
      end(undefined);
    }
  };

  const wall = setTimeout(end, limits.wallMs, "wall-clock");
  let idle: NodeJS.Timeout | undefined;
  const awaitSign = (): void => {
    if (limits.idleMs === undefined) return;
    clearTimeout(idle);
    idle = setTimeout(end, limits.idleMs(), "idle");
  };
  awaitSign();
  const onAbort = (): void => end("aborted");
  signal?.addEventListener("abort", onAbort, { once: true });

  child.stdout?.on("data", (chunk: Buffer) => {
    stdout.add(chunk);
    guard(() => lines?.add(chunk));
    if (chunk.includes(10)) awaitSign();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr.add(chunk);
    if (chunk.includes(10)) awaitSign();
  });
  feed(child.stdin, Buffer.from(command.input ?? ""));
  command.pipes?.forEach((pipe, index) => connect(child.stdio[3 + index], pipe, guard));

  const closed = Promise.withResolvers<void>();
  const exited = Promise.withResolvers<Exit>();
  child.once("close", () => closed.resolve());
  child.once("exit", (code, killedBy) => {
    over = true;
    exited.resolve({ code, signal: killedBy });
  });
  child.on("error", (error) => stderr.add(Buffer.from(`\n${error.message}\n`)));

  return {
    stdout,
    stderr,
    exited: exited.promise,
    /** Reads what is still in the pipes. Whoever left the group may hold them open: that is not waited for. */
    async drain(): Promise<void> {
      const late = new AbortController();
      await Promise.race([
        closed.promise,
        delay(GRACE, undefined, { signal: late.signal }).catch(ignoreAbort),
      ]);
      late.abort();
      for (const stream of child.stdio) stream?.destroy();
      guard(() => lines?.end());
    },
    verdict: () => ({ stop, fault }),
    dispose(): void {
      clearTimeout(wall);
      clearTimeout(idle);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}

function connect(
  stream: Readable | Writable | null | undefined,
  pipe: Pipe,
  guard: (call: () => void) => void,
) {
  if ("give" in pipe) {
    feed(stream as Writable, pipe.give);
    return;
  }
  const readable = stream as Readable;
  readable.setEncoding("utf8").on("data", (text: string) => guard(() => pipe.take(text)));
  readable.on("error", ignoreBrokenPipe);
}

function feed(stream: Writable | null, bytes: Buffer): void {
  stream?.on("error", ignoreBrokenPipe).end(bytes);
}

/** A program need not read what it is given; every other error of a pipe is ours. */
function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE" && error.code !== "ECONNRESET") throw error;
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error) || error.name !== "AbortError") throw error;
}
