import { structuredPatch } from "diff";

/** How a file changes, as a unified diff has it. */
export interface Patch {
  readonly hunks: readonly Hunk[];
  readonly added: number;
  readonly removed: number;
  /** Lines that were left out, since nobody reads so many here. */
  readonly left: number;
}

export interface Hunk {
  /** First line of the hunk before and after, from 1; null where only the changed text itself is known. */
  readonly oldStart: number | null;
  readonly newStart: number | null;
  /** Each behind its sign: blank, `+`, `-`, or `\` for a remark. */
  readonly lines: readonly string[];
}

export const emptyPatch: Patch = { hunks: [], added: 0, removed: 0, left: 0 };

/** Lines that may go and come before two texts count as different altogether: the cost grows with its square. */
const maxEditLength = 500;

/**
 * The change from one text of a file to another; null means that the file is not there.
 *
 * Two texts with too little in common to be compared in reasonable time are shown as one going and one coming.
 */
export function patchOf(before: string | null, after: string | null): Patch {
  if (before === null || after === null) return replacePatch(before ?? "", after ?? "", 1);
  const options = { context: 3, maxEditLength };
  const patch = structuredPatch("", "", before, after, undefined, undefined, options);
  if (patch === undefined) return replacePatch(before, after, 1);
  return counted(patch.hunks.map(({ oldStart, newStart, lines }) => ({ oldStart, newStart, lines })));
}

/** One stretch of text in the place of another, without what stands around it. */
export function replacePatch(before: string, after: string, start: number | null = null): Patch {
  const lines = [...linesOf(before).map((line) => `-${line}`), ...linesOf(after).map((line) => `+${line}`)];
  return counted(lines.length === 0 ? [] : [{ oldStart: start, newStart: start, lines }]);
}

/** The patch with at most so many lines and characters; what goes beyond is counted in `left`. */
export function cappedPatch(patch: Patch, limits: { lines: number; characters: number }): Patch {
  let { lines, characters } = limits;
  let left = 0;
  const hunks = patch.hunks.flatMap((hunk) => {
    const kept = hunk.lines.filter((line) => {
      lines -= 1;
      characters -= line.length;
      return lines >= 0 && characters >= 0;
    });
    left += hunk.lines.length - kept.length;
    return kept.length === 0 ? [] : [{ ...hunk, lines: kept }];
  });
  return left === 0 ? patch : { ...patch, hunks, left };
}

/** UTF-16 units that the patch holds. */
export function sizeOfPatch({ hunks }: Patch): number {
  return hunks.reduce((sum, { lines }) => lines.reduce((all, line) => all + line.length, sum), 0);
}

function counted(hunks: readonly Hunk[]): Patch {
  const count = (sign: string) =>
    hunks.reduce((sum, { lines }) => sum + lines.filter((line) => line.startsWith(sign)).length, 0);
  return { hunks, added: count("+"), removed: count("-"), left: 0 };
}

function linesOf(text: string): string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}
