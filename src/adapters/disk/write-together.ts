import { createHash } from "node:crypto";
import { mkdir, realpath, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stage, syncFolder, writeAtomically } from "./atomic-write.ts";
import { findFile } from "./find-file.ts";
import type { Found, FoundFile } from "./find-file.ts";

export interface Change {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  /** sha256 (hex) of the content that must be there now, or null: there must be nothing. */
  readonly expected: string | null;
  /** The new content, or null: the file is deleted. */
  readonly content: string | Buffer | null;
  /** For a file that is not there yet; 0644 when left out. */
  readonly mode?: number;
}

export type Written =
  | { readonly kind: "written" }
  /** Nothing was written: these are not as expected (changed, gone, a link, no file, or outside the root). */
  | { readonly kind: "differs"; readonly paths: readonly string[] }
  /** The disk failed; what had been written before was put back, save for the paths in `notRestored`. */
  | {
      readonly kind: "failed";
      readonly path: string;
      readonly message: string;
      readonly notRestored: readonly string[];
    };

/**
 * Writes several files below `root`, or none, by compare-and-swap. What already is as wanted counts as expected,
 * so that after a kill half-way the same call finishes the work. No link is followed, neither to a file nor on
 * the way to one. `move` puts a staged file in its place: `rename`, but for a test of a disk that fails.
 */
export async function writeTogether(
  root: string,
  changes: readonly Change[],
  move: (from: string, to: string) => Promise<void> = rename,
): Promise<Written> {
  const base = await realpath(root);
  const before = await Promise.all(changes.map((change) => findFile(base, change.path)));
  const differing = changes.filter((change, index) => !fits(change, before[index]));
  if (differing.length > 0) return { kind: "differs", paths: differing.map(({ path }) => path) };

  const steps = changes.flatMap((change, index): Step[] => {
    const found = before[index];
    if (found === undefined || found === "strange" || isDone(change, found)) return [];
    return [{ change, found, full: join(base, change.path) }];
  });
  return carryOut(base, steps, move);
}

interface Step {
  readonly change: Change;
  readonly found: FoundFile | "nothing";
  readonly full: string;
}

async function carryOut(
  base: string,
  steps: readonly Step[],
  move: (from: string, to: string) => Promise<void>,
): Promise<Written> {
  const made: string[] = [];
  const staged = new Map<Step, string>();
  const done: Step[] = [];
  let current = "";
  try {
    for (const step of steps) {
      current = step.change.path;
      if (step.change.content === null) continue;
      made.push(...(await makeFolders(dirname(step.full))));
      const mode = step.found === "nothing" ? (step.change.mode ?? 0o644) : step.found.mode;
      staged.set(step, await stage(step.full, step.change.content, mode));
    }
    // Staging took its time: look again, as late as can be.
    const now = await Promise.all(steps.map(({ change }) => findFile(base, change.path)));
    const differing = steps.filter(({ found }, index) => !isSame(found, now[index]));
    if (differing.length > 0) {
      await undo([], staged.values(), made);
      return { kind: "differs", paths: differing.map(({ change }) => change.path) };
    }
    for (const step of steps) {
      current = step.change.path;
      const from = staged.get(step);
      done.push(step);
      if (from === undefined) await rm(step.full);
      else await move(from, step.full);
    }
    for (const folder of new Set(steps.map(({ full }) => dirname(full)))) await syncFolder(folder);
    return { kind: "written" };
  } catch (error) {
    const notRestored = await undo(done, staged.values(), made);
    return { kind: "failed", path: current, message: (error as Error).message, notRestored };
  }
}

/** Puts back what was found, removes what was staged and made; gives the paths for which that failed too. */
async function undo(
  done: readonly Step[],
  staged: Iterable<string>,
  made: readonly string[],
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { change, found, full } of done.toReversed()) {
    const restore =
      found === "nothing" ? rm(full, { force: true }) : writeAtomically(full, found.content, found.mode);
    await restore.catch(() => failed.push(change.path));
  }
  for (const path of staged) await rm(path, { force: true }).catch(() => failed.push(path));
  // Somebody else's files may have come into a folder that we made: then it stays.
  for (const folder of made.toReversed()) await rmdir(folder).catch(ignoreNotEmpty);
  return failed;
}

/** Makes a folder and those above it that are not there; gives the ones it made, outermost first. */
async function makeFolders(folder: string): Promise<readonly string[]> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return [];
  const made = [folder];
  for (let path = folder; path !== first; path = dirname(path)) made.unshift(dirname(path));
  return made;
}

function fits(change: Change, found: Found | undefined): boolean {
  if (found === undefined || found === "strange") return false;
  return isDone(change, found) || hashOf(found) === change.expected;
}

function isDone({ content }: Change, found: FoundFile | "nothing"): boolean {
  if (content === null || found === "nothing") return content === null && found === "nothing";
  return found.content.equals(Buffer.from(content));
}

function isSame(found: FoundFile | "nothing", now: Found | undefined): boolean {
  return now !== undefined && now !== "strange" && hashOf(found) === hashOf(now);
}

function hashOf(found: FoundFile | "nothing"): string | null {
  return found === "nothing" ? null : createHash("sha256").update(found.content).digest("hex");
}

function ignoreNotEmpty(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST" && error.code !== "ENOENT") throw error;
}
