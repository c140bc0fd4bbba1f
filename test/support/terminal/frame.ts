import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { expect } from "vitest";
import type { Terminal } from "./terminal.ts";

/** What differs from run to run (ids, times, folders), and what stands in the frame instead. */
export type Mask = readonly (readonly [varying: string | RegExp, instead: string])[];

export interface FrameOptions {
  readonly mask?: Mask;
  /** Milliseconds for the screen to become the frame. */
  readonly ms?: number;
  /** Folder of the frames. */
  readonly folder?: string;
  /** `compare`; `update` rewrites the frame, `refuse` compares and wants it to be there. From UPDATE and CI if not given. */
  readonly mode?: FrameMode;
}

export type FrameMode = "compare" | "update" | "refuse";

const frames = join(import.meta.dirname, "../../tui/frames");

/**
 * The screen must become the frame that is stored as `NAME.txt`; a frame that is not there yet is written.
 *
 * @throws Error when it is not there and may not be written; an assertion, with the difference, when the screen is
 * another one.
 */
export async function expectFrame(
  terminal: Pick<Terminal, "waitFor" | "quiet" | "screen">,
  name: string,
  options: FrameOptions = {},
): Promise<void> {
  const { mask = [], ms = 5_000, folder = frames, mode = modeOf(process.env) } = options;
  const file = join(folder, `${name}.txt`);
  const stored = mode === "update" ? null : await readFrame(file);
  if (stored === null) {
    if (mode === "refuse") {
      throw new Error(`${file} is not there; UPDATE=1 without CI writes it, then read every line of it`);
    }
    const shown = masked(await terminal.quiet(), mask);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${shown}\n`);
    expect(shown).not.toBe("");
    return;
  }
  // When the time is over, the difference says more than that it is over.
  const shown = await terminal
    .waitFor((screen) => masked(screen, mask) === stored, { ms })
    .catch(() => terminal.screen());
  expect(masked(shown, mask)).toBe(stored);
}

function modeOf(env: Readonly<Record<string, string | undefined>>): FrameMode {
  const isCi = env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false";
  if (isCi) return "refuse";
  return env["UPDATE"] === "1" ? "update" : "compare";
}

async function readFrame(file: string): Promise<string | null> {
  try {
    return (await readFile(file, "utf8")).replace(/\n$/, "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function masked(screen: string, mask: Mask): string {
  return mask.reduce((text, [varying, instead]) => text.replaceAll(everywhere(varying), instead), screen);
}

function everywhere(varying: string | RegExp): string | RegExp {
  return typeof varying === "string"
    ? varying
    : new RegExp(varying.source, `${varying.flags.replace("g", "")}g`);
}
