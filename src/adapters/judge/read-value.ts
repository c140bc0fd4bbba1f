import type { Entry, Value } from "../../spec/value.ts";
import { valueLimits } from "../../spec/value.ts";

/**
 * A `Value` from the parsed JSON of a child's line; undefined when it is none. The child runs in one process
 * with the subject, so its lines are read like any other foreign input.
 */
export function readValue(json: unknown, depth = 0): Value | undefined {
  if (!isRecord(json) || depth > valueLimits.depth + 2) return undefined;
  const read = readers[json["t"] as Value["t"]];
  return typeof json["t"] === "string" && Object.hasOwn(readers, json["t"])
    ? read(json, depth + 1)
    : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const readers: { readonly [T in Value["t"]]: (json: Fields, depth: number) => Value | undefined } = {
  undefined: () => ({ t: "undefined" }),
  null: () => ({ t: "null" }),
  promise: () => ({ t: "promise" }),
  boolean: ({ v }) => (typeof v === "boolean" ? { t: "boolean", v } : undefined),
  string: ({ v }) => (typeof v === "string" ? { t: "string", v } : undefined),
  number: ({ v }) => (typeof v === "string" && isNumberText(v) ? { t: "number", v } : undefined),
  bigint: ({ v }) => (typeof v === "string" && /^-?\d+$/.test(v) ? { t: "bigint", v } : undefined),
  symbol: ({ v }) => (typeof v === "string" ? { t: "symbol", v } : undefined),
  regexp: ({ source, flags }) =>
    typeof source === "string" && typeof flags === "string" ? { t: "regexp", source, flags } : undefined,
  date: ({ v }) => (typeof v === "string" || v === null ? { t: "date", v } : undefined),
  function: ({ name }) => (typeof name === "string" ? { t: "function", name } : undefined),
  cycle: ({ up }) => (typeof up === "number" ? { t: "cycle", up } : undefined),
  opaque: ({ why }) => (typeof why === "string" ? { t: "opaque", why } : undefined),
  bytes: ({ class: name, items }) =>
    typeof name === "string" && isTexts(items) ? { t: "bytes", class: name, items } : undefined,
  error: ({ name, message, classes }) =>
    typeof name === "string" && typeof message === "string" && isTexts(classes)
      ? { t: "error", name, message, classes }
      : undefined,
  set: ({ items }, depth) => {
    const values = all(items, (item) => readValue(item, depth));
    return values && { t: "set", items: values };
  },
  map: ({ entries }, depth) => {
    const pairs = all(entries, (entry) => {
      if (!Array.isArray(entry) || entry.length !== 2) return undefined;
      const key = readValue(entry[0], depth);
      const value = readValue(entry[1], depth);
      return key && value && ([key, value] as const);
    });
    return pairs && { t: "map", entries: pairs };
  },
  object: ({ class: name, entries }, depth) => {
    const own = all(entries, (entry) => readEntry(entry, depth));
    return typeof name === "string" && own ? { t: "object", class: name, entries: own } : undefined;
  },
  array: ({ items, entries, class: name }, depth) => {
    const own = entries === undefined ? [] : all(entries, (entry) => readEntry(entry, depth));
    const values = all(items, (item) => (item === null ? { hole: true } : readValue(item, depth)));
    if (!own || !values || (name !== undefined && typeof name !== "string")) return undefined;
    return {
      t: "array",
      items: values.map((item) => ("hole" in item ? null : item)),
      ...(entries === undefined ? {} : { entries: own }),
      ...(name === undefined ? {} : { class: name }),
    };
  },
};

function readEntry(json: unknown, depth: number): Entry | undefined {
  if (!Array.isArray(json) || json.length !== 2) return undefined;
  const [key, item] = json as readonly unknown[];
  const value = readValue(item, depth);
  if (value === undefined) return undefined;
  if (typeof key === "string") return [key, value];
  return isRecord(key) && typeof key["symbol"] === "string" ? [{ symbol: key["symbol"] }, value] : undefined;
}

/** All items read, or undefined when one cannot be. */
function all<T>(items: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(items)) return undefined;
  const values: T[] = [];
  for (const item of items) {
    const value = read(item);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function isNumberText(text: string): boolean {
  return text === "-0" || String(Number(text)) === text;
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
