import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { expect, onTestFinished } from "vitest";
import { bin } from "../../support/bin.ts";
import { startMessagesServer } from "../../support/messages-server.ts";
import type { MessagesServer, Script } from "../../support/messages-server.ts";
import { makeProject } from "../../support/project.ts";
import type { Mask } from "../../support/terminal/frame.ts";
import { openTerminal } from "../../support/terminal/terminal.ts";
import type { Terminal } from "../../support/terminal/terminal.ts";

/** Milliseconds that nothing needs on a machine at rest; others may keep it busy. */
export const patience = { ms: 60_000 };

/** Milliseconds of a whole test on a busy machine. */
export const slow = 240_000;

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

/** What differs from run to run; what stands instead is as wide, so that all columns stay. */
export const mask: Mask = [
  [/\d{8}T\d{6}-[0-9a-f]{6}/, "<run>                 "],
  [/greenbar-test-\w{6}/, "<project>           "],
  [/minutes (?:━|─)+ \d\.\d\/60/, "minutes ────── 0.0/60"],
  [/→ 90, \d\.\d used/, "→ 90, 0.0 used"],
  [/last sign \d s ago/, "last sign 0 s ago"],
  [/ last sign \d\d s ago/, "  last sign 0 s ago"],
];

export interface OpenedTui {
  readonly terminal: Terminal;
  readonly root: string;
}

export interface TuiSettings {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

/** The terminal UI on a project of these files, in a real terminal; both go when the test is over. */
export async function openTui(
  files: Readonly<Record<string, string>>,
  settings: TuiSettings = {},
): Promise<OpenedTui> {
  const root = makeProject(files);
  return { terminal: await openAt(root, settings), root };
}

/** The same on a folder that is there. */
export async function openAt(root: string, { args = [], ...settings }: TuiSettings = {}): Promise<Terminal> {
  const terminal = await openTerminal({
    command: process.execPath,
    args: [bin, ...args],
    cwd: root,
    columns: 100,
    rows: 30,
    ...settings,
  });
  onTestFinished(() => terminal.close());
  return terminal;
}

/** A server that plays the model, and what makes the agent ask it; a run that is left is ended with the test. */
export async function openModel(
  script: Script,
): Promise<{ readonly server: MessagesServer; readonly env: Readonly<Record<string, string>> }> {
  const server = await startMessagesServer(script);
  onTestFinished(() => server.close());
  return { server, env: { ANTHROPIC_API_KEY: "test", ANTHROPIC_BASE_URL: server.url } };
}

/** Ends the run that goes on in a project, if one does, when the test is over. */
export function endRunOf(root: string): void {
  onTestFinished(() => {
    const lock = join(root, ".greenbar/runs/lock");
    if (!existsSync(lock)) return;
    const { pid } = JSON.parse(readFileSync(lock, "utf8")) as { readonly pid: number };
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      // It has ended meanwhile.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  });
}

/** Presses keys one after the other, each once the screen shows what it waits for. */
export async function walk(
  terminal: Terminal,
  steps: readonly (readonly [key: string, shows: string | RegExp])[],
): Promise<void> {
  for (const [key, shows] of steps) {
    terminal.press(key);
    await terminal.waitFor(shows, patience);
  }
}

/** Waits until nothing of that is on the screen any more. */
export async function gone(terminal: Terminal, text: string): Promise<void> {
  await terminal.waitFor((screen) => !screen.includes(text), patience);
}

/** All that the program wrote, with `⎋` for the escape character. */
export function written(terminal: Terminal): string {
  const { text, isWhole } = terminal.raw();
  expect(isWhole).toBe(true);
  return text.replaceAll("\u001b", "⎋");
}

/** Leaves, and looks whether everything is as it was before. */
export async function leave(terminal: Terminal, key = "q", code = 0): Promise<void> {
  terminal.press(key);
  expect(await terminal.exit).toStrictEqual({ code, signal: null });
  expectRestored(terminal);
}

/** The other screen is left, the cursor is seen, no mode of ours stays on, and nothing was ever wiped. */
export function expectRestored(terminal: Terminal): void {
  expect([terminal.alternate(), terminal.cursor().isVisible]).toStrictEqual([false, true]);
  const text = written(terminal);
  // Bracketed paste, focus, mouse, keyboard protocol: what was turned on is turned off.
  for (const [, mode] of text.matchAll(/⎋\[\?(\d+)h/g)) {
    const last = [...text.matchAll(new RegExp(`⎋\\[\\?${mode}([hl])`, "g"))].at(-1)?.[1];
    expect([mode, last]).toStrictEqual([mode, mode === "25" ? "h" : "l"]);
  }
  expect(text).not.toContain("⎋[3J");
}
