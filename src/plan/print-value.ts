import type { Entry, Value } from "../spec/value.ts";

/** A value in short, as a person would write it in JavaScript: for titles and messages, not for code. */
export function printValue(value: Value): string {
  switch (value.t) {
    case "undefined":
    case "null":
      return value.t;
    case "boolean":
      return String(value.v);
    case "number":
      return value.v;
    case "bigint":
      return `${value.v}n`;
    case "string":
      return JSON.stringify(value.v);
    case "symbol":
      return `Symbol(${value.v})`;
    case "regexp":
      return `/${value.source}/${value.flags}`;
    case "date":
      return `new Date(${value.v === null ? "NaN" : JSON.stringify(value.v)})`;
    case "array":
      return `[${value.items.map((item) => (item === null ? "" : printValue(item))).join(", ")}]`;
    case "object":
      return printObject(value.entries);
    case "map":
      return `new Map([${value.entries.map(([key, item]) => `[${printValue(key)}, ${printValue(item)}]`).join(", ")}])`;
    case "set":
      return `new Set([${value.items.map(printValue).join(", ")}])`;
    case "error":
      return `${value.name}: ${value.message}`;
    case "bytes":
      return `${value.class} [${value.items.join(", ")}]`;
    case "function":
      return `function ${value.name}`;
    case "promise":
    case "cycle":
    case "opaque":
      return value.t;
  }
}

/** The same text for values that are equal in every respect but the order of keys, map entries and members. */
export function canonicalValue(value: Value): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: Value): unknown {
  switch (value.t) {
    case "array":
      return {
        ...value,
        items: value.items.map((item) => item && sorted(item)),
        entries: sortEntries(value.entries),
      };
    case "object":
      return { ...value, entries: sortEntries(value.entries) };
    case "map":
      return {
        ...value,
        entries: value.entries.map(([key, item]) => [sorted(key), sorted(item)]).sort(byText),
      };
    case "set":
      return { ...value, items: value.items.map(sorted).sort(byText) };
    default:
      return value;
  }
}

function sortEntries(entries: readonly Entry[] = []): unknown[] {
  return entries.map(([key, item]) => [key, sorted(item)]).sort(byText);
}

function byText(one: unknown, other: unknown): number {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return a < b ? -1 : Number(a > b);
}

function printObject(entries: readonly Entry[]): string {
  if (entries.length === 0) return "{}";
  const fields = entries.map(([key, item]) => `${printKey(key)}: ${printValue(item)}`);
  return `{ ${fields.join(", ")} }`;
}

function printKey(key: Entry[0]): string {
  if (typeof key !== "string") return `[Symbol(${key.symbol})]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : JSON.stringify(key);
}
