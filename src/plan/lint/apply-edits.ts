import type { Edit } from "./finding.ts";

/**
 * The text with the edits made; every character outside of their places stays. Of edits that overlap the first one
 * is made: the others were found in a text that is no more.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let edited = "";
  let at = 0;
  for (const { place, text: by } of edits.toSorted((one, other) => one.place.offset - other.place.offset)) {
    if (place.offset < at) continue;
    edited += text.slice(at, place.offset) + by;
    at = place.endOffset;
  }
  return edited + text.slice(at);
}
