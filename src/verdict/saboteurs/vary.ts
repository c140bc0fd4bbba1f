import type { Value } from "../../spec/value.ts";

/**
 * Values a small change away from this one and of its kind, the plainest first; none where no change is small.
 * A program that gives its argument back is told apart by what most functions change: case, blanks, a sign.
 */
export function vary(value: Value): readonly Value[] {
  switch (value.t) {
    case "string":
      return stringsNear(value.v).map((v) => ({ t: "string", v }));
    case "number":
      return numbersNear(Number(value.v)).map((number) => ({ t: "number", v: String(number) }));
    case "bigint":
      return [{ t: "bigint", v: String(BigInt(value.v) + 1n) }];
    case "boolean":
      return [{ t: "boolean", v: !value.v }];
    case "array":
      return arraysNear(value);
    case "object":
      return value.entries.flatMap(([key, held], at) =>
        vary(held).map((near) => ({ ...value, entries: value.entries.with(at, [key, near]) })),
      );
    default:
      return [];
  }
}

function stringsNear(text: string): readonly string[] {
  if (text === "") return ["a", "A b", "1"];
  const other = swapCase(text);
  return [...(other === text ? [] : [other]), `${text} ${text}`, `${text}2`, ""];
}

function swapCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}

function numbersNear(number: number): readonly number[] {
  if (!Number.isFinite(number)) return [0, 1, -1];
  const near = [number + 1, number + 2, number * 10 + 3, -number - 1, number / 2 + 1];
  return near.filter((other) => other !== number);
}

function arraysNear(value: Extract<Value, { t: "array" }>): readonly Value[] {
  const { items } = value;
  const end = items.length - 1;
  const last = items[end];
  if (last === undefined || last === null) return [{ ...value, items: [{ t: "number", v: "1" }] }];
  const changed = vary(last).map((near): Value => ({ ...value, items: items.with(end, near) }));
  return [{ ...value, items: [...items, last] }, ...changed, { ...value, items: items.slice(0, -1) }];
}
