import type { Value } from "../../spec/value.ts";

/** What a module's own text speaks of: where programs differ, they often differ there. */
export interface Hints {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
  /** Sources of regular expressions: what they match is worth a try. */
  readonly patterns?: readonly string[];
}

/**
 * Values one small step away from this one, as a person who knows the code's habits would try them: a character
 * doubled or left out, a bound and its neighbours, one item more or less. Of the value's own kind, the plainest first.
 */
export function near(value: Value, hints: Hints): readonly Value[] {
  switch (value.t) {
    case "string":
      return textsNear(value.v, hints).map((v) => ({ t: "string", v }));
    case "number":
      return numbersNear(Number(value.v), hints.numbers).map(numberValue);
    case "boolean":
      return [{ t: "boolean", v: !value.v }];
    case "array":
      return listsNear(value, hints);
    case "object":
      return value.entries.flatMap(([key, held], at) =>
        near(held, hints).map((other) => ({ ...value, entries: value.entries.with(at, [key, other]) })),
      );
    default:
      return [];
  }
}

function textsNear(text: string, { texts, numbers }: Hints): readonly string[] {
  const characters = Array.from(text).slice(0, 12);
  const at = (index: number, put: string, drop: number): string =>
    [...characters.slice(0, index), put, ...Array.from(text).slice(index + drop)].join("");
  const pieces = [" ", "-", ...texts.filter((hint) => hint !== "" && hint.length <= 12)];
  const lengths = numbers.filter((length) => Number.isInteger(length) && length >= 0 && length <= 64);
  return unique([
    "",
    ...characters.map((_, index) => at(index, "", 1)),
    ...characters.map((character, index) => at(index, character + character, 1)),
    ...characters.map((character, index) => at(index, swapCase(character), 1)),
    text.toUpperCase(),
    text.toLowerCase(),
    ...pieces.flatMap((piece) => [
      piece + text,
      text + piece,
      at(Math.ceil(characters.length / 2), piece, 0),
      at(Math.ceil(characters.length / 2), piece + piece, 0),
    ]),
    at(Math.ceil(characters.length / 2), "é", 0),
    Array.from(text).toReversed().join(""),
    `${text}1`,
    `éé${text}`,
    `${text}\t`,
    ...lengths.flatMap((length) =>
      [length - 1, length, length + 1]
        .filter((wanted) => wanted > 0)
        .map((wanted) => text.padEnd(wanted, text === "" ? "a" : text).slice(0, wanted)),
    ),
  ]).filter((other) => other !== text);
}

function swapCase(character: string): string {
  const upper = character.toUpperCase();
  return upper === character ? character.toLowerCase() : upper;
}

function numbersNear(number: number, hints: readonly number[]): readonly number[] {
  const around = hints.flatMap((hint) => [hint, hint - 1, hint + 1, hint * 2]);
  const all = [number + 1, number - 1, 0, 1, -1, -number, 2, 10, number * 2, ...around];
  const whole = Number.isInteger(number) ? all.filter(Number.isSafeInteger) : [...all, number + 0.5];
  return unique(whole).filter((other) => !Object.is(other, number) && !Object.is(other, -0));
}

function listsNear(value: Extract<Value, { t: "array" }>, hints: Hints): readonly Value[] {
  const { items } = value;
  const listOf = (changed: readonly (Value | null)[]): Value => ({ ...value, items: changed });
  const shown = items.slice(0, 6);
  return [
    listOf([]),
    ...shown.map((_, at) => listOf(items.toSpliced(at, 1))),
    ...shown.map((item, at) => listOf(items.toSpliced(at, 0, item))),
    ...(items.length > 1 ? [listOf(items.toReversed())] : []),
    ...shown.slice(1).map((item, at) => listOf(items.with(at, item).with(at + 1, items[at] ?? null))),
    ...shown.flatMap((item, at) =>
      item === null
        ? []
        : near(item, hints)
            .slice(0, 12)
            .map((other) => listOf(items.with(at, other))),
    ),
  ];
}

/** The canonical form of a number. */
export function numberValue(number: number): Value {
  return { t: "number", v: Object.is(number, -0) ? "-0" : String(number) };
}

function unique<T>(all: readonly T[]): readonly T[] {
  return [...new Set(all)];
}
