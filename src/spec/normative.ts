import type { Piece, Sentence } from "./pieces.ts";
import { plainText } from "./pieces.ts";
import type { Reading } from "./reading.ts";
import type { Section } from "./spec.ts";

/** Whether a text is worth a closer look; most is not. */
export function mayBeNormative(text: string): boolean {
  return text.includes("MUST") || text.includes("SHALL") || text.includes("SHOULD");
}

/**
 * Finds the sentences that bind: MUST or SHALL in capitals, as RFC 2119 has them, outside code and quotations.
 * SHOULD does not bind and gets a hint. A licence's shouting binds nobody here.
 */
export function findNormative(
  sentences: readonly Sentence[],
  reading: Reading,
): Section["normative"][number][] {
  const found: Section["normative"][number][] = [];
  for (const { pieces, offset, endOffset } of sentences) {
    const words = wordsOutsideQuotes(pieces);
    const binds = words.some((word) => word === "MUST" || word === "SHALL");
    if ((!binds && !words.includes("SHOULD")) || isShouting(words)) continue;
    const place = reading.placeBetween(offset, endOffset);
    if (binds) found.push({ text: plainText(pieces), place });
    else reading.report("normative-should", place, "SHOULD asks for nothing that could be checked");
  }
  return found;
}

/** Headings under which a licence's text stands. */
export function isLicenceTitle(title: string): boolean {
  const first = title
    .toLowerCase()
    .split(/[^a-z]+/u)
    .find((word) => word !== "");
  return first === "license" || first === "licence" || first === "copyright";
}

const quotes = new Map([
  ['"', '"'],
  ["“", "”"],
  ["«", "»"],
  ["„", "“"],
]);

function wordsOutsideQuotes(pieces: readonly Piece[]): string[] {
  const text = pieces.map(({ kind, value }) => (kind === "text" ? value : " ")).join("");
  let kept = "";
  for (let at = 0; at < text.length; at += 1) {
    const close = quotes.get(text[at] ?? "");
    const end = close === undefined ? -1 : text.indexOf(close, at + 1);
    if (end < 0) kept += text[at];
    else at = end;
  }
  return kept.split(/[^\p{L}\p{N}_]+/u).filter(Boolean);
}

/** Six words and more, all of them in capitals. */
function isShouting(words: readonly string[]): boolean {
  const spoken = words.filter((word) => /\p{L}/u.test(word));
  return spoken.length >= 6 && spoken.every((word) => word === word.toUpperCase() && /\p{Lu}/u.test(word));
}
