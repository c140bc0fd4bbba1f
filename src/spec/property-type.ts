import { readValue } from "./read-value.ts";
import type { PropertyType, PropertyVariable } from "./spec.ts";
import type { Value } from "./value.ts";

export type ReadVariables =
  | { readonly ok: true; readonly variables: readonly PropertyVariable[] }
  /** `type` is what cannot be read. */
  | { readonly ok: false; readonly type: string };

/** The types of a property, for messages. */
export const propertyTypes =
  '`integer`, `integer 1..100`, `natural`, `number`, `string`, `boolean`, `json`, `T[]` or `"a" | "b"`';

/** Reads `title: string` or `a: integer, b: integer`. Null when the text does not begin with a name and a colon. */
export function readVariables(source: string): ReadVariables | null {
  const variables: PropertyVariable[] = [];
  for (const part of splitOutside(source, ",")) {
    const colon = part.indexOf(":");
    const name = part.slice(0, Math.max(0, colon)).trim();
    if (!identifier.test(name)) return null;
    const text = part.slice(colon + 1).trim();
    const type = readType(text);
    if (type === null) return { ok: false, type: text };
    variables.push({ name, type });
  }
  return { ok: true, variables };
}

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

const plainTypes = new Set(["natural", "number", "string", "boolean", "json"] as const);

function readType(text: string): PropertyType | null {
  if (isPlain(text)) return { of: text };
  if (text === "integer") return { of: "integer" };
  const parts = splitOutside(text, "|");
  if (parts.length === 1 && text.endsWith("[]")) {
    const items = readType(withoutBrackets(text.slice(0, -"[]".length).trim()));
    return items === null ? null : { of: "array", items };
  }
  if (text.startsWith("integer ")) return readRange(text.slice("integer ".length));
  const values: Value[] = [];
  for (const part of parts) {
    const read = readValue(part);
    if (!read.ok) return null;
    values.push(read.value);
  }
  return { of: "oneOf", values };
}

function isPlain(text: string): text is "natural" | "number" | "string" | "boolean" | "json" {
  return (plainTypes as ReadonlySet<string>).has(text);
}

function readRange(text: string): PropertyType | null {
  const [from = "", to = "", surplus] = text.split("..").map((part) => part.trim());
  const min = Number(from);
  const max = Number(to);
  const isRange = from !== "" && to !== "" && Number.isSafeInteger(min) && Number.isSafeInteger(max);
  return surplus === undefined && isRange && min <= max ? { of: "integer", min, max } : null;
}

function withoutBrackets(text: string): string {
  return text.startsWith("(") && text.endsWith(")") ? text.slice(1, -1).trim() : text;
}

/** Splits at a mark that stands neither in quotes nor in brackets. */
function splitOutside(text: string, mark: string): string[] {
  const parts: string[] = [];
  let quote = "";
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (quote !== "") {
      if (char === "\\") at += 1;
      else if (char === quote) quote = "";
    } else if (char === '"' || char === "'" || char === "`") quote = char;
    else if (char === "(" || char === "[" || char === "{") depth += 1;
    else if (char === ")" || char === "]" || char === "}") depth -= 1;
    else if (char === mark && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
