import * as fc from "fast-check";
import type { Entry, Value } from "../../spec/value.ts";
import type { Hints } from "./near.ts";
import { numberValue } from "./near.ts";

/**
 * Values of the kind that these are: texts of their words and characters and of what the code looks for, numbers of
 * their size and of those that the code knows, lists of such items, objects of such members. Null where they are of
 * kinds that do not go together, or of one that nothing is drawn for.
 */
export function valuesLike(values: readonly Value[], hints: Hints): fc.Arbitrary<Value> | null {
  const [first] = values;
  if (first === undefined || values.some(({ t }) => t !== first.t)) return null;
  switch (first.t) {
    case "string":
      return textsLike(
        values.flatMap((value) => (value.t === "string" ? value.v : [])),
        hints,
      );
    case "number":
      return numbersLike(
        values.flatMap((value) => (value.t === "number" ? Number(value.v) : [])),
        hints.numbers,
      );
    case "boolean":
      return fc.boolean().map((v) => ({ t: "boolean", v }));
    case "array":
      return listsLike(
        values.flatMap((value) => (value.t === "array" ? value : [])),
        hints,
      );
    case "object":
      return objectsLike(
        values.flatMap((value) => (value.t === "object" ? value : [])),
        hints,
      );
    default:
      return null;
  }
}

function textsLike(texts: readonly string[], { texts: hints, patterns = [] }: Hints): fc.Arbitrary<Value> {
  const words = texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).filter((word) => word !== "");
  const marks = texts.flatMap((text) => text.match(/[^\p{L}\p{N}]+/gu) ?? []);
  const characters = texts.flatMap((text) => Array.from(text));
  const longest = Math.max(3, ...texts.map((text) => Array.from(text).length));
  const ofCharacters = fc.array(fc.constantFrom(...orSome(characters)), {
    maxLength: Math.min(longest + 1, 16),
  });
  const parts = fc.oneof(
    fc.constantFrom(...orSome(words)),
    fc.constantFrom(...orSome([...marks, ...hints.filter((hint) => hint.length <= 12), ...usualMarks])),
    fc.constantFrom(...orSome(characters)),
  );
  const ofParts = fc.array(parts, { minLength: 1, maxLength: 6 });
  const matching = patterns.flatMap((pattern) => textsMatching(pattern) ?? []);
  const drawn = [ofParts, ofCharacters].map((parts) => parts.map((all) => all.join("")));
  return fc.oneof(...drawn, ...matching).map((v) => ({ t: "string", v }));
}

/** Texts in which a pattern of the code finds something; null for one that nothing can be drawn for. */
function textsMatching(source: string): fc.Arbitrary<string> | null {
  const whole = source.replace(/^\^|(?<!\\)\$$/g, "");
  try {
    return fc
      .stringMatching(new RegExp(`^(?:${whole})$`), { size: "xsmall" })
      .map((text) => text.slice(0, 24).replaceAll(/[^ -~]/g, "a"));
  } catch (error) {
    // What it cannot draw for (a look behind, say) it says when it is asked to.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** What stands between words, whatever the examples show. */
const usualMarks = [" ", "  ", "-", "_", "'", ".", ",", "?", "1", "A", "z"];

function orSome(texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? ["a", "b", " "] : [...new Set(texts)];
}

function numbersLike(numbers: readonly number[], hints: readonly number[]): fc.Arbitrary<Value> {
  const finite = numbers.filter(Number.isFinite);
  const known = hints.filter((hint) => Number.isSafeInteger(hint) && Math.abs(hint) <= 1e9);
  const largest = Math.min(Math.max(10, ...finite.map(Math.abs)) * 2, Number.MAX_SAFE_INTEGER);
  const least = finite.some((number) => number < 0) ? -largest : 0;
  const ofTheirSize = finite.every(Number.isInteger)
    ? fc.integer({ min: Math.ceil(least), max: Math.floor(largest) })
    : fc.integer({ min: Math.ceil(least * 4), max: Math.floor(largest * 4) }).map((quarters) => quarters / 4);
  if (known.length === 0) return ofTheirSize.map(numberValue);
  // Sums and products of what the code knows meet several of its cases at once.
  const sums = fc
    .subarray([...known], { minLength: 1 })
    .map((some) => some.reduce((sum, one) => sum + one, 0));
  const products = fc
    .tuple(fc.constantFrom(...known), fc.integer({ min: 2, max: 9 }))
    .map(([one, times]) => one * times);
  const upTo = fc
    .constantFrom(...known)
    .chain((one) => fc.integer({ min: Math.min(0, one), max: Math.abs(one) * 2 }));
  return fc.oneof(ofTheirSize, sums, products, upTo).map(numberValue);
}

function listsLike(
  lists: readonly Extract<Value, { t: "array" }>[],
  hints: Hints,
): fc.Arbitrary<Value> | null {
  const items = lists.flatMap((list) => list.items.flatMap((item) => item ?? []));
  const item =
    items.length === 0 ? fc.integer({ min: 0, max: 9 }).map(numberValue) : valuesLike(items, hints);
  if (item === null) return null;
  const longest = Math.max(2, ...lists.map((list) => list.items.length));
  return fc
    .array(item, { maxLength: Math.min(longest + 1, 12) })
    .map((drawn) => ({ t: "array", items: drawn }));
}

function objectsLike(
  objects: readonly Extract<Value, { t: "object" }>[],
  hints: Hints,
): fc.Arbitrary<Value> | null {
  const [first] = objects;
  if (first === undefined) return null;
  const members: (readonly [Entry[0], fc.Arbitrary<Value>])[] = [];
  for (const [key] of first.entries) {
    const held = objects.map(({ entries }) => entries.find(([other]) => other === key)?.[1]);
    if (held.includes(undefined)) return null;
    const drawn = valuesLike(
      held.flatMap((value) => value ?? []),
      hints,
    );
    if (drawn === null) return null;
    members.push([key, drawn]);
  }
  return fc.tuple(...members.map(([, drawn]) => drawn)).map((drawn) => ({
    ...first,
    entries: members.map(([key], at): Entry => [key, drawn[at] ?? { t: "null" }]),
  }));
}
