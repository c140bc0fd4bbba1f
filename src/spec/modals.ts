import type { Piece } from "./pieces.ts";

/**
 * `SHALL return` as `returns`, `the result SHALL be` as `the result is`, `the system SHALL throw` as `it throws`: how
 * specs in other dialects say what a sentence says here. Words that name something else than the result stay.
 */
export function withoutModals(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece, index) => {
    if (piece.kind !== "text") return piece;
    const value = index === 0 ? asResult(piece.value) : asVerb(piece.value);
    return value === null ? piece : { ...piece, value };
  });
}

const verbs = new Map([
  ["return", "returns"],
  ["be", "is"],
  ["equal", "equals"],
  ["throw", "throws"],
  ["contain", "contains"],
  ["match", "matches"],
  ["resolve to", "resolves to"],
  ["reject with", "rejects with"],
]);

const modal =
  /^\s*(?<subject>.*?)\s*\b(?:shall|must)\s+(?<verb>return|be|equal|throw|contain|match|resolve to|reject with)\s*$/isu;

/** Longer words than these name something that is no result, and would be searched for long. */
const longest = 200;

function asVerb(text: string): string | null {
  if (text.length > longest) return null;
  const { subject, verb } = modal.exec(text)?.groups ?? {};
  return subject === "" && verb !== undefined ? ` ${verbs.get(verb.toLowerCase()) ?? ""} ` : null;
}

/** What a system returns or throws is the result; what something SHALL be, only when it is called so. */
function asResult(text: string): string | null {
  if (text.length > longest) return null;
  const { subject = "", verb } = modal.exec(text)?.groups ?? {};
  if (verb === undefined || subject === "") return null;
  const word = verbs.get(verb.toLowerCase()) ?? "";
  const isResult = /^(?:it|the (?:result|return value|returned value|output))$/iu.test(subject);
  if (word === "throws" || word === "rejects with") return `it ${word} `;
  return isResult || word === "returns" || word === "resolves to" ? `the result ${word} ` : null;
}
