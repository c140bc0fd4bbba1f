import type { Line, Span, Tone } from "../paint/line.ts";
import { span } from "../paint/span.ts";

/**
 * Code as one row of spans for each of its lines. For the eye only: JavaScript and TypeScript by their tokens,
 * a console's commands and statuses; any other language, and what is very long, in one tone.
 */
export function colourCode(code: string, language: string | null | undefined): Line[] {
  const name = (language ?? "").toLowerCase();
  if (code.length <= longest && scripts.has(name)) return script(code);
  if (name === "console") return code.split("\n").map(consoleLine);
  return code.split("\n").map((line) => [span(line, "code")]);
}

const longest = 200_000;
const scripts = new Set([
  "ts",
  "js",
  "typescript",
  "javascript",
  "tsx",
  "jsx",
  "mts",
  "mjs",
  "cts",
  "cjs",
  "json",
]);

function script(code: string): Line[] {
  const rows: Span[][] = [[]];
  const put = (text: string, tone: Tone) => {
    for (const [at, line] of text.split("\n").entries()) {
      if (at > 0) rows.push([]);
      if (line !== "") rows.at(-1)?.push(span(line, tone));
    }
  };
  let last = 0;
  for (const match of code.matchAll(tokens)) {
    const { comment, string, number, word } = match.groups ?? {};
    const tone = toneOf({ comment, string, number, word });
    if (tone === null) continue;
    put(code.slice(last, match.index), "plain");
    put(match[0], tone);
    last = match.index + match[0].length;
  }
  put(code.slice(last), "plain");
  return rows;
}

interface Token {
  readonly comment: string | undefined;
  readonly string: string | undefined;
  readonly number: string | undefined;
  readonly word: string | undefined;
}

function toneOf({ comment, string, number, word }: Token): Tone | null {
  if (comment !== undefined) return "comment";
  if (string !== undefined) return "string";
  if (number !== undefined) return "number";
  return word !== undefined && keywords.has(word) ? "keyword" : null;
}

// Each begins with a character that none of the others can, and none can match in two ways: linear time. A pattern
// (`/…/`) is told from a division by what stands before it.
const tokens =
  /(?<comment>\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?)|(?<string>"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\[^]|[^`\\])*`?|(?<=(?:^|[(,=:[!&|?{};\n])[ \t]{0,8})\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*)|(?<number>(?<![\w$])\d[\w.]*)|(?<word>[A-Za-z_$][\w$]*)/g;

const keywords = new Set(
  (
    "abstract as async await break case catch class const continue debugger default delete do else enum export " +
    "extends false finally for from function if implements import in instanceof interface let new null of " +
    "private protected public readonly return satisfies static super switch this throw true try type typeof " +
    "undefined var void while with yield"
  ).split(" "),
);

function consoleLine(line: string): Line {
  if (line.startsWith("$ ")) return [span("$ ", "dim"), span(line.slice(2), "strong")];
  return [span(line, /^\[\d+\]$/.test(line) ? "number" : line === "..." ? "dim" : "plain")];
}
