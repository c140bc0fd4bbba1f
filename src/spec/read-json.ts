import type { Entry, Value } from "./value.ts";
import { valueLimits } from "./value.ts";

/** What a value can begin with in JSON. Trying in vain costs more than looking. */
const beginnings = new Set('"[{-0123456789tfn');

/**
 * Reads a source that is JSON as it stands, which most values in specs are, without the JavaScript parser. JSON
 * is a part of JavaScript with the same meaning, but for `__proto__`. Null when the source is anything else, or
 * nests too deeply: the slower reader then says what is wrong.
 */
export function readJson(source: string): Value | null {
  if (!beginnings.has(source[0] ?? "") || source.includes("__proto__")) return null;
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return valueOfJson(json);
}

/** The canonical form of what JSON can say, `-0` included; null when it nests too deeply. */
export function valueOfJson(json: unknown, depth = 0): Value | null {
  if (depth > valueLimits.depth) return null;
  if (json === null) return { t: "null" };
  if (typeof json === "string") return { t: "string", v: json };
  if (typeof json === "boolean") return { t: "boolean", v: json };
  if (typeof json === "number") return { t: "number", v: Object.is(json, -0) ? "-0" : String(json) };
  if (Array.isArray(json)) {
    const items: Value[] = [];
    for (const each of json) {
      const item = valueOfJson(each, depth + 1);
      if (item === null) return null;
      items.push(item);
    }
    return { t: "array", items };
  }
  const entries: Entry[] = [];
  for (const [key, each] of Object.entries(json as Record<string, unknown>)) {
    const value = valueOfJson(each, depth + 1);
    if (value === null) return null;
    entries.push([key, value]);
  }
  return { t: "object", class: "Object", entries };
}
