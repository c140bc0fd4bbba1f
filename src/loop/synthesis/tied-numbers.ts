import { wordsOf } from "./hints.ts";
import { usesConstant, type Body } from "./program.ts";

/** A number that the spec ties to an operation counts this much when a program leaves it out. */
const perMissing = 5;

/** More than this are no longer read as conditions of the task. */
const most = 5;

const numberWords = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

/**
 * The numbers that follow "exactly", or a word for divisibility, as in "divisible by 4", "a multiple of 3 or 5":
 * a program that leaves one out has probably missed a part of the spec.
 */
export function tiedNumbers(prose: string): readonly number[] {
  const tied = new Set(
    prose
      .toLowerCase()
      .split(/[.!?:;]\s|\n\s*\n|\n\s*[-*+]\s/)
      .flatMap(tiedInSentence),
  );
  return tied.size <= most ? [...tied] : [];
}

function tiedInSentence(sentence: string): readonly number[] {
  const tied: number[] = [];
  const words = wordsOf(sentence);
  for (const [index, word] of words.entries()) {
    if (!/^(?:exactly|divis|divid|multiple)/.test(word)) continue;
    // "by 7, but not 3 or 5": numbers with only small words between them belong to it.
    for (const next of words.slice(index + 1)) {
      const value = numberOf(next);
      if (value !== undefined) tied.push(value);
      else if (!/^(?:by|of|and|or|both|but|not|neither|nor|the|either)$/.test(next)) break;
    }
  }
  return tied;
}

/** The number that a word is, in digits or spelt out; `undefined` for any other word. */
export function numberOf(word: string): number | undefined {
  if (/^\d+$/.test(word)) return Number(word);
  const at = numberWords.indexOf(word);
  return at === -1 ? undefined : at;
}

/** What the body's size grows by for the tied numbers it leaves out. */
export function missingCost(body: Body, tied: readonly number[]): number {
  return perMissing * tied.filter((value) => !usesConstant(body, value)).length;
}
