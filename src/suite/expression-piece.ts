import type { Item, List, Piece } from "./layout.ts";
import type { GlobalName } from "./literal.ts";
import { safeExpression } from "./user-code.ts";

/** Longest expression that is taken to need no second look. */
const shortEnough = 60;

/**
 * An expression of the spec, to be broken over lines where it is long: tables put whole values into calls, often
 * without a blank in them. Keys of JSON lose quotes that they do not
 * need. Only calls with data are read here, by a reader of that much: an operator, a function
 * or a template, and the expression stays as it was written, and so it does if it has line breaks of its own.
 */
export function expressionPiece(source: string, globalName: GlobalName): Piece {
  const text = safeExpression(source, globalName);
  const isTidy = text.length <= shortEnough && !/,\S/u.test(text);
  // oxlint-disable-next-line no-control-regex -- the line break that a tagged template keeps
  if (isTidy || /[\n\u0001]/u.test(text)) return text;
  const reader: Reader = { text, at: 0, next: undefined, end: 0 };
  const piece = readPiece(reader);
  return piece !== null && peek(reader) === "" ? piece : text;
}

interface Reader {
  readonly text: string;
  at: number;
  /** The token at `at` and where it ends, once it was looked at. */
  next: string | null | undefined;
  end: number;
}

const number = "-?\\d[\\d._]*(?:[eE][+-]?\\d+)?n?";
const name = "\\.?[\\p{ID_Start}$_][\\p{ID_Continue}$.]*";
const string = "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'";
const token = new RegExp(`\\s*(${number}|${name}|${string}|[[\\]{}(),:])`, "uy");

/** The next token; empty at the end, and `null` where something else stands. */
function peek(reader: Reader): string | null {
  if (reader.next === undefined) {
    token.lastIndex = reader.at;
    const found = token.exec(reader.text)?.[1];
    reader.end = token.lastIndex;
    reader.next = found ?? (reader.text.slice(reader.at).trim() === "" ? "" : null);
  }
  return reader.next;
}

function take(reader: Reader): string | null {
  const found = peek(reader);
  if (found !== null && found !== "") {
    reader.at = reader.end;
    reader.next = undefined;
  }
  return found;
}

function readPiece(reader: Reader): Piece | null {
  const first = take(reader);
  if (first === null) return null;
  if (first === "[") return readItems(reader, "[", "]");
  if (first === "{") return readItems(reader, "{", "}");
  if (!/^[-\w$.\p{ID_Start}"']/u.test(first)) return null;
  if (first === "new" || first === "await") {
    const operand = readPiece(reader);
    if (operand === null) return null;
    return typeof operand === "string"
      ? `${first} ${operand}`
      : { ...operand, open: `${first} ${operand.open}` };
  }
  return peek(reader) === "(" && isName(first) ? readCall(reader, first) : first;
}

function readCall(reader: Reader, callee: string): Piece | null {
  take(reader);
  const list = readItems(reader, `${callee}(`, ")");
  if (list === null) return null;
  const call = sharedBrackets(list);
  const member = peek(reader);
  if (member === null || !member.startsWith(".")) return call;
  take(reader);
  return peek(reader) === "(" ? null : { ...call, close: call.close + member };
}

function readItems(reader: Reader, open: string, close: "]" | "}" | ")"): List | null {
  const items: Item[] = [];
  while (peek(reader) !== close) {
    const lead = close === "}" ? readKey(reader) : "";
    const piece = lead === null ? null : readPiece(reader);
    if (lead === null || piece === null) return null;
    items.push({ lead, piece });
    if (peek(reader) !== "," && peek(reader) !== close) return null;
    if (peek(reader) === ",") take(reader);
  }
  take(reader);
  const fill = close === "]" && items.length > 1 && items.every(isNumber);
  return { open, items, close, spaced: close === "}", fill };
}

function readKey(reader: Reader): string | null {
  const key = take(reader);
  if (key === null || !/^[\w$"'\p{ID_Start}]/u.test(key) || take(reader) !== ":") return null;
  return `${key.replace(/^(["'])([A-Za-z_$][\w$]*)\1$/u, "$2")}: `;
}

/** A single argument that is a list shares the call's brackets: `f([` … `])`. */
function sharedBrackets(call: List): List {
  const only = call.items.length === 1 ? call.items[0]?.piece : undefined;
  if (only === undefined || typeof only === "string" || !/^[[{]$/u.test(only.open)) return call;
  return { ...only, open: call.open + only.open, close: only.close + call.close };
}

function isName(text: string): boolean {
  return /^[\p{ID_Start}$_]/u.test(text);
}

function isNumber({ piece }: Item): boolean {
  return typeof piece === "string" && /^-?\d/u.test(piece);
}
