import type { Found, LintRule } from "./finding.ts";
import { isAlsoNoun, isOutcomeVerb, isOutcomeVerbOfOne } from "./outcome-verbs.ts";
import type { Statement } from "./spec-view.ts";

/** “and” or “or” between two outcomes of one sentence. */
export const twoBehaviours: LintRule = {
  level: "hint",
  summary: "A line says one behaviour: what follows “and” can hold or fail by itself.",
  expected: "a line for each, so that each can be seen to hold or fail",
  example:
    "- The parser MUST return `null` for an empty file.\n- The parser MUST log a warning for an empty file.",
  find: ({ binding, placeBetween, spec, isTitle }) =>
    binding.flatMap((statement): Found[] => {
      const second = isTitle(statement) ? null : secondOutcome(statement);
      if (second === null) return [];
      const { place, section } = statement;
      const from = place.offset + second.index;
      const shown = spec.text.slice(from, place.endOffset).replaceAll(/\s+/gu, " ").replace(/[.;]$/u, "");
      const isOr = second.joint === "or";
      return [
        {
          place: placeBetween(from, from + second.length),
          section,
          message: isOr
            ? `“or” leaves open which of two outcomes comes: “${cut(shown)}”`
            : `this line says two behaviours; the second: “${cut(shown)}”`,
          ...(isOr
            ? {
                expected: "one outcome, or the condition of each",
                example: "With a terminal the command MUST ask; without one it MUST exit with status 2.",
              }
            : {}),
        },
      ];
    }),
};

interface SecondOutcome {
  readonly joint: string;
  readonly index: number;
  readonly length: number;
}

interface Token {
  readonly text: string;
  readonly index: number;
}

/** Where a second outcome begins, with the word that joins it to the first; null when there is but one. */
function secondOutcome({ words, kind }: Statement): SecondOutcome | null {
  const tokens: Token[] = [...words.matchAll(/[\p{L}\p{N}'’-]+|[,;:.()]/gu)].map(({ 0: text, index }) => ({
    text,
    index,
  }));
  // A step begins with its own word, and all of it is outcome.
  const first = kind === "then" ? 0 : tokens.findIndex(({ text }) => modals.has(text));
  if (first < 0) return null;
  let isNegative = false;
  let isCondition = false;
  let hasState = false;
  for (let at = first + 1; at < tokens.length; at += 1) {
    const joint = tokens[at]?.text ?? "";
    if (negations.has(joint.toLowerCase())) isNegative = true;
    if (conditions.has(joint.toLowerCase())) isCondition = true;
    if (states.has(joint)) hasState = true;
    // Under a negation `or` means neither.
    if (joint !== "and" && (joint !== "or" || isNegative)) continue;
    // `read and parse the file` does one thing to one object, and so does `attempts to read or parse it`.
    const isPair =
      at <= first + 2 || tokens[at - 2]?.text === "to" || isOutcomeVerb(tokens[at - 1]?.text ?? "");
    if (isPair && !isBlankBetween(words, tokens, at - 1)) continue;
    let next = at + 1;
    while (fillers.has(tokens[next]?.text ?? "")) next += 1;
    const verb = tokens[next];
    if (verb === undefined) continue;
    const isSecond =
      modals.has(verb.text) ||
      beginsOutcome(words, tokens, next) ||
      (joint === "and" && hasState && !isCondition && beginsState(tokens, at));
    if (!isSecond) continue;
    const index = tokens[at]?.index ?? 0;
    return { joint, index, length: verb.index + verb.text.length - index };
  }
  return null;
}

/** `a warning is logged and the field is left out`: a clause of its own, with its subject, within a few words. */
function beginsState(tokens: readonly Token[], joint: number): boolean {
  const clause = tokens.slice(joint + 1, joint + 7);
  const at = clause.findIndex(({ text }) => states.has(text));
  return at > 0 && clause.slice(0, at).every(({ text }) => /\p{L}/u.test(text) && !conditions.has(text));
}

const states = new Set("is are was were has have".split(" "));
const conditions = new Set(
  "when if where while because that whose which who since unless until after before".split(" "),
);
const negations = new Set("not never no without prevent prevents from neither".split(" "));
const modals = new Set(["MUST", "SHALL", "WILL"]);
const fillers = new Set(["then", "also", "it", "that", "they", "the", "system", "NOT", "not", "never"]);
const objectWords = new Set(
  "a an the all its their every each no any it them that with from to into as only at least code status error".split(
    " ",
  ),
);

/** A verb that no noun is, or one with an object behind it. */
function beginsOutcome(words: string, tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.text ?? "";
  if (isOutcomeVerbOfOne(word)) return !isAlsoNoun(word.replace(/s$/, "")) || hasObject(words, tokens, at);
  return isOutcomeVerb(word) && (!isAlsoNoun(word) || hasObject(words, tokens, at));
}

/** An article or the like follows, or a code span or quotation, which is blank here. */
function hasObject(words: string, tokens: readonly Token[], at: number): boolean {
  return isBlankBetween(words, tokens, at) || objectWords.has(tokens[at + 1]?.text.toLowerCase() ?? "");
}

/** Between a token and the next stood code or a quotation. */
function isBlankBetween(words: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  const gap = words.slice(token.index + token.text.length, tokens[at + 1]?.index ?? words.length);
  return gap.length > 3 && gap.trim() === "";
}

function cut(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, text.lastIndexOf(" ", 58))}…`;
}
