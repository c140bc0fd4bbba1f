import { usesConstant } from "./program.ts";
import type { Body } from "./program.ts";
import { wordsOf } from "./hints.ts";

/** A number that the spec ties to an operation counts this much when a program leaves it out. */
const perMissing = 5;

/** More than this are no longer read as conditions of the task. */
const most = 6;

/**
 * The numbers that follow a word for divisibility, as in "divisible by 4", "a multiple of 3 or 5": a program that
 * leaves one out has probably missed a part of the spec.
 */
export function tiedNumbers(prose: string): readonly number[] {
  const tied = new Set<number>();
  const words = wordsOf(prose.toLowerCase());
  for (const [index, word] of words.entries()) {
    if (!/^(?:divis|divid|multiple)/.test(word)) continue;
    // "by 7, but not 3 or 5": numbers with only small words between them belong to it.
    let gap = 0;
    for (const next of words.slice(index + 1)) {
      if (/^\d+$/.test(next)) {
        tied.add(Number(next));
        gap = 0;
      } else if ((gap += 1) > 2 || !/^(?:by|of|and|or|both|but|not|neither|nor|the|either)$/.test(next)) break;
    }
  }
  return tied.size <= most ? [...tied] : [];
}

/** What the body's size grows by for the tied numbers it leaves out. */
export function missingCost(body: Body, tied: readonly number[]): number {
  return perMissing * tied.filter((value) => !usesConstant(body, value)).length;
}
