import type { Paragraph } from "mdast";
import type { Reading } from "../reading.ts";
import type { StepText } from "../scenario-steps.ts";
import { type StepWords, wordAt } from "../step-words.ts";
import { type Cut, type RunningText, stepsAt, toRunningText } from "./running-steps.ts";

/**
 * The steps of a line in EARS (Easy Approach to Requirements Syntax, Mavin and others 2009): `WHEN … THEN the system
 * SHALL …`, `IF …`, `WHILE …`, `WHERE …`, in any case; and of a Japanese one, whose condition ends in 時, 場合, 間 or
 * 際. Null for a line without a condition.
 */
export function earsSteps(paragraph: Paragraph, words: StepWords, reading: Reading): StepText[] | null {
  const text = toRunningText(paragraph, reading);
  const conditions = conditionsOf(text, words);
  const outcome = outcomeOf(text, words);
  if (outcome === null) return null;
  const before = conditions.filter(({ at }) => at < outcome.at);
  if (before[0]?.at !== text.start) return null;
  return stepsAt(text, [...before, outcome], reading);
}

/** Whether a line is a requirement by its words: it begins with a condition, and something SHALL, or こと. */
export function isEars(text: string, words: StepWords): boolean {
  const start = text.length - text.trimStart().length;
  const begins = /^(?:when|if|while|where|the|an?)\b/iu.test(text.trimStart()) || wordAt(text, start, words);
  return (Boolean(begins) && /\b(?:shall|must)\b/iu.test(text)) || /こと[。.]?\s*$/u.test(text);
}

/** A state is given; an event, or what is not wanted, happens. */
const kinds: Readonly<Record<string, Cut["kind"]>> = {
  when: "when",
  if: "when",
  while: "given",
  where: "given",
};

function conditionsOf({ shown, start }: RunningText, words: StepWords): Cut[] {
  const found = [...shown.matchAll(/\b(?:when|if|while|where)\b/giu)]
    .filter(({ index }) => index === start || isBehindComma(shown, index))
    .map(({ index, 0: word }): Cut => ({
      at: index,
      end: index + word.length,
      kind: kinds[word.toLowerCase()] ?? "when",
    }));
  if (found[0]?.at === start) return found;
  const own = wordAt(shown, start, words);
  if (own !== null && own.word !== "then") return [{ at: start, end: own.end, kind: "when" }];
  return japaneseEnd(shown) === null ? [] : [{ at: start, end: start, kind: "when" }];
}

function isBehindComma(text: string, at: number): boolean {
  return /[,，、]\s{0,4}(?:and\s{1,4})?$/iu.test(text.slice(Math.max(0, at - 12), at));
}

function outcomeOf({ shown }: RunningText, words: StepWords): Cut | null {
  const then = /(?<=\s|[,，、])then\b/iu.exec(shown);
  if (then !== null) return { at: then.index, end: then.index + then[0].length, kind: "then" };
  for (const { index, 0: mark } of shown.matchAll(/[,，、]\s*/gu)) {
    const own = wordAt(shown, index + mark.length, words);
    if (own?.word === "then") return { at: index + mark.length, end: own.end, kind: "then" };
  }
  const shall = /\b(?:shall|must)\b/iu.exec(shown);
  if (shall !== null) {
    const subject = [...shown.slice(0, shall.index).matchAll(/(?<=^|\s)(?:the|an?)\s/giu)].at(-1);
    const at = subject?.index ?? null;
    return at === null || at === 0 ? null : { at, end: at, kind: "then" };
  }
  const end = japaneseEnd(shown);
  return end === null ? null : { at: end, end, kind: "then" };
}

function japaneseEnd(text: string): number | null {
  const found = /(?:時|とき|場合|間|際)(?:に|は|には)?[、，,]/u.exec(text);
  return found === null ? null : found.index + found[0].length;
}
