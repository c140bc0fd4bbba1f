import type { Value } from "../../spec/value.ts";

/** Plain data as the synthesiser computes with it. `undefined` is left out: inside it means "no result". */
export type Live = null | boolean | number | string | readonly Live[];

/** The live form of a plain value, or `undefined` where the value is not plain data (objects, dates, maps…). */
export function toLive(value: Value): Live | undefined {
  switch (value.t) {
    case "null":
      return null;
    case "boolean":
    case "string":
      return value.v;
    case "number":
      return Number(value.v);
    case "array":
      return toLiveArray(value);
    case "undefined":
    case "bigint":
    case "symbol":
    case "regexp":
    case "date":
    case "object":
    case "map":
    case "set":
    case "error":
    case "function":
    case "promise":
    case "bytes":
    case "cycle":
    case "opaque":
      return undefined;
  }
}

/** The canonical form of live plain data; the inverse of `toLive`. */
export function fromLive(live: Live): Value {
  if (live === null) return { t: "null" };
  if (typeof live === "boolean") return { t: "boolean", v: live };
  if (typeof live === "string") return { t: "string", v: live };
  if (typeof live === "number") return { t: "number", v: Object.is(live, -0) ? "-0" : String(live) };
  return { t: "array", items: live.map(fromLive) };
}

/** The same data: `Object.is` on primitives, item by item on arrays. */
export function sameLive(left: unknown, right: unknown): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return Object.is(left, right);
  return left.length === right.length && left.every((item, index) => sameLive(item, right[index]));
}

function toLiveArray(value: Extract<Value, { t: "array" }>): Live | undefined {
  if (value.entries !== undefined || value.class !== undefined) return undefined;
  const items = value.items.map((item) => (item === null ? undefined : toLive(item)));
  return items.every((item) => item !== undefined) ? items : undefined;
}
