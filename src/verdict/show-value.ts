import type { Entry, Value } from "../spec/value.ts";

/**
 * A value as a person would write it in JavaScript, on one line, cut after `limit` characters. Control
 * characters and what hides text on a screen come out as escapes.
 */
export function showValue(value: Value, limit = 400): string {
  const text = show(value, limit);
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

function show(value: Value, room: number): string {
  switch (value.t) {
    case "undefined":
    case "null":
      return value.t;
    case "boolean":
    case "number":
      return `${value.v}`;
    case "string":
      return quoted(value.v.slice(0, room + 1));
    case "bigint":
      return `${value.v}n`;
    case "symbol":
      return `Symbol(${plain(value.v)})`;
    case "regexp":
      return `/${plain(value.source)}/${plain(value.flags)}`;
    case "date":
      return value.v === null ? "an invalid Date" : `new Date("${plain(value.v)}")`;
    case "array":
      return `${classPrefix(value.class ?? "Array", "Array")}[${list(
        [
          ...value.items.map((item) => (left: number) => (item === null ? "" : show(item, left))),
          ...(value.entries ?? []).map(entryText),
        ],
        room,
      )}]`;
    case "object":
      return `${value.class === "" ? "(no prototype) " : classPrefix(value.class, "Object")}${braces(value.entries.map(entryText), room)}`;
    case "map":
      return `new Map([${list(
        value.entries.map(
          ([key, item]) =>
            (left: number) =>
              `[${show(key, left)}, ${show(item, left)}]`,
        ),
        room,
      )}])`;
    case "set":
      return `new Set([${list(
        value.items.map((item) => (left: number) => show(item, left)),
        room,
      )}])`;
    case "error":
      return `${plain(value.name)}: ${plain(value.message)}`;
    case "function":
      return value.name === "" ? "a function" : `the function ${plain(value.name)}`;
    case "promise":
      return "a promise";
    case "bytes":
      return `${plain(value.class)} [${list(
        value.items.map((item) => () => item),
        room,
      )}]`;
    case "cycle":
      return "(itself)";
    case "opaque":
      return `a value that cannot be compared (${plain(value.why)})`;
  }
}

type Part = (room: number) => string;

/** Joins parts until the room is used up, so that a giant value costs no more than a small one. */
function list(parts: readonly Part[], room: number): string {
  const texts: string[] = [];
  let left = room;
  for (const part of parts) {
    if (left < 0) break;
    const text = part(left);
    texts.push(text);
    left -= text.length + 2;
  }
  return texts.join(", ");
}

function braces(parts: readonly Part[], room: number): string {
  return parts.length === 0 ? "{}" : `{ ${list(parts, room)} }`;
}

function entryText([key, value]: Entry): Part {
  const name =
    typeof key === "string"
      ? /^[A-Za-z_$][\w$]*$/.test(key)
        ? key
        : quoted(key)
      : `[Symbol(${plain(key.symbol)})]`;
  return (room) => `${name}: ${show(value, room)}`;
}

function classPrefix(name: string, usual: string): string {
  return name === usual ? "" : `${plain(name)} `;
}

function quoted(text: string): string {
  return plain(JSON.stringify(text));
}

/** Control, format (bidi, zero width, tags), private and line separator characters as escapes. */
function plain(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
