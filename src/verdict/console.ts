import type { ConsoleCommand } from "../spec/spec.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Workspace } from "./workspace.ts";

/** The port that runs a console example's commands, one after the other, in one new folder of the workspace. */
export interface Shell {
  run(job: ShellJob, signal?: AbortSignal): Promise<readonly ShellResult[]>;
}

export interface ShellJob {
  readonly workspace: Workspace;
  readonly sandbox: Sandbox;
  /** Names of the project's programs, and their files relative to the root. */
  readonly bins: ReadonlyMap<string, string>;
  readonly commands: readonly string[];
  /** Milliseconds for each command. */
  readonly commandMs: number;
}

export interface ShellResult {
  /** Standard output and error as they came, merged. */
  readonly output: string;
  /** Exit status; null when it was stopped for time or killed. */
  readonly status: number | null;
  /** The program's file is not there. */
  readonly isMissing: boolean;
}

/**
 * What is wrong with what a command did, or null when it did what the spec says. `...` in the expected output
 * stands for any lines, none included; trailing white space at the very end does not count.
 */
export function consoleDifference(
  expected: Pick<ConsoleCommand, "command" | "program" | "output" | "status">,
  result: ShellResult,
): {
  readonly reason: string;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
} | null {
  const actual = trimmedLines(result.output);
  const wanted = expected.output.map((line) => line ?? "...").join("\n");
  const shown = {
    expected: `${wanted}\n[${expected.status}]`,
    actual: `${actual.join("\n")}\n[${result.status ?? "stopped"}]`,
  };
  if (result.isMissing) {
    return { ...shown, reason: "notImplemented", message: `not implemented: ${expected.program}` };
  }
  if (result.status === null) {
    return { ...shown, reason: "timeout", message: `\`${expected.command}\` did not end in time` };
  }
  if (!matchesLines(dropTrailingBlank(expected.output), actual)) {
    return { ...shown, reason: "assertion", message: `\`${expected.command}\` printed something else` };
  }
  if (result.status !== expected.status) {
    const message = `\`${expected.command}\` ended with ${result.status}, not ${expected.status}`;
    return { ...shown, reason: "assertion", message };
  }
  return null;
}

/** Whether lines match a pattern in which `null` stands for any number of lines. */
export function matchesLines(pattern: readonly (string | null)[], lines: readonly string[]): boolean {
  // `reachable[n]`: the pattern so far can match the first n lines. Linear in pattern × lines, no backtracking.
  let reachable = Array.from({ length: lines.length + 1 }, (_, count) => count === 0);
  for (const part of pattern) {
    const from = reachable;
    const first = from.indexOf(true);
    reachable = from.map((_, count) =>
      part === null
        ? first !== -1 && count >= first
        : count > 0 && from[count - 1] === true && lines[count - 1] === part,
    );
  }
  return reachable.at(-1) === true;
}

function trimmedLines(output: string): string[] {
  const text = output.replaceAll("\r\n", "\n").trimEnd();
  return text === "" ? [] : text.split("\n").map((line) => line.trimEnd());
}

function dropTrailingBlank(output: readonly (string | null)[]): (string | null)[] {
  const lines = output.map((line) => line?.trimEnd() ?? null);
  while (lines.at(-1) === "") lines.pop();
  return lines;
}
