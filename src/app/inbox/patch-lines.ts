import { structuredPatch } from "diff";

/** One line of a difference. `is` says what it is, so that no text can pass for another kind of line. */
export interface PatchLine {
  readonly is: "file" | "hunk" | "same" | "added" | "removed";
  readonly text: string;
}

/** The time to compare grows with the square of this: what differs more is shown as gone, and as new. */
const mostEdits = 1_000;

/**
 * What changes in one file, with three lines round each change; begins with the file's path.
 *
 * @param before - null: there is no file; so with `after`.
 */
export function patchLines(path: string, before: string | null, after: string | null): PatchLine[] {
  const how = before === null ? "new" : after === null ? "deleted" : "changed";
  const patch = structuredPatch(path, path, before ?? "", after ?? "", "", "", {
    context: 3,
    maxEditLength: mostEdits,
  });
  const hunks =
    patch === undefined
      ? [{ is: "hunk", text: "line 1" } as const, ...all("removed", before), ...all("added", after)]
      : patch.hunks.flatMap(({ oldStart, newStart, lines }): PatchLine[] => [
          { is: "hunk", text: `line ${newStart === 0 ? oldStart : newStart}` },
          ...lines.map((line) => ({ is: kinds[line.charAt(0)] ?? "same", text: line.slice(1) })),
        ]);
  return [{ is: "file", text: `${path}  ${how}` }, ...hunks];
}

/** By the mark at a line's beginning; `\` tells of a missing line end. */
const kinds: Readonly<Record<string, PatchLine["is"]>> = {
  " ": "same",
  "+": "added",
  "-": "removed",
  "\\": "hunk",
};

function all(is: "removed" | "added", text: string | null): PatchLine[] {
  if (text === null || text === "") return [];
  return text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => ({ is, text: line }));
}
