import { type Piece, collapse } from "./pieces.ts";
import { type Verb, verbs } from "./verbs.ts";

/** The parts of a sentence that has the form: subject, verb, value, full stop, parenthesis. */
export interface SentenceForm {
  /** The expression's code span; null when one of the `subjects` stands in its place. */
  readonly left: Piece | null;
  /** Which of the `subjects`; null when the sentence begins with its expression. */
  readonly subject: string | null;
  readonly words: string;
  /** Null when no such verb is known. */
  readonly verb: Verb | null;
  /** Null for `throws` alone. */
  readonly right: Piece | null;
  readonly note: string | null;
  readonly hasFullStop: boolean;
}

/**
 * Matches running text with: code span, words, code span, an optional parenthesis and full stop, nothing else;
 * or code span, `throws`. Null when it has any other form. `subjects` are words that may stand in place of the
 * first code span.
 */
export function matchSentence(
  pieces: readonly Piece[],
  subjects: readonly string[] = [],
): SentenceForm | null {
  const [first, ...others] = withoutSpace(pieces);
  if (first === undefined || first.kind === "other") return null;
  if (first.kind === "code") return matchPredicate(first, null, others);
  const text = collapse(first.value);
  const subject = subjects.find((each) => each === "" || text.toLowerCase().startsWith(`${each} `));
  if (subject === undefined) return null;
  return matchPredicate(null, subject, [{ ...first, value: text.slice(subject.length) }, ...others]);
}

/** The text of a parenthesis that is all there is, as may follow a sentence's full stop. */
export function wholeParenthesis(pieces: readonly Piece[]): string | null {
  const end = matchEnd(withoutSpace(pieces));
  return end !== null && end.note !== null ? end.note : null;
}

function matchPredicate(
  left: Piece | null,
  subject: string | null,
  pieces: readonly Piece[],
): SentenceForm | null {
  const [middle, right, ...rest] = pieces;
  if (middle?.kind !== "text") return null;
  const alone = matchAlone(middle, pieces.slice(1));
  if (alone !== null) return { left, subject, ...alone };
  if (right?.kind !== "code") return null;
  const end = matchEnd(rest);
  if (end === null) return null;
  const words = collapse(middle.value);
  return { left, subject, words, verb: verbs.get(words) ?? null, right, ...end };
}

/** `throws` with nothing behind it but the end of the sentence. */
function matchAlone(middle: Piece, rest: readonly Piece[]): Omit<SentenceForm, "left" | "subject"> | null {
  const text = middle.value.trimStart();
  for (const [words, verb] of verbs) {
    if (!verb.alone || !text.startsWith(words)) continue;
    const end = matchEnd([{ ...middle, value: text.slice(words.length) }, ...rest]);
    if (end !== null) return { words, verb, right: null, ...end };
  }
  return null;
}

/** What may follow the value: a parenthesis and a full stop, in this order or the other, or neither. */
function matchEnd(
  pieces: readonly Piece[],
): { readonly note: string | null; readonly hasFullStop: boolean } | null {
  const shown = pieces.map(({ kind, value }) => (kind === "code" ? `\`${value}\`` : value)).join("");
  let rest = shown.trim();
  let hasFullStop = false;
  const takeStop = (): void => {
    if (!rest.startsWith(".")) return;
    hasFullStop = true;
    rest = rest.slice(1).trimStart();
  };
  takeStop();
  if (rest === "") return { note: null, hasFullStop };
  const close = closingBracket(rest);
  if (close === null) return null;
  const note = collapse(rest.slice(1, close));
  rest = rest.slice(close + 1).trimStart();
  takeStop();
  return rest === "" ? { note, hasFullStop } : null;
}

function closingBracket(text: string): number | null {
  if (!text.startsWith("(")) return null;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    else if (text[at] === ")") depth -= 1;
    if (depth === 0) return at;
  }
  return null;
}

function withoutSpace(pieces: readonly Piece[]): readonly Piece[] {
  const isSpace = (piece: Piece | undefined): boolean => piece?.kind === "text" && piece.value.trim() === "";
  let from = 0;
  let to = pieces.length;
  while (from < to && isSpace(pieces[from])) from += 1;
  while (to > from && isSpace(pieces[to - 1])) to -= 1;
  return pieces.slice(from, to);
}
