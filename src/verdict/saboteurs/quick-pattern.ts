import type { Pattern } from "../../spec/spec.ts";

/**
 * Whether a pattern surely ends soon on this text, so that it may be tried here. Without groups, each repetition and
 * the place to start from multiply the ways to read a text by its length at most, each `?` doubles them, and each
 * alternative adds as many again: more than a million is not tried. Elsewhere patterns of a spec are tried where they
 * can be ended from outside.
 */
export function isQuickPattern({ source }: Pattern, text: string): boolean {
  if (source.includes("(") || source.length > longestPattern) return false;
  const repetitions = count(source, /[*+{]/g);
  const optional = count(source, /\?/g);
  const alternatives = count(source, /\|/g) + 1;
  const ways = Math.max(text.length, 2) ** (repetitions + 1) * 2 ** optional * alternatives;
  return ways <= mostWays;
}

const longestPattern = 200;
const mostWays = 1_000_000;

function count(source: string, mark: RegExp): number {
  return source.match(mark)?.length ?? 0;
}

/** Whether it ends soon on every text of ordinary length: what wrong programs answer is as short as what a spec says. */
export function isTamePattern(pattern: Pattern): boolean {
  return isQuickPattern(pattern, "x".repeat(ordinaryLength));
}

const ordinaryLength = 60;

/** What a pattern without special characters matches: itself. Null for any other. */
export function literalText({ source }: Pattern): string | null {
  return /^[\w\s,;:'"<>=!@#%&~-]+$/.test(source) ? source : null;
}
