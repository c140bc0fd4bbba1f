import type { Live } from "./live-value.ts";

/**
 * The type of an expression: `number`, `string`, `boolean`, `any` (a type parameter: only compared and moved
 * about), an array of one of these (`number[]`), or one that may be null (`string?`).
 */
export type Kind = string;

/** The narrowest kind that all the values have; `undefined` when there is none. An empty array fits any array. */
export function kindOfAll(values: readonly Live[]): Kind | undefined {
  const present = values.filter((value) => value !== null);
  if (present.length < values.length) {
    const kind = kindOfAll(present);
    return kind === undefined || kind.endsWith("?") ? undefined : `${kind}?`;
  }
  if (present.length === 0) return "any";
  if (present.every((value) => Array.isArray(value))) {
    const item = kindOfAll(present.flat() as Live[]);
    return item === undefined ? undefined : `${item}[]`;
  }
  const names = new Set(present.map((value) => (Array.isArray(value) ? "array" : typeof value)));
  return names.size === 1 ? [...names][0] : "any";
}

/** The kind of an array's items. */
export function itemOf(kind: Kind): Kind {
  return kind.slice(0, -2);
}

export function isArrayKind(kind: Kind): boolean {
  return kind.endsWith("[]");
}

/** The kind as a TypeScript type; `any` is the function's type parameter `T`. */
export function typeScriptOf(kind: Kind, position: "parameter" | "result"): string {
  if (kind.endsWith("?")) return `${typeScriptOf(kind.slice(0, -1), position)} | null`;
  if (!isArrayKind(kind)) return kind === "any" ? "T" : kind;
  return `${position === "parameter" ? "readonly " : ""}${arrayOf(itemOf(kind))}`;
}

function arrayOf(item: Kind): string {
  const text = typeScriptOf(item, "result");
  return text.includes(" ") ? `(${text})[]` : `${text}[]`;
}
