import { createHash } from "node:crypto";
import { realpath, rename, rm } from "node:fs/promises";
import { posix } from "node:path";
import { stage, syncFolder, writeAtomically } from "./atomic-write.ts";
import { findFile } from "./find-file.ts";
import type { Found, FoundFile } from "./find-file.ts";
import { createOpenFolders, NoWay } from "./open-folder.ts";
import type { OpenFolder, OpenFolders } from "./open-folder.ts";
import { removeDeadStages } from "./staged-name.ts";

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
 * the way to one, not even one that comes there meanwhile: each folder is held open from the first look on. `move`
 * puts a staged file in its place: `rename`, but for a test of a disk that fails.
 */
export async function writeTogether(
  root: string,
  changes: readonly Change[],
  move: (from: string, to: string) => Promise<void> = rename,
): Promise<Written> {
  const folders = createOpenFolders(await realpath(root));
  try {
    const before = await Promise.all(changes.map((change) => findFile(folders, change.path)));
    const differing = changes.filter((change, index) => !fits(change, before[index]));
    if (differing.length > 0) return { kind: "differs", paths: differing.map(({ path }) => path) };

    const steps = changes.flatMap((change, index): Step[] => {
      const found = before[index];
      if (found === undefined || found === "strange" || isDone(change, found)) return [];
      return [{ change, found, name: posix.basename(change.path) }];
    });
    return await carryOut(folders, steps, move);
  } finally {
    await folders.close();
  }
}

interface Step {
  readonly change: Change;
  readonly found: FoundFile | "nothing";
  readonly name: string;
}

/** A step whose folder is held open. */
interface Ready extends Step {
  readonly folder: OpenFolder;
  /** The new content, beside the file; null for a file that goes. */
  readonly staged: string | null;
}

async function carryOut(
  folders: OpenFolders,
  steps: readonly Step[],
  move: (from: string, to: string) => Promise<void>,
): Promise<Written> {
  const ready: Ready[] = [];
  const done: Ready[] = [];
  let current: Step | undefined;
  let at: OpenFolder | undefined;
  try {
    for (const step of steps) {
      current = step;
      const { path, content } = step.change;
      at = await folders.open(path.split("/").slice(0, -1), content !== null);
      await removeDeadStages(at, step.name);
      const mode = step.found === "nothing" ? (step.change.mode ?? 0o644) : step.found.mode;
      const staged = content === null ? null : await stage(at.at(step.name), content, mode);
      ready.push({ ...step, folder: at, staged });
    }
    // Staging took its time: look again, as late as can be.
    const now = await Promise.all(steps.map(({ change }) => findFile(folders, change.path)));
    const differing = steps.filter(({ found }, index) => !isSame(found, now[index]));
    if (differing.length > 0) {
      await undo([], ready, folders);
      return { kind: "differs", paths: differing.map(({ change }) => change.path) };
    }
    for (const step of ready) {
      current = step;
      at = step.folder;
      const place = at.at(step.name);
      done.push(step);
      if (step.staged === null) await rm(place);
      else await move(step.staged, place);
    }
    for (const folder of new Set(ready.map((step) => step.folder))) await syncFolder(folder.self);
    return { kind: "written" };
  } catch (error) {
    const path = current?.change.path ?? "";
    const notRestored = await undo(done, ready, folders);
    if (error instanceof NoWay && notRestored.length === 0) return { kind: "differs", paths: [path] };
    const { message } = error as Error;
    const shown = at === undefined ? message : message.replaceAll(at.self, at.path);
    return { kind: "failed", path, message: shown, notRestored };
  }
}

/** Puts back what was found, removes what was staged and made; gives the paths for which that failed too. */
async function undo(
  done: readonly Ready[],
  ready: readonly Ready[],
  folders: OpenFolders,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { change, found, folder, name } of done.toReversed()) {
    const place = folder.at(name);
    const restore =
      found === "nothing" ? rm(place, { force: true }) : writeAtomically(place, found.content, found.mode);
    await restore.catch(() => failed.push(change.path));
  }
  for (const { staged, folder } of ready) {
    if (staged !== null)
      await rm(staged, { force: true }).catch(() => failed.push(staged.replace(folder.self, folder.path)));
  }
  await folders.unmake();
  return failed;
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
