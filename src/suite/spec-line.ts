import type { Place } from "../spec/spec.ts";
import { escapeUnsafe, plainWords } from "./string-literal.ts";

/**
 * The line of the spec that a test stands for, as the text of a `//` comment: `specs/slugify.md:12  | a | b |`.
 * One line, cut with an ellipsis where it is long or goes on below.
 *
 * @param length - longest text, in UTF-16 units, before what is unsafe in it is escaped.
 */
export function specLine(spec: string, place: Pick<Place, "line">, text: string, length: number): string {
  const lines = text.split(/\r\n?|\n/u).map(oneLine);
  const shown = lines.filter((line) => line !== "" && !isFence(line));
  const first = shown[0] ?? "";
  const whole = `${plainWords(spec)}:${place.line}  ${first}${shown.length > 1 ? " …" : ""}`.trimEnd();
  return escapeUnsafe(whole.length <= length ? whole : `${cut(whole, length - 1)}…`);
}

/** Blanks between the cells of a table are layout; those in a code span are part of the example. */
function oneLine(line: string): string {
  const parts = line.split(/(`[^`]*`)/u);
  return parts
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\s+/gu, " ")))
    .join("")
    .trim();
}

function isFence(line: string): boolean {
  return /^(?:`{3,}|~{3,})/u.test(line);
}

/** Not between the halves of a surrogate pair. */
function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/u, "")
    .trimEnd();
}
