import type { Entry, Value } from "../../spec/value.ts";
import { numberValue } from "./near.ts";

/**
 * Simpler values of the same kind, the simplest first, as a property test would shrink it: half of a text or less, a
 * number nearer to 0, a list with an item less. Empty where nothing is simpler.
 */
export function simpler(value: Value): readonly Value[] {
  switch (value.t) {
    case "string":
      return shorterTexts(value.v).map((v) => ({ t: "string", v }));
    case "number":
      return nearerZero(Number(value.v)).map(numberValue);
    case "array":
      return simplerLists(value);
    case "object":
      return value.entries.flatMap(([key, held], at) =>
        simpler(held).map((less) => ({
          ...value,
          entries: value.entries.with(at, [key, less] satisfies Entry),
        })),
      );
    default:
      return [];
  }
}

function shorterTexts(text: string): readonly string[] {
  const characters = Array.from(text);
  const half = Math.ceil(characters.length / 2);
  const without = (at: number, length: number): string => characters.toSpliced(at, length).join("");
  const words = text.split(" ").filter((word) => word !== "");
  return unique([
    "",
    ...(words.length > 1 ? words.map((_, at) => words.toSpliced(at, 1).join(" ")) : []),
    characters.slice(0, half).join(""),
    characters.slice(half).join(""),
    // Runs of four, then single characters: most of a word goes at once.
    ...Array.from({ length: Math.max(0, characters.length - 3) }, (_, at) => without(at, 4)),
    ...characters.map((_, at) => without(at, 1)),
  ]).filter((other) => other.length < text.length);
}

function nearerZero(number: number): readonly number[] {
  if (!Number.isFinite(number) || number === 0) return [];
  const whole = Math.trunc(number);
  const near = [
    0,
    Math.trunc(number / 10),
    Math.trunc(number / 2),
    whole,
    whole - Math.sign(number),
    -number,
  ];
  return unique(near.map((other) => other + 0)).filter(
    (other) => Math.abs(other) < Math.abs(number) || (number < 0 && other === -number),
  );
}

function simplerLists(value: Extract<Value, { t: "array" }>): readonly Value[] {
  const { items } = value;
  const listOf = (changed: readonly (Value | null)[]): Value => ({ ...value, items: changed });
  const half = Math.ceil(items.length / 2);
  return [
    ...(items.length > 1 ? [listOf([])] : []),
    ...(items.length > 2 ? [listOf(items.slice(0, half)), listOf(items.slice(half))] : []),
    ...items.map((_, at) => listOf(items.toSpliced(at, 1))),
    ...items.flatMap((item, at) =>
      item === null ? [] : simpler(item).map((less) => listOf(items.with(at, less))),
    ),
  ];
}

function unique<T>(all: readonly T[]): readonly T[] {
  return [...new Set(all)];
}
