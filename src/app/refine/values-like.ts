import * as fc from "fast-check";
import type { Entry, Value } from "../../spec/value.ts";
import { numberValue } from "./near.ts";

/**
 * Values of the kind that these are: texts of their characters, numbers of their size, lists of such items, objects
 * of such members. Null where they are of kinds that do not go together, or of one that nothing is drawn for.
 */
export function valuesLike(values: readonly Value[]): fc.Arbitrary<Value> | null {
  const [first] = values;
  if (first === undefined || values.some(({ t }) => t !== first.t)) return null;
  switch (first.t) {
    case "string":
      return textsLike(values.flatMap((value) => (value.t === "string" ? value.v : [])));
    case "number":
      return numbersLike(values.flatMap((value) => (value.t === "number" ? Number(value.v) : [])));
    case "boolean":
      return fc.boolean().map((v) => ({ t: "boolean", v }));
    case "array":
      return listsLike(values.flatMap((value) => (value.t === "array" ? value : [])));
    case "object":
      return objectsLike(values.flatMap((value) => (value.t === "object" ? value : [])));
    default:
      return null;
  }
}

function textsLike(texts: readonly string[]): fc.Arbitrary<Value> {
  const characters = [...new Set(texts.flatMap((text) => [...text]))];
  const unit = fc.constantFrom(...(characters.length === 0 ? ["a", "b", " "] : characters));
  const longest = Math.max(3, ...texts.map((text) => [...text].length));
  return fc
    .array(unit, { maxLength: Math.min(longest + 1, 20) })
    .map((parts) => ({ t: "string", v: parts.join("") }));
}

function numbersLike(numbers: readonly number[]): fc.Arbitrary<Value> {
  const finite = numbers.filter(Number.isFinite);
  const largest = Math.min(Math.max(10, ...finite.map(Math.abs)) * 2, Number.MAX_SAFE_INTEGER);
  const least = finite.some((number) => number < 0) ? -largest : 0;
  return finite.every(Number.isInteger)
    ? fc.integer({ min: Math.ceil(least), max: Math.floor(largest) }).map(numberValue)
    : fc
        .integer({ min: Math.ceil(least * 4), max: Math.floor(largest * 4) })
        .map((quarters) => numberValue(quarters / 4));
}

function listsLike(lists: readonly Extract<Value, { t: "array" }>[]): fc.Arbitrary<Value> | null {
  const items = lists.flatMap((list) => list.items.flatMap((item) => item ?? []));
  const item = items.length === 0 ? fc.integer({ min: 0, max: 9 }).map(numberValue) : valuesLike(items);
  if (item === null) return null;
  const longest = Math.max(2, ...lists.map((list) => list.items.length));
  return fc
    .array(item, { maxLength: Math.min(longest + 1, 12) })
    .map((drawn) => ({ t: "array", items: drawn }));
}

function objectsLike(objects: readonly Extract<Value, { t: "object" }>[]): fc.Arbitrary<Value> | null {
  const [first] = objects;
  if (first === undefined) return null;
  const members: (readonly [Entry[0], fc.Arbitrary<Value>])[] = [];
  for (const [key] of first.entries) {
    const held = objects.map(({ entries }) => entries.find(([other]) => other === key)?.[1]);
    if (held.includes(undefined)) return null;
    const drawn = valuesLike(held.flatMap((value) => value ?? []));
    if (drawn === null) return null;
    members.push([key, drawn]);
  }
  return fc.tuple(...members.map(([, drawn]) => drawn)).map((drawn) => ({
    ...first,
    entries: members.map(([key], at): Entry => [key, drawn[at] ?? { t: "null" }]),
  }));
}
