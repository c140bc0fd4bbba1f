import { setTimeout as sleep } from "node:timers/promises";
import type { Terminal } from "../../test/support/terminal/terminal.ts";
import { openTerminal } from "../../test/support/terminal/terminal.ts";
import { processUsage } from "./process-usage.ts";
import type { SceneOptions } from "./scene.ts";

/** A program that plays the scene in a terminal. */
export interface Player {
  readonly name: string;
  readonly file: string;
  /** Behind `EXAMPLES BEFORE` on its command line. */
  readonly args?: readonly string[];
  /** What its first frame shows. */
  readonly ready: RegExp;
}

/** Keys to press in turn, and where on the screen one sees that a key was taken. */
export interface Probe {
  readonly keys: readonly string[];
  /** What only these keys change, the stream never; null when it is not on the screen. */
  readonly see: (terminal: Terminal) => string | null;
}

/** Starts a player on the scene, as users run it: with React's production build. */
export async function openPlayer(player: Player, scene: SceneOptions): Promise<Terminal> {
  const terminal = await openTerminal({
    command: process.execPath,
    args: [player.file, String(scene.examples), String(scene.before), ...(player.args ?? [])],
    columns: 120,
    rows: 40,
    env: { NODE_ENV: "production" },
  });
  try {
    await terminal.waitFor(player.ready, { ms: 30_000 });
  } catch (error) {
    await terminal.close();
    throw error;
  }
  return terminal;
}

/**
 * Milliseconds from each key to the bytes that show its effect, as they came out of the pty. A pause that has no
 * rhythm stands between two keys, so that they meet the stream's paints at all phases.
 */
export async function keyTimes(terminal: Terminal, { keys, see }: Probe, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const key = keys[at % keys.length] ?? "";
    const before = see(terminal);
    const since = performance.now();
    const seen = new Promise<number>((done, fail) => {
      const stop = terminal.onOutput((_, came) => {
        const now = see(terminal);
        if (now === null || now === before) return;
        stop();
        clearTimeout(timer);
        done(came - since);
      });
      const timer = setTimeout(() => {
        stop();
        fail(new Error(`the key ${key} changed nothing within 2 s:\n${terminal.screen()}`));
      }, 2_000);
    });
    terminal.press(key);
    times.push(await seen);
    await sleep(40 + ((at * 37) % 61));
  }
  return times;
}

export interface StreamCost {
  readonly bytesPerSecond: number;
  /** Milliseconds of CPU in a second. */
  readonly cpuPerSecond: number;
  readonly paintsPerSecond: number;
  /** Scrollback cleared, or the whole screen. */
  readonly clears: number;
  /** At the end. */
  readonly residentMib: number;
}

/** What the stream alone costs, measured over so many milliseconds. */
export async function streamCost(terminal: Terminal, ms: number): Promise<StreamCost> {
  let text = "";
  const stop = terminal.onOutput((piece) => (text += piece));
  const [before, since] = [processUsage(terminal.pid), performance.now()];
  await sleep(ms);
  const [after, seconds] = [processUsage(terminal.pid), (performance.now() - since) / 1_000];
  stop();
  return {
    bytesPerSecond: Buffer.byteLength(text) / seconds,
    cpuPerSecond: (after.cpuMs - before.cpuMs) / seconds,
    paintsPerSecond: countOf(text, beginsPaint) / seconds,
    clears: clearsIn(text),
    residentMib: after.residentMib,
  };
}

// Begins what the terminal is to show in one piece: DEC's private mode 2026, which Ink writes round every paint.
const beginsPaint = "\u001B[?2026h";

// ECMA-48 ED with 3 (scrollback), with 2 (screen) or from the upper left corner on; RIS.
const clearing = [
  "\u001B[3J",
  "\u001B[2J",
  "\u001B[H\u001B[J",
  "\u001B[1;1H\u001B[J",
  "\u001B[1;1H\u001B[0J",
  "\u001Bc",
];

/** How often a text clears the terminal's scrollback or its whole screen. */
export function clearsIn(text: string): number {
  return clearing.reduce((sum, sequence) => sum + countOf(text, sequence), 0);
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}
