import { mkdtemp, rm } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import type { Cell } from "./cells.ts";
import { readCells, readText } from "./cells.ts";
import { graphemes } from "./graphemes.ts";
import { keyBytes, pasteBytes } from "./keys.ts";
import type { RawOutput } from "./raw-output.ts";
import { createRawOutput } from "./raw-output.ts";

export interface TerminalOptions {
  readonly command: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** Over the terminal's own environment, which has nothing of the test's but its PATH and temporary folder. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly columns?: number;
  readonly rows?: number;
}

export interface TerminalExit {
  readonly code: number;
  /** `SIGTERM` and the like; null when it ended by itself. */
  readonly signal: string | null;
}

/** What is looked for on the screen: a text, a pattern, or whatever a function says of it. */
export type Wanted = string | RegExp | ((screen: string) => boolean);

/** A program in a real terminal. */
export interface Terminal {
  /** The process in it. */
  readonly pid: number;
  /** Home of the program; gone when the terminal is closed. */
  readonly home: string;
  /** Types a text as it is. */
  send(text: string): void;
  /** One key: `enter`, `down`, `ctrl+c`, `j`. After `escape`, wait for what it does before the next key. */
  press(key: string): void;
  /** As a terminal pastes: marked, so that a program can tell it from typing. */
  paste(text: string): void;
  resize(columns: number, rows: number): void;
  /** The rows as text, without the blanks at their ends and the empty rows at the bottom. */
  screen(): string;
  cells(): readonly (readonly Cell[])[];
  /** As the program last set it; empty before. */
  title(): string;
  /** Both from 0; whether it can be seen. */
  cursor(): { readonly column: number; readonly row: number; readonly isVisible: boolean };
  /** True while the program shows the other buffer, from which the first comes back unchanged. */
  alternate(): boolean;
  /**
   * Settles with the screen once it shows what is wanted; never looks at a frame half drawn.
   *
   * @throws Error with the screen when `ms` are over, or when the program ends without it.
   */
  waitFor(wanted: Wanted, options?: { readonly ms?: number }): Promise<string>;
  /** Settles with the screen once nothing was written for that long. */
  quiet(ms?: number): Promise<string>;
  raw(): RawOutput;
  /** Hears every piece of output after it is on the screen, with the monotonic time at which it came. */
  onOutput(hear: (text: string, at: number) => void): () => void;
  readonly exit: Promise<TerminalExit>;
  /** Ends the program, by its own process id, if it has not ended, and takes away its home. */
  close(): Promise<void>;
}

/**
 * Starts a program in a pty of its own, behind a terminal that understands what it writes and answers its questions
 * (device attributes, place of the cursor) as xterm does.
 */
