import type { Entry, Value } from "../spec/value.ts";
import type { Item, List, Piece } from "./layout.ts";
import { flat, listOf } from "./layout.ts";
import { isUnsafe, stringLiteral } from "./string-literal.ts";

/** How a standard global is written where the file is: `globalThis.Map` if something else there is called Map. */
export type GlobalName = (name: string) => string;

const asItIs: GlobalName = (name) => name;

/**
 * A value that a spec can write, as TypeScript source on one line. Nothing in it can end the literal, open a
 * comment, or be taken for an instruction to a tool.
 *
 * @throws TypeError for a value that can only be observed, never written: a function, a promise, a symbol, ….
 */
export function literal(value: Value, globalName: GlobalName = asItIs): string {
  return flat(literalPiece(value, globalName));
}

/** As `literal`, to be broken over lines where it is long. */
export function literalPiece(value: Value, globalName: GlobalName = asItIs): Piece {
  switch (value.t) {
    case "undefined":
    case "null":
      return value.t;
    case "boolean":
      return String(value.v);
    case "number":
      return numberLiteral(value.v, globalName);
    case "bigint":
      return `${value.v}n`;
    case "string":
      return stringLiteral(value.v);
    case "regexp":
      return regexpLiteral(value, globalName);
    case "date":
      return `new ${globalName("Date")}(${value.v === null ? globalName("NaN") : stringLiteral(value.v)})`;
    case "array":
      return arrayPiece(value, globalName);
    case "object":
      return objectPiece(value, globalName);
    case "map":
      return wrapped(
        `new ${globalName("Map")}(`,
        value.entries.map((pair) =>
          listOf(
            "[",
            pair.map((half) => literalPiece(half, globalName)),
            "]",
          ),
        ),
      );
    case "set":
      return wrapped(
        `new ${globalName("Set")}(`,
        value.items.map((item) => literalPiece(item, globalName)),
      );
    case "symbol":
    case "error":
    case "function":
    case "promise":
    case "bytes":
    case "cycle":
    case "opaque":
      throw new TypeError(`A value of kind "${value.t}" has no literal: a spec cannot write it.`);
  }
}

/** `/a/g`; through the constructor where the pattern holds what must not stand bare, for that keeps its source. */
export function regexpLiteral(
  { source, flags }: { readonly source: string; readonly flags: string },
  globalName: GlobalName = asItIs,
): string {
  if (!isUnsafe(source) && source !== "" && !source.startsWith("*")) return `/${source}/${flags}`;
  const rest = flags === "" ? "" : `, ${stringLiteral(flags)}`;
  return `new ${globalName("RegExp")}(${stringLiteral(source)}${rest})`;
}

function numberLiteral(text: string, globalName: GlobalName): string {
  if (/^-?(?:NaN|Infinity)$/u.test(text)) {
    const name = text.replace("-", "");
    return `${text.startsWith("-") ? "-" : ""}${globalName(name)}`;
  }
  return text.replace("e+", "e");
}

function arrayPiece({ items }: Extract<Value, { t: "array" }>, globalName: GlobalName): Piece {
  const pieces = items.map((item) => (item === null ? "" : literalPiece(item, globalName)));
  if (items.includes(null)) {
    // Where the holes are is hard to see on lines of their own; the last one needs a comma more.
    return `[${pieces.map(flat).join(", ")}${items.at(-1) === null ? "," : ""}]`;
  }
  const fill = items.length > 1 && items.every((item) => item?.t === "number");
  return listOf("[", pieces, "]", { fill });
}

function objectPiece(value: Extract<Value, { t: "object" }>, globalName: GlobalName): List {
  const items = value.entries.map(([key, item]): Item => {
    return { lead: `${keyLiteral(key)}: `, piece: literalPiece(item, globalName) };
  });
  const prototype = value.class === "" ? [{ lead: "__proto__: ", piece: "null" }] : [];
  return { open: "{", items: [...prototype, ...items], close: "}", spaced: true, fill: false };
}

/** In brackets where the bare key would set the prototype. */
function keyLiteral(key: Entry[0]): string {
  if (typeof key !== "string") throw new TypeError("A symbol key has no literal: a spec cannot write it.");
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/u.test(key) ? key : stringLiteral(key);
}

/** `new Set([…])`: the inner brackets break, not the call's. */
function wrapped(call: string, pieces: readonly Piece[]): List {
  return pieces.length === 0 ? listOf(call, [], ")") : listOf(`${call}[`, pieces, "])");
}
