import { valueLimits } from "../spec/value.ts";
import { classesOf, constructorOf, isError, nameOf } from "./classes.ts";
import {
  apply,
  bigintValueOf,
  booleanValueOf,
  dataViewBuffer,
  dataViewLength,
  dataViewOffset,
  dateGetTime,
  dateToISOString,
  get,
  getOwnPropertyDescriptor,
  globals,
  hasOwn,
  isAnyArrayBuffer,
  isArgumentsObject,
  isArray,
  isBigIntObject,
  isBooleanObject,
  isDataView,
  isDate,
  isGeneratorObject,
  isMap,
  isNumberObject,
  isPromise,
  isProxy,
  isRegExp,
  isSet,
  isStringObject,
  isSymbolObject,
  isTypedArray,
  isWeakMap,
  isWeakSet,
  mapForEach,
  numberValueOf,
  ownKeys,
  regExpFlags,
  regExpSource,
  setForEach,
  stringify,
  stringValueOf,
  symbolDescription,
  symbolValueOf,
  typedArrayLength,
  urlHref,
} from "./primordials.ts";

/** Characters of the whole text; beyond them the value is opaque, like beyond the other limits. */
const textLimit = 3_000_000;

/** A value's text, and what of the subject's own code had to run for it. */
export interface Encoded {
  readonly text: string;
  readonly through: "" | "getter" | "proxy";
}

/**
 * Writes a live value as the JSON text of a `Value`: what the value is at this moment, read once. Own
 * enumerable properties are read as the suite's `toStrictEqual` reads them: through a getter or a Proxy's traps
 * where there are any, and then `through` says so. Code that runs while it is read can only choose what value it
 * shows; it is compared elsewhere with what it does not know. Whatever cannot be read, or is beyond the limits, is
 * wholly `opaque`, which equals nothing. Never throws.
 */
export function encode(value: unknown): Encoded {
  const spent = { __proto__: null, nodes: 0, chars: 0, through: "" } as unknown as Spent;
  try {
    return { text: write(value, null, spent), through: spent.through };
  } catch (error) {
    const why = error === beyond ? "more than the judge reads" : "reading it threw";
    return { text: opaque(why), through: spent.through };
  }
}

/** The text alone. */
export function encodeValue(value: unknown): string {
  return encode(value).text;
}

const bigintLimit = 1n << 200_000n;

const beyond = { why: "beyond the limits" };

interface Spent {
  nodes: number;
  chars: number;
  through: Encoded["through"];
}

/** The containers around a value, from the inside out. */
interface Container {
  readonly value: object;
  readonly around: Container | null;
  readonly depth: number;
}

function write(value: unknown, around: Container | null, spent: Spent): string {
  spend(spent, 1, 16);
  switch (typeof value) {
    case "undefined":
      return `{"t":"undefined"}`;
    case "boolean":
      return `{"t":"boolean","v":${value}}`;
    case "number":
      return `{"t":"number","v":"${numberText(value)}"}`;
    case "bigint":
      // Writing a number in decimals takes time with the square of its length.
      if (value > bigintLimit || value < -bigintLimit) throw beyond;
      return `{"t":"bigint","v":${quote(`${value}`, spent)}}`;
    case "string":
      return `{"t":"string","v":${quote(value, spent)}}`;
    case "symbol":
      return `{"t":"symbol","v":${quote(symbolText(value), spent)}}`;
    case "function":
      return `{"t":"function","name":${quote(nameOf(value), spent)}}`;
    case "object":
      return value === null ? `{"t":"null"}` : writeObject(value, around, spent);
  }
}

