/**
 * What must not stand bare in a generated file: controls, invisible and direction-changing characters (tags,
 * bidi marks, line and paragraph separators, odd spaces), halves of surrogate pairs, and `@`, since Vitest and
 * TypeScript look for `@vitest-environment` and `@ts-ignore` by text, inside strings and comments too.
 */
const unsafe = /[@\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const everyUnsafe = new RegExp(unsafe, "gu");

const needsNothing = /^[ !#-&(-?A-[\]-~]*$/;

const everySpecial = /[\\"'\n\r\t\b\f\v]|[@\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

const shortEscapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
  "\v": "\\v",
};

/** The text as a string literal on one line, in the quotes that need fewer escapes (double when equal). */
export function stringLiteral(text: string): string {
  if (needsNothing.test(text)) return `"${text}"`;
  const quote = count(text, '"') > count(text, "'") ? "'" : '"';
  const body = text.replace(everySpecial, (char) => {
    if (char === '"' || char === "'") return char === quote ? `\\${char}` : char;
    return shortEscapes[char] ?? unicodeEscape(char);
  });
  return `${quote}${body}${quote}`;
}

/** Most texts are plain ASCII, which is quickly seen. */
const plainAscii = /^[ -?A-~]*$/;

/** True when `escapeUnsafe` would change the text. */
export function isUnsafe(text: string): boolean {
  return !plainAscii.test(text) && unsafe.test(text);
}

/** The text with every unsafe character written as `\u0040`: for comments, and within template literals. */
export function escapeUnsafe(text: string): string {
  return isUnsafe(text) ? text.replace(everyUnsafe, unicodeEscape) : text;
}

/**
 * The text as words on one line: white space and what is unsafe to show become single blanks. An `@` is safe to
 * show, and so are the joiners that emoji and some scripts need.
 */
export function plainWords(text: string): string {
  const safe = isUnsafe(text) ? text.replace(everyUnsafe, showable) : text;
  return safe.replace(/\s+/gu, " ").trim();
}

function showable(char: string): string {
  return "@\u200c\u200d".includes(char) ? char : " ";
}

function unicodeEscape(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}
