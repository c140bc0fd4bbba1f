/** A token of an expression; white space and comments lie between tokens. */
export interface Token {
  readonly kind: "word" | "string" | "template" | "regexp" | "mark";
  /** As written, except that a string is in its JSON form. */
  readonly text: string;
  /** UTF-16 offset into the source. */
  readonly start: number;
}

/**
 * The tokens of an expression that the spec's reader has parsed already. It tells strings, templates, patterns
 * and words apart and nothing more: enough to compare two expressions and to see where an argument ends, at a
 * small part of the price of a second parse.
 */
export function scanSource(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const end = skipBlank(source, at);
    if (end > at) {
      at = end;
      continue;
    }
    const token = readToken(source, at, tokens.at(-1));
    tokens.push(token.token);
    at = token.end;
  }
  return tokens;
}

/**
 * One text for all ways to write the same expression: blanks, comments, the kind of quotes, a trailing comma or
 * semicolon do not matter.
 */
export function canonicalSource(source: string): string {
  let text = "";
  let last: Token | undefined;
  const tokens = scanSource(source);
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token.text === ";" && next === undefined) break;
    if (isTrailingComma(token, last, next)) continue;
    if (last !== undefined && wouldMerge(last, token)) text += " ";
    text += token.text;
    last = token;
  }
  return text;
}

/** The source as it is laid out, but each string in its JSON form: a formatter may have chosen its quotes. */
export function withJsonStrings(source: string): string {
  let text = "";
  let at = 0;
  for (const token of scanSource(source)) {
    if (token.kind !== "string") continue;
    text += source.slice(at, token.start) + token.text;
    at = endOfQuoted(source, token.start);
  }
  return text + source.slice(at);
}

/**
 * The tokens of each argument of the call whose callee ends at the offset `calleeEnd`; null when no bracket
 * opens there.
 */
export function callArguments(tokens: readonly Token[], calleeEnd: number): Token[][] | null {
  const open = tokens.findIndex(({ start }) => start >= calleeEnd);
  if (open === -1 || !isMark(tokens[open], "(")) return null;
  const list: Token[][] = [];
  let current: Token[] = [];
  let depth = 1;
  for (const token of tokens.slice(open + 1)) {
    if (token.kind === "mark" && opening.has(token.text)) depth += 1;
    if (token.kind === "mark" && closing.has(token.text)) depth -= 1;
    if (depth === 0) break;
    if (depth === 1 && isMark(token, ",")) {
      list.push(current);
      current = [];
    } else current.push(token);
  }
  if (current.length > 0) list.push(current);
  return list;
}

function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === "mark" && token.text === text;
}

const opening = new Set(["(", "[", "{"]);
const closing = new Set([")", "]", "}"]);

function skipBlank(source: string, from: number): number {
  let at = from;
  while (at < source.length && isBlank(source.charCodeAt(at))) at += 1;
  if (source.startsWith("//", at)) return endOf(source, "\n", at);
  if (source.startsWith("/*", at)) return endOf(source, "*/", at);
  return at;
}

function endOf(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found === -1 ? source.length : found + mark.length;
}

function isBlank(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x2028 ||
    code === 0x2029
  );
}

function readToken(source: string, at: number, last: Token | undefined): { token: Token; end: number } {
  const first = source[at] as string;
  if (first === '"' || first === "'") {
    const end = endOfQuoted(source, at);
    return { token: { kind: "string", text: jsonString(source.slice(at, end)), start: at }, end };
  }
  if (first === "`") {
    const end = endOfTemplate(source, at);
    return { token: { kind: "template", text: source.slice(at, end), start: at }, end };
  }
  if (first === "/" && mayStartPattern(last)) {
    const end = endOfPattern(source, at);
    return { token: { kind: "regexp", text: source.slice(at, end), start: at }, end };
  }
  if (isWord(source.charCodeAt(at))) {
    let end = at + 1;
    while (end < source.length && isWordOrPoint(source, end, at)) end += 1;
    return { token: { kind: "word", text: source.slice(at, end), start: at }, end };
  }
  return { token: { kind: "mark", text: first, start: at }, end: at + 1 };
}

