import { join } from "node:path";
import process from "node:process";
import { onTestFinished } from "vitest";
import { makeProject } from "../../support/project.ts";
import type { Mask } from "../../support/terminal/frame.ts";
import { openTerminal } from "../../support/terminal/terminal.ts";
import type { Terminal } from "../../support/terminal/terminal.ts";

const entry = join(import.meta.dirname, "../../../src/cli/start.js");

export const doubleSpec = `---
subject: ../src/double.ts
---
# Double

## Doubles a number

| \`n\` | \`double(n)\` |
| --- | ----------- |
| 1   | 2           |
| 2   | 4           |
| 5   | 10          |

## Says what it cannot double

<!-- manual: a person reads the message -->
`;

/** What differs from run to run. */
export const mask: Mask = [
  [/\d{8}T\d{6}-[0-9a-f]{6}/, "<run>"],
  [/greenbar-test-\w{6}/, "<project>    "],
];

export interface OpenedTui {
  readonly terminal: Terminal;
  readonly root: string;
}

/** The terminal UI on a project of these files, in a real terminal; both go when the test is over. */
export async function openTui(
  files: Readonly<Record<string, string>>,
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly columns?: number;
    readonly rows?: number;
  } = {},
): Promise<OpenedTui> {
  const root = makeProject(files);
  const terminal = await openTerminal({
    command: process.execPath,
    args: [entry],
    cwd: root,
    columns: 100,
    rows: 30,
    ...options,
  });
  onTestFinished(() => terminal.close());
  return { terminal, root };
}

/** Presses keys one after the other, each once the screen shows what it waits for. */
export async function walk(
  terminal: Terminal,
  steps: readonly (readonly [key: string, shows: string | RegExp])[],
): Promise<void> {
  for (const [key, shows] of steps) {
    terminal.press(key);
    await terminal.waitFor(shows, { ms: 30_000 });
  }
}
