import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import { UserError } from "../../app/user-error.ts";
import type { ExitCode } from "../../app/user-error.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import { hostMark } from "./host-words.ts";
import type { HostWord } from "./host-words.ts";

/** How greenbar's own command line is started. */
export interface OwnCommand {
  readonly program: string;
  /** What stands before its own words. */
  readonly args: readonly string[];
}

/**
 * Starts a run in a process of its own, which has no terminal and outlives this one; settles once it says which run
 * it is.
 *
 * @param words - the command and its options.
 * @param log - where what it prints is kept, written over.
 * @throws UserError with what it says when it cannot begin.
 */
export async function startHost(
  own: OwnCommand,
  { root, words, log }: { readonly root: string; readonly words: readonly string[]; readonly log: string },
): Promise<Extract<HostWord, { is: "begun" }>> {
  mkdirSync(dirname(log), { recursive: true });
  const out = openSync(log, "w", 0o600);
  const child = spawn(own.program, [...own.args, ...words], {
    cwd: root,
    detached: true,
    env: { ...process.env, [hostMark]: "1" },
    stdio: ["ignore", out, out, "ipc"],
  });
  closeSync(out);
  const word = await firstWord(child);
  if (child.connected) child.disconnect();
  child.unref();
  switch (word.is) {
    case "begun":
      return word;
    case "refused": {
      const { exitCode, message, advice } = word;
      throw new UserError(codeOf(exitCode), message, { advice });
    }
    case "silent":
      throw new UserError(4, `the run ended before it began (${word.how})`, { advice: lastLines(log) });
  }
}

type FirstWord = HostWord | { readonly is: "silent"; readonly how: string };

function firstWord(child: ChildProcess): Promise<FirstWord> {
  return new Promise((done, fail) => {
    child.once("message", (word) => done(word as HostWord));
    child.once("error", fail);
    child.once("exit", (code, signal) => done({ is: "silent", how: signal ?? `exit ${code}` }));
  });
}

function codeOf(exitCode: number): ExitCode {
  return exitCode === 2 || exitCode === 3 ? exitCode : 4;
}

function lastLines(log: string): string[] {
  const text = cleanText(readFileSync(log, "utf8").slice(-4_000)).trim();
  return text === "" ? [] : text.split("\n").slice(-8);
}