export async function openTerminal(options: TerminalOptions): Promise<Terminal> {
  const { command, args = [], cwd = process.cwd(), env = {}, columns = 120, rows = 40 } = options;
  const home = await mkdtemp(join(tmpdir(), "greenbar-home-"));
  const screenOf = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
  screenOf.unicode.register(graphemes);
  screenOf.unicode.activeVersion = graphemes.version;
  const raw = createRawOutput();
  let title = "";
  let isCursorVisible = true;
  screenOf.onTitleChange((text) => (title = text));
  for (const [final, isVisible] of [
    ["h", true],
    ["l", false],
  ] as const) {
    screenOf.parser.registerCsiHandler({ prefix: "?", final }, (parameters) => {
      if (parameters.includes(25)) isCursorVisible = isVisible;
      return false;
    });
  }
  const pty = spawn(command, [...args], {
    name: "xterm-256color",
    cols: columns,
    rows,
    cwd,
    env: environment(home, env),
  });
  screenOf.onData((answer) => pty.write(answer));

  let ended: TerminalExit | null = null;
  const watchers = new Set<() => void>();
  const hearers = new Set<(text: string, at: number) => void>();
  const look = () => {
    for (const watcher of watchers) watcher();
  };
  pty.onData((text) => {
    const at = performance.now();
    raw.add(text);
    screenOf.write(text, () => {
      for (const hear of hearers) hear(text, at);
      look();
    });
  });
  const exit = new Promise<TerminalExit>((done) => {
    pty.onExit(({ exitCode, signal }) => {
      // After all that it wrote is on the screen.
      screenOf.write("", () => {
        ended = { code: exitCode, signal: signalName(signal) };
        done(ended);
        look();
      });
    });
  });

  const screen = () => readText(screenOf);
  const write = (text: string) => {
    if (ended !== null) throw new Error(`the program has ended; its screen:\n${framed(screen())}`);
    pty.write(text);
  };

  const waitFor: Terminal["waitFor"] = (wanted, { ms = 10_000 } = {}) =>
    new Promise((done, fail) => {
      const stop = () => {
        clearTimeout(timer);
        watchers.delete(watcher);
      };
      const watcher = () => {
        if (screenOf.modes.synchronizedOutputMode && ended === null) return;
        const shown = screen();
        if (shows(shown, wanted)) {
          stop();
          done(shown);
        } else if (ended !== null) {
          stop();
          fail(missing(wanted, `before the program ended (${ended.signal ?? ended.code})`, shown));
        }
      };
      const timer = setTimeout(() => {
        stop();
        fail(missing(wanted, `within ${ms} ms`, screen()));
      }, ms);
      watchers.add(watcher);
      // What was asked for may be there already, once what has come is on the screen.
      screenOf.write("", watcher);
    });

  const quiet: Terminal["quiet"] = (ms = 150) =>
    new Promise((done) => {
      const settle = () => {
        watchers.delete(watcher);
        done(screen());
      };
      let timer = setTimeout(settle, ms);
      const watcher = () => {
        clearTimeout(timer);
        timer = setTimeout(settle, ms);
      };
      watchers.add(watcher);
    });

  const close = async () => {
    if (ended === null) {
      pty.kill("SIGHUP");
      const timer = setTimeout(() => pty.kill("SIGKILL"), 2_000);
      await exit;
      clearTimeout(timer);
    }
    screenOf.dispose();
    await rm(home, { recursive: true, force: true });
  };

  return {
    pid: pty.pid,
    home,
    send: write,
    press: (key) => write(keyBytes(key)),
    paste: (text) => write(pasteBytes(text)),
    resize: (columns, rows) => {
      screenOf.resize(columns, rows);
      pty.resize(columns, rows);
    },
    screen,
    cells: () => readCells(screenOf),
    title: () => title,
    cursor: () => ({
      column: screenOf.buffer.active.cursorX,
      row: screenOf.buffer.active.cursorY,
      isVisible: isCursorVisible,
    }),
    alternate: () => screenOf.buffer.active.type === "alternate",
    waitFor,
    quiet,
    raw: () => raw.read(),
    onOutput: (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    exit,
    close,
  };
}

/** What a person's terminal gives a program; nothing that tells of a CI, of colours, or of keys to services. */
function environment(
  home: string,
  over: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const all: Record<string, string | undefined> = {
    PATH: process.env["PATH"],
    TMPDIR: process.env["TMPDIR"],
    HOME: home,
    TERM: "xterm-256color",
    LANG: "C.UTF-8",
    ...over,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function signalName(number: number | undefined): string | null {
  if (number === undefined || number === 0) return null;
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? String(number);
}

function shows(screen: string, wanted: Wanted): boolean {
  if (typeof wanted === "function") return wanted(screen);
  return typeof wanted === "string" ? screen.includes(wanted) : wanted.test(screen);
}

function missing(wanted: Wanted, when: string, screen: string): Error {
  const what = typeof wanted === "string" ? JSON.stringify(wanted) : String(wanted);
  return new Error(`the terminal did not show ${what} ${when}; it shows:\n${framed(screen)}`);
}

function framed(screen: string): string {
  return screen.replaceAll(/^/gm, "│ ");
}
