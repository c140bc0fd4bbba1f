import { diffWordsWithSpace } from "diff";

/** A stretch of a changed line; `isChanged` where it differs from its counterpart. */
export interface WordRun {
  readonly text: string;
  readonly isChanged: boolean;
}

/**
 * What differs between a line that goes and the one that comes for it.
 *
 * @returns null when they have too little in common for words to be told apart, or are too long to be looked at.
 */
export function wordDiff(
  before: string,
  after: string,
): { readonly before: readonly WordRun[]; readonly after: readonly WordRun[] } | null {
  if (before.length > 400 || after.length > 400) return null;
  const changes = diffWordsWithSpace(before, after, { maxEditLength: 40 });
  if (changes === undefined) return null;
  const same = changes.filter(({ added, removed }) => !added && !removed);
  const common = same.reduce((sum, { value }) => sum + value.trim().length, 0);
  if (common * 3 < Math.max(before.trim().length, after.trim().length)) return null;
  return {
    before: changes
      .filter(({ added }) => !added)
      .map(({ value, removed }) => ({ text: value, isChanged: removed })),
    after: changes
      .filter(({ removed }) => !removed)
      .map(({ value, added }) => ({ text: value, isChanged: added })),
  };
}
