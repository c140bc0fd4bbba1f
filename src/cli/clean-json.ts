import { cleanText } from "../verdict/clean-text.ts";

/**
 * JSON text whose strings and keys hold nothing but visible text, also once they are read: an escape such as
 * `\u001b` in it would be the character again for whoever prints what it read. What is no JSON is cleaned as text.
 */
export function cleanJson(text: string): string {
  if (!mayHide.test(text) && cleanText(text) === text) return text;
  const value = parse(text);
  if (value === undefined) return cleanText(text);
  return JSON.stringify(cleanValue(value), null, text.includes("\n") ? 2 : undefined);
}

// Escapes for control characters, but newline and tab, and for half a surrogate pair.
const mayHide = /\\(?:[bfr]|u00[0189]|u[dD][89a-fA-F])/;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function cleanValue(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [cleanText(key), cleanValue(own)]));
}
