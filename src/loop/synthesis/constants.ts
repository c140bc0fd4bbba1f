import type { Hints } from "./hints.ts";
import { wordsOf } from "./hints.ts";
import { sameLive, type Live } from "./live-value.ts";
import { numberOf, tiedNumbers } from "./tied-numbers.ts";
import type { Kind } from "./kind.ts";

export interface Constant {
  readonly value: Live;
  readonly kind: Kind;
  readonly cost: number;
}

const alphabet = "abcdefghijklmnopqrstuvwxyz";

/**
 * The constants that a program may use: a few that every program may, the numbers, quoted words and lists of the
 * spec's own prose, and text that several expected values share. Never what is an argument of a single example:
 * that would be the beginning of a lookup.
 */
export function constantsOf(
  prose: string,
  hints: Hints,
  inputs: readonly (readonly Live[])[],
  expected: readonly Live[],
): readonly Constant[] {
  const whole = new Set(inputs.flat().filter((value) => typeof value === "string"));
  const tied = tiedNumbers(prose);
  const all = [
    ...common(hints),
    ...proseNumbers(prose).map((value) => ({ value, kind: "number", cost: tied.includes(value) ? 1 : 2 })),
    ...proseTexts(prose, expected)
      .filter((value) => !whole.has(value))
      .map((value) => ({ value, kind: "string", cost: isIn(value, expected) || value.length === 1 ? 2 : 4 })),
    ...proseLists(prose).map((value) => ({
      value,
      kind: "string[]",
      cost: value.every((text) => text.length === 1) ? 2 : 3,
    })),
    ...shared(expected),
  ];
  return all.filter(
    (constant, index) =>
      all.findIndex((other) => other.kind === constant.kind && sameLive(other.value, constant.value)) ===
      index,
  );
}

function common(hints: Hints): readonly Constant[] {
  const space = hints.speaksOf(["word", "sentence", "phrase", "space"]) ? 1 : 3;
  return [
    { value: 0, kind: "number", cost: 1 },
    { value: 1, kind: "number", cost: 1 },
    { value: 2, kind: "number", cost: 2 },
    { value: 10, kind: "number", cost: 4 },
    { value: -1, kind: "number", cost: 4 },
    { value: "", kind: "string", cost: 1 },
    { value: " ", kind: "string", cost: space },
    ...(hints.speaksOf(["alphabet"])
      ? [
          { value: alphabet, kind: "string", cost: 1 },
          { value: alphabet.length, kind: "number", cost: 1 },
        ]
      : []),
  ];
}

function isIn(text: string, expected: readonly Live[]): boolean {
  return expected.some((value) => typeof value === "string" && value.includes(text));
}

function proseNumbers(prose: string): readonly number[] {
  const digits = [...prose.matchAll(/(?<![\p{L}\p{N}.])-?\d+(?:\.\d+)?(?![\p{L}\p{N}])/gu)].map(([text]) =>
    Number(text),
  );
  const spelt = wordsOf(prose.toLowerCase()).map((word) => numberOf(word) ?? 0);
  return [...new Set([...digits, ...spelt.filter((value) => value > 1)])].slice(0, 24);
}

/** Quoted, code and emphasised text, and words that occur in an expected value. */
function proseTexts(prose: string, expected: readonly Live[]): readonly string[] {
  const marked = [
    ...prose.matchAll(/"([^"\n]{1,40})"|`"?([^`"\n]{1,40})"?`|\b_([^_\n]{1,40})_\b|\*([^*\n]{1,40})\*/g),
  ];
  const texts = marked.map((match) => match.slice(1).find((group) => group !== undefined) ?? "");
  const outputs = expected.filter((value) => typeof value === "string");
  const words = wordsOf(prose).filter(
    (word) => word.length > 1 && outputs.some((text) => text.includes(word)),
  );
  return [...new Set([...texts, ...words])].filter((text) => text !== "").slice(0, 40);
}

/** "a, e, i, o and u", and bullets that are one word (or one word and its number, counted from the first). */
function proseLists(prose: string): readonly (readonly string[])[] {
  const inline = [...prose.matchAll(/\p{L}+(?:, \p{L}+)+,? (?:and|or) \p{L}+/gu)].map(([text]) =>
    text.split(/,? (?:and|or) |, /).filter((word) => word !== ""),
  );
  return [...inline.filter((list) => list.length > 2), ...bulletLists(prose)].slice(0, 8);
}

function bulletLists(prose: string): readonly (readonly string[])[] {
  const lists: string[][] = [[]];
  for (const line of prose.split("\n")) {
    const match = /^\s*(?:[-*+]|\d+\.)?\s*[`"]?([\p{L}\p{N}'-]+)[`"]?(?:\s*[:=–-]\s*\d+)?\s*$/u.exec(line);
    if (match?.[1] !== undefined) lists.at(-1)?.push(match[1]);
    else if (line.trim() !== "" || (lists.at(-1)?.length ?? 0) < 2) lists.push([]);
  }
  return lists.filter((list) => list.length > 2);
}

/** Text and numbers that are the whole expected value of at least two examples. */
function shared(expected: readonly Live[]): readonly Constant[] {
  const twice = expected.filter(
    (value, index) => expected.findIndex((other) => sameLive(other, value)) < index,
  );
  return twice
    .filter((value) => typeof value === "string" || typeof value === "number")
    .map((value) => ({ value, kind: typeof value, cost: 4 }));
}