function writeObject(value: object, around: Container | null, spent: Spent): string {
  let up = 0;
  for (let at = around; at !== null; at = at.around) {
    up += 1;
    if (at.value === value) return `{"t":"cycle","up":${up}}`;
  }
  const depth = around === null ? 1 : around.depth + 1;
  if (depth > valueLimits.depth) throw beyond;
  const here = { __proto__: null, value, around, depth } as unknown as Container;
  if (isProxy(value)) spent.through = "proxy";
  if (isArray(value)) return writeArray(value, here, spent);
  if (isPromise(value)) return `{"t":"promise"}`;
  if (isError(value)) return writeError(value, spent);
  if (isTypedArray(value)) return writeBytes(value, value, spent);
  if (isAnyArrayBuffer(value)) return writeBytes(value, new globals.Uint8Array(value), spent);
  if (isDataView(value)) return writeBytes(value, bytesOfView(value), spent);
  if (isGeneratorObject(value)) return opaque("a generator");
  if (isWeakMap(value) || isWeakSet(value) || constructorOf(value) === globals.WeakRef) {
    return opaque("its content cannot be listed");
  }
  const inner = innerValue(value, here, spent);
  if (inner === null) return objectText(value, "", here, spent);
  if (inner.plain !== null && constructorOf(value) === inner.plain) return inner.text;
  // A subclass or a boxed primitive: an object of its class that holds the value, so never equal to a plain one.
  return objectText(value, `[{"symbol":"value"},${inner.text}]`, here, spent);
}

/** What an exotic object holds beside its properties; `plain` is the constructor whose own instances are just that. */
function innerValue(
  value: object,
  here: Container,
  spent: Spent,
): { readonly text: string; readonly plain: unknown } | null {
  if (isMap(value)) return { text: mapText(value, here, spent), plain: globals.Map };
  if (isSet(value)) return { text: setText(value, here, spent), plain: globals.Set };
  if (isDate(value)) return { text: dateText(value), plain: globals.Date };
  if (isRegExp(value)) return { text: regExpText(value, spent), plain: globals.RegExp };
  if (isNumberObject(value))
    return { text: write(apply(numberValueOf, value, []), here, spent), plain: null };
  if (isStringObject(value))
    return { text: write(apply(stringValueOf, value, []), here, spent), plain: null };
  if (isBooleanObject(value))
    return { text: write(apply(booleanValueOf, value, []), here, spent), plain: null };
  if (isBigIntObject(value))
    return { text: write(apply(bigintValueOf, value, []), here, spent), plain: null };
  if (isSymbolObject(value))
    return { text: write(apply(symbolValueOf, value, []), here, spent), plain: null };
  if (constructorOf(value) === globals.URL) {
    return { text: write(apply(urlHref, value, []), here, spent), plain: null };
  }
  return null;
}

function mapText(value: object, here: Container, spent: Spent): string {
  let items = "";
  const each = (item: unknown, key: unknown): void => {
    items += `${items === "" ? "" : ","}[${write(key, here, spent)},${write(item, here, spent)}]`;
  };
  apply(mapForEach, value, [each]);
  return `{"t":"map","entries":[${items}]}`;
}

function setText(value: object, here: Container, spent: Spent): string {
  let items = "";
  const each = (item: unknown): void => {
    items += `${items === "" ? "" : ","}${write(item, here, spent)}`;
  };
  apply(setForEach, value, [each]);
  return `{"t":"set","items":[${items}]}`;
}

function dateText(value: object): string {
  const time = apply(dateGetTime, value, []);
  const valid = time === time;
  return `{"t":"date","v":${valid ? stringify(apply(dateToISOString, value, [])) : "null"}}`;
}

function regExpText(value: object, spent: Spent): string {
  const source = apply(regExpSource, value, []) as string;
  const flags = apply(regExpFlags, value, []) as string;
  return `{"t":"regexp","source":${quote(source, spent)},"flags":${quote(flags, spent)}}`;
}

function writeArray(value: readonly unknown[], here: Container, spent: Spent): string {
  const length = get(value, "length");
  let items = "";
  for (let i = 0; i < length; i += 1) {
    if (i > 0) items += ",";
    const property = getOwnPropertyDescriptor(value, i);
    if (property === undefined) {
      spend(spent, 1, 4);
      items += "null";
    } else {
      noteGetter(property, spent);
      items += write(get(value, i), here, spent);
    }
  }
  const entries = entriesText(value, here, spent, true);
  const made = constructorOf(value);
  const cls = made === globals.Array ? "" : `,"class":${quote(className(value), spent)}`;
  return `{"t":"array","items":[${items}]${entries === "" ? "" : `,"entries":[${entries}]`}${cls}}`;
}

