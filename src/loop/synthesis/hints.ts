/** What the spec's own words say about which operations matter. */
export interface Hints {
  readonly speaksOf: (words: readonly string[]) => boolean;
}

/** Reads prose as lower-case words; a stem of the operations' tables counts where a word begins with it. */
export function hintsOf(prose: string): Hints {
  const text = ` ${wordsOf(prose).join(" ").toLowerCase()} `;
  return { speaksOf: (words) => words.some((word) => text.includes(` ${word}`)) };
}

/** The words of a text, without punctuation; numbers count as words. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
