import type { FileChange, ProjectDisk } from "../ports.ts";
import { UserError } from "../user-error.ts";

/** All that is kept of the inbox: what a person put off or set aside, by id, and for which matter. */
export interface Marks {
  readonly later: Readonly<Record<string, string>>;
  readonly dismissed: Readonly<Record<string, string>>;
  /** Runs whose decision was taken back. */
  readonly reopened: readonly string[];
}

/** Beside the runs: neither committed nor part of what a run's copy is taken from. */
export const marksPath = ".greenbar/runs/inbox.json";

/**
 * Reads the marks; none when there is no file.
 *
 * @throws UserError when it cannot be read as marks.
 */
export async function readMarks(disk: ProjectDisk): Promise<Marks> {
  return parseMarks(await disk.read(marksPath));
}

/** Changes the marks on disk, by compare-and-swap; gives the change, to be taken back. */
export async function changeMarks(
  disk: ProjectDisk,
  change: (marks: Marks) => Marks,
): Promise<readonly FileChange[]> {
  const before = await disk.read(marksPath);
  const after = printMarks(change(parseMarks(before)));
  if (before === after) return [];
  const changes = [{ path: marksPath, before, after }];
  await disk.write(changes);
  return changes;
}

/** The record without one of its ids. */
export function without(
  marks: Readonly<Record<string, string>>,
  id: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(marks).filter(([other]) => other !== id));
}

function parseMarks(text: string | null): Marks {
  if (text === null) return { later: {}, dismissed: {}, reopened: [] };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damaged((error as Error).message, error);
  }
  if (typeof json !== "object" || json === null) throw damaged("it holds no object");
  const { later = {}, dismissed = {}, reopened = [] } = json as Record<string, unknown>;
  if (!isTexts(later) || !isTexts(dismissed)) throw damaged("later and dismissed hold texts by id");
  if (!Array.isArray(reopened) || !reopened.every((run) => typeof run === "string")) {
    throw damaged("reopened is a list of runs");
  }
  return { later, dismissed, reopened };
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((each) => typeof each === "string")
  );
}

function damaged(why: string, cause?: unknown): UserError {
  return new UserError(2, `${marksPath} cannot be read: ${why}`, {
    advice: ["Delete it: it only holds what was put off, which comes back then."],
    cause,
  });
}

/** One line a mark, sorted; null, no file, when there are none. */
function printMarks({ later, dismissed, reopened }: Marks): string | null {
  const isEmpty = [later, dismissed, reopened].every((part) => Object.keys(part).length === 0);
  const sorted = (marks: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(marks).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  const json = {
    version: 1,
    later: sorted(later),
    dismissed: sorted(dismissed),
    reopened: reopened.toSorted(),
  };
  return isEmpty ? null : `${JSON.stringify(json, null, 2)}\n`;
}