function writeError(value: object, spent: Spent): string {
  const name = get(value, "name");
  const message = get(value, "message");
  const named = quote(typeof name === "string" ? name : "", spent);
  const said = quote(typeof message === "string" ? message : "", spent);
  return `{"t":"error","name":${named},"message":${said},"classes":${classesText(value)}}`;
}

/** JSON text of the constructor names in the prototype chain, nearest first, `Object` left out. */
export function classesText(value: unknown): string {
  if (value === null || typeof value !== "object") return "[]";
  let text = "";
  classesOf(value, (name) => {
    text += `${text === "" ? "" : ","}${stringify(name)}`;
  });
  return `[${text}]`;
}

function writeBytes(value: object, view: object, spent: Spent): string {
  const length = apply(typedArrayLength, view, []) as number;
  let items = "";
  for (let i = 0; i < length; i += 1) {
    spend(spent, 1, 8);
    const item = (view as { readonly [index: number]: number | bigint })[i];
    items += `${i > 0 ? "," : ""}"${typeof item === "number" ? numberText(item) : `${item}`}"`;
  }
  return `{"t":"bytes","class":${quote(className(value), spent)},"items":[${items}]}`;
}

function bytesOfView(value: object): object {
  const buffer = apply(dataViewBuffer, value, []) as ArrayBuffer;
  const offset = apply(dataViewOffset, value, []) as number;
  return new globals.Uint8Array(buffer, offset, apply(dataViewLength, value, []) as number);
}

function objectText(value: object, first: string, here: Container, spent: Spent): string {
  const entries = entriesText(value, here, spent, false);
  const all = first === "" ? entries : entries === "" ? first : `${first},${entries}`;
  return `{"t":"object","class":${quote(className(value), spent)},"entries":[${all}]}`;
}

function entriesText(value: object, here: Container, spent: Spent, skipIndexes: boolean): string {
  const keys = ownKeys(value);
  let text = "";
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] as string | symbol;
    if (skipIndexes && typeof key === "string" && isIndex(key)) continue;
    const property = getOwnPropertyDescriptor(value, key);
    if (property === undefined || !apply(hasOwn, property, ["enumerable"]) || property.enumerable !== true)
      continue;
    noteGetter(property, spent);
    const name = typeof key === "symbol" ? `{"symbol":${quote(symbolText(key), spent)}}` : quote(key, spent);
    text += `${text === "" ? "" : ","}[${name},${write(get(value, key), here, spent)}]`;
  }
  return text;
}

function noteGetter(property: PropertyDescriptor, spent: Spent): void {
  if (spent.through === "" && apply(hasOwn, property, ["get"])) spent.through = "getter";
}

function className(value: object): string {
  if (isArgumentsObject(value)) return "Arguments";
  const made = constructorOf(value);
  if (made === undefined) return "";
  if (made === globals.Object) return "Object";
  const name = nameOf(made);
  if (name === "") return "(anonymous)";
  // A class that merely calls itself so.
  return name === "Object" || (name === "Array" && made !== globals.Array) ? `${name} (another)` : name;
}

function isIndex(key: string): boolean {
  const index = (key as unknown as number) >>> 0;
  return `${index}` === key && index !== 4_294_967_295;
}

function symbolText(value: symbol): string {
  const text = apply(symbolDescription, value, []);
  return typeof text === "string" ? text : "";
}

function numberText(value: number): string {
  return value === 0 && 1 / value < 0 ? "-0" : `${value}`;
}

function quote(text: string, spent: Spent): string {
  if (text.length > valueLimits.stringLength) throw beyond;
  spend(spent, 0, text.length);
  return stringify(text);
}

function spend(spent: Spent, nodes: number, chars: number): void {
  spent.nodes += nodes;
  spent.chars += chars;
  if (spent.nodes > valueLimits.nodes || spent.chars > textLimit) throw beyond;
}

function opaque(why: string): string {
  return `{"t":"opaque","why":${stringify(why)}}`;
}
