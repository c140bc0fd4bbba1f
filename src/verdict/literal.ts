import type { Value } from "../spec/value.ts";

/** JavaScript source of a JSON-like value (numbers with `-0`, `NaN` and infinities); it cannot break out. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${keyLiteral(key)}: ${literal(item)}`)
      .join(", ")} }`;
  }
  return JSON.stringify(value);
}

/** JavaScript source of a canonical value that a spec may write as an expected one. */
export function valueLiteral(value: Value): string {
  switch (value.t) {
    case "undefined":
    case "null":
      return value.t;
    case "boolean":
    case "number":
      return `${value.v}`;
    case "bigint":
      return `${value.v}n`;
    case "string":
      return JSON.stringify(value.v);
    case "regexp":
      return `new RegExp(${JSON.stringify(value.source)}, ${JSON.stringify(value.flags)})`;
    case "date":
      return `new Date(${value.v === null ? "NaN" : JSON.stringify(value.v)})`;
    case "array":
      return `[${value.items.map((item) => (item === null ? "" : valueLiteral(item))).join(", ")}${value.items.at(-1) === null ? "," : ""}]`;
    case "object":
      return `{ ${value.entries.map(([key, item]) => `${keyLiteral(String(key))}: ${valueLiteral(item)}`).join(", ")} }`;
    case "map":
      return `new Map([${value.entries.map(([key, item]) => `[${valueLiteral(key)}, ${valueLiteral(item)}]`).join(", ")}])`;
    case "set":
      return `new Set([${value.items.map(valueLiteral).join(", ")}])`;
    case "symbol":
    case "error":
    case "function":
    case "promise":
    case "bytes":
    case "cycle":
    case "opaque":
      throw new Error(`A ${value.t} has no literal; a spec cannot write one.`);
  }
}

/** In brackets where the bare key would set the prototype. */
function keyLiteral(key: string): string {
  return key === "__proto__" ? `["__proto__"]` : JSON.stringify(key);
}
