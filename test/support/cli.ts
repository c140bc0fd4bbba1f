import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import process from "node:process";
import { bin } from "./bin.ts";

export interface CliOptions {
  readonly cwd: string;
  /** Over the test's own environment, which is given without colour, key, and marks of a CI. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A program and its arguments that start the command line, such as `setpriv`. */
  readonly through?: readonly string[];
  /** Milliseconds until it is killed. */
  readonly timeout?: number;
}

export interface CliEnded {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, for a search for what must be in neither. */
  readonly all: string;
  /** Milliseconds from start to end. */
  readonly ms: number;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly ended: Promise<CliEnded>;
  /** Settles with all of standard output once the pattern is in it; throws when the program ends before. */
  saw(pattern: RegExp): Promise<string>;
}

/** Runs the built command line as a person would, without a terminal, to its end. */
export function runCli(args: readonly string[], options: CliOptions): Promise<CliEnded> {
  return startCli(args, options).ended;
}

/** As `runCli`, for a test that does something while it runs. */
export function startCli(args: readonly string[], options: CliOptions): RunningCli {
  const { cwd, env = {}, through = [], timeout = 60_000 } = options;
  const [program = "", ...rest] = [...through, process.execPath, bin, ...args];
  const since = performance.now();
  const child = spawn(program, rest, {
    cwd,
    env: { PATH: process.env["PATH"], HOME: cwd, TMPDIR: process.env["TMPDIR"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), timeout);
  let stdout = "";
  let stderr = "";
  const watchers = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    for (const look of watchers) look();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<CliEnded>((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, stdout, stderr, all: stdout + stderr, ms: performance.now() - since });
    });
  });
  const saw = (pattern: RegExp) =>
    new Promise<string>((done, fail) => {
      const look = () => {
        if (!pattern.test(stdout)) return;
        watchers.delete(look);
        done(stdout);
      };
      watchers.add(look);
      look();
      void ended.then(() => fail(new Error(`it ended without ${String(pattern)}:\n${stdout}\n${stderr}`)));
    });
  return { child, ended, saw };
}

/** True when the text holds a line of a stack trace. */
export function hasStack(text: string): boolean {
  return /^\s+at .+[:(]\d+:\d+\)?$/m.test(text) || text.includes("greenbar has a bug");
}