function endOfQuoted(source: string, from: number): number {
  const quote = source[from];
  let at = from + 1;
  while (at < source.length && source[at] !== quote) at += source[at] === "\\" ? 2 : 1;
  return Math.min(at + 1, source.length);
}

function endOfTemplate(source: string, from: number): number {
  let at = from + 1;
  while (at < source.length && source[at] !== "`") {
    if (source[at] === "\\") at += 2;
    else if (source.startsWith("${", at)) at = endOfHole(source, at + 2);
    else at += 1;
  }
  return Math.min(at + 1, source.length);
}

function endOfHole(source: string, from: number): number {
  let at = from;
  let depth = 1;
  let last: Token | undefined;
  while (at < source.length) {
    const end = skipBlank(source, at);
    if (end > at) {
      at = end;
      continue;
    }
    const read = readToken(source, at, last);
    if (read.token.text === "{") depth += 1;
    if (read.token.text === "}") depth -= 1;
    if (depth === 0) return read.end;
    last = read.token;
    at = read.end;
  }
  return at;
}

function endOfPattern(source: string, from: number): number {
  let at = from + 1;
  let inClass = false;
  while (at < source.length && (inClass || source[at] !== "/")) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === "[") inClass = true;
    else if (source[at] === "]") inClass = false;
    at += 1;
  }
  at += 1;
  while (at < source.length && isWord(source.charCodeAt(at))) at += 1;
  return Math.min(at, source.length);
}

/** A slash divides after a value, and opens a pattern after anything else. */
function mayStartPattern(last: Token | undefined): boolean {
  if (last === undefined) return true;
  if (last.kind === "word") return ["typeof", "await", "in", "of", "return", "void"].includes(last.text);
  return last.kind === "mark" && !closing.has(last.text);
}

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    (code > 127 && !isBlank(code))
  );
}

/** A number keeps its point: `1.5` is one token, `a.b` is three. */
function isWordOrPoint(source: string, at: number, start: number): boolean {
  if (isWord(source.charCodeAt(at))) return true;
  return source[at] === "." && isDigit(source[start]) && isDigit(source[at + 1]);
}

function isDigit(text: string | undefined): boolean {
  return text !== undefined && text >= "0" && text <= "9";
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  "\n": "",
};

/** A string literal in the form of JSON; one with an escape that JSON lacks is decoded first. */
function jsonString(literal: string): string {
  if (!literal.includes("\\")) return JSON.stringify(literal.slice(1, -1));
  let text = "";
  for (let at = 1; at < literal.length - 1; at += 1) {
    if (literal[at] !== "\\") {
      text += literal[at];
      continue;
    }
    const { value, length } = readEscape(literal, at + 1);
    text += value;
    at += length;
  }
  return JSON.stringify(text);
}

function readEscape(literal: string, at: number): { value: string; length: number } {
  const mark = literal[at] as string;
  const simple = simpleEscapes[mark];
  if (simple !== undefined) return { value: simple, length: 1 };
  if (mark === "x") return codePoint(literal.slice(at + 1, at + 3), 3);
  if (mark === "u" && literal[at + 1] === "{") {
    const end = literal.indexOf("}", at);
    return codePoint(literal.slice(at + 2, end), end - at + 1);
  }
  if (mark === "u") return codePoint(literal.slice(at + 1, at + 5), 5);
  if (mark === "0" && !isDigit(literal[at + 1])) return { value: "\0", length: 1 };
  return { value: mark, length: 1 };
}

function codePoint(hex: string, length: number): { value: string; length: number } {
  return { value: String.fromCodePoint(Number.parseInt(hex, 16) || 0), length };
}

function isTrailingComma(token: Token, last: Token | undefined, next: Token | undefined): boolean {
  if (token.kind !== "mark" || token.text !== "," || next?.kind !== "mark" || !closing.has(next.text))
    return false;
  // `[,]` has a hole, `[1,]` has none.
  return last !== undefined && !(last.kind === "mark" && (last.text === "," || opening.has(last.text)));
}

function wouldMerge(last: Token, token: Token): boolean {
  if (isWordy(last) && isWordy(token)) return true;
  return last.text === token.text && (token.text === "+" || token.text === "-");
}

/** Tokens that would read as one if nothing stood between them. */
function isWordy(token: Token): boolean {
  return token.kind === "word" || token.kind === "regexp";
}
