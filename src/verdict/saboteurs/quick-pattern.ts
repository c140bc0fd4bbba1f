import type { Pattern } from "../../spec/spec.ts";

/**
 * Whether a pattern surely ends soon on this text, so that it may be tried here: no groups, at most two repetitions,
 * a short text. Elsewhere patterns of a spec are tried where they can be ended from outside.
 */
export function isQuickPattern({ source }: Pattern, text: string): boolean {
  const repetitions = source.match(/[*+{]/g)?.length ?? 0;
  return !source.includes("(") && repetitions <= 2 && text.length <= 1000;
}

/** What a pattern without special characters matches: itself. Null for any other. */
export function literalText({ source }: Pattern): string | null {
  return /^[\w\s,;:'"<>=!@#%&~-]+$/.test(source) ? source : null;
}
