/**
 * A stretch of running Markdown as the words that its author says himself: code spans, quotations, comments and
 * the targets of links are blanked out. It stays as long as it was, so that an index in it is one in the text.
 *
 * @param keepsCode - only the backticks give way, what stands between them stays.
 */
export function runningWords(source: string, keepsCode = false): string {
  let words = "";
  let at = 0;
  while (at < source.length) {
    const end = endOfUnsaid(source, at);
    if (end === null) {
      words += source[at];
      at += 1;
      continue;
    }
    const isCode = source[at] === "`";
    words += source.slice(at, end).replaceAll(isCode && keepsCode ? /[`\r\n]/g : /[^]/g, " ");
    at = end;
  }
  return words;
}

/** Closing marks by opening ones. */
const quotes = new Map([
  ['"', '"'],
  ["“", "”"],
  ["«", "»"],
  ["„", "“"],
  ["「", "」"],
]);

/** Longer than any quotation of a sentence: beyond it the mark has no partner. Keeps the search linear. */
const longestQuotation = 400;

/** Where what begins here and is not said ends; null when nothing of the kind begins here. */
function endOfUnsaid(source: string, at: number): number | null {
  const char = source[at] ?? "";
  if (char === "`") return endOfCode(source, at);
  if (char === "<") return source.startsWith("<!--", at) ? behind(source, "-->", at + 4) : null;
  if (char === "]") return source[at + 1] === "(" ? behind(source, ")", at + 2) : null;
  if (char === "'") return endOfSingle(source, at);
  const close = quotes.get(char);
  return close === undefined ? null : behind(source, close, at + 1);
}

function behind(source: string, close: string, from: number): number | null {
  const end = source.slice(from, from + longestQuotation).indexOf(close);
  return end < 0 ? null : from + end + close.length;
}

function endOfCode(source: string, at: number): number | null {
  let from = at;
  while (source[from] === "`") from += 1;
  const marks = source.slice(at, from);
  const before = source[at - 1];
  if (before === "`" || before === "\\") return null;
  const rest = source.slice(from, from + longestQuotation);
  for (let end = rest.indexOf(marks); end >= 0; end = rest.indexOf(marks, end + 1)) {
    if (rest[end - 1] !== "`" && rest[end + marks.length] !== "`") return from + end + marks.length;
  }
  return null;
}

/** An apostrophe stands inside or behind a word, a quotation's first mark before one. */
function endOfSingle(source: string, at: number): number | null {
  if (/[\p{L}\p{N}]/u.test(source[at - 1] ?? "") || /\s/u.test(source[at + 1] ?? " ")) return null;
  const rest = source.slice(at + 1, at + 1 + longestQuotation);
  const end = /'(?![\p{L}\p{N}])/u.exec(rest);
  return end === null ? null : at + 1 + end.index + 1;
}
