import type { ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";

/** Code as what it has in common with other code, and what is its own. */
export interface CodeForm {
  /** Equal for code that differs only in the words of its strings and in its numbers: it is coloured alike. */
  readonly form: string;
  /** What is its own, in order; none where the code may depend on it. */
  readonly literals: readonly Literal[];
}

export interface Literal {
  readonly start: number;
  readonly text: string;
}

/**
 * The form of TypeScript. Colours are found by patterns that look ahead, into strings too: only what none of them looks
 * for is left out of a form. Code with quotes of another kind, a slash or an angle bracket is a form of its own.
 */
export function formOf(code: string): CodeForm {
  const literals: Literal[] = [];
  let form = "";
  let at = 0;
  for (const { 0: text, index } of code.matchAll(literal)) {
    const between = code.slice(at, index);
    if (ambiguous.test(between)) return { form: code, literals: [] };
    at = index + text.length;
    const isString = text.startsWith('"');
    if (isString && speaking.test(text)) form += between + text;
    else {
      literals.push({ start: index, text });
      form += between + (isString ? '""' : "0");
    }
  }
  const rest = code.slice(at);
  return ambiguous.test(rest) ? { form: code, literals: [] } : { form: form + rest, literals };
}

/** Strings in double quotes, and whole numbers in figures alone. */
const literal = /"(?:[^"\\\n]|\\.)*"|(?<![\w$.])(?:0|[1-9]\d*)(?![\w$.])/gu;

const ambiguous = /['`/<]/u;

/** Escapes have a colour of their own; brackets, slashes and tags are looked for; and there is `"use strict"`. */
const speaking = /[\\()/<`]|^"use /u;

/**
 * Coloured code as the HTML of any other code of its form.
 *
 * @param literals - of the coloured code.
 * @returns what gives the HTML for the literals of other code; null where a literal of the first has no single colour.
 */
export function colourForm(
  nodes: readonly ElementContent[],
  literals: readonly Literal[],
): ((others: readonly Literal[]) => string) | null {
  const walk: Walk = { literals, at: 0, next: 0 };
  const children = nodes.map((node) => withGaps(node, walk));
  if (walk.next < literals.length) return null;
  const pieces = toHtml({ type: "root", children }).split(gap);
  return (others) => pieces.reduce((text, piece, at) => text + escaped(others[at - 1]?.text ?? "") + piece);
}

/** Stands for a literal. Code that was cleaned has no such character. */
const gap = "\0";

interface Walk {
  readonly literals: readonly Literal[];
  /** Where the walk stands in the code. */
  at: number;
  /** The literal to come. */
  next: number;
}

function withGaps(node: ElementContent, walk: Walk): ElementContent {
  if (node.type === "text") return { ...node, value: textWithGaps(node.value, walk) };
  if (node.type !== "element") return node;
  return { ...node, children: node.children.map((child) => withGaps(child, walk)) };
}

function textWithGaps(value: string, walk: Walk): string {
  let text = "";
  let done = 0;
  for (let own = walk.literals[walk.next]; own !== undefined; own = walk.literals[walk.next]) {
    const from = own.start - walk.at;
    if (from < 0 || from + own.text.length > value.length) break;
    text += value.slice(done, from) + gap;
    done = from + own.text.length;
    walk.next += 1;
  }
  walk.at += value.length;
  return text + value.slice(done);
}

function escaped(text: string): string {
  return /[<&]/u.test(text) ? toHtml({ type: "text", value: text }) : text;
}
