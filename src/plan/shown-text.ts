import type { Nodes } from "mdast";
import { nestsTooDeeply, parseMarkdown } from "../spec/markdown.ts";
import { byteOrderMark } from "../spec/reading.ts";

/**
 * A spec's text as its reader sees it: comments, the targets and titles of links and images, attributes of HTML
 * elements, and what stands behind the language of a fence are blanked out, since a person who reads the page does
 * not see what they tell a model. Length, lines and columns stay. `<!-- prose -->`, which can tell nothing, stays.
 */
export function shownText(text: string): string {
  const skipped = text.startsWith(byteOrderMark) ? 1 : 0;
  const bare = text.slice(skipped);
  // What the parser gave up on was no spec either; nothing of it can be told apart.
  if (nestsTooDeeply(bare)) return text.replace(/[^\r\n]/gu, " ");
  let shown = text.slice(0, skipped);
  let from = 0;
  for (const [start, end] of merged(unseen(parseMarkdown(bare), bare))) {
    shown += bare.slice(from, start) + bare.slice(start, end).replaceAll(/[^\r\n]/g, " ");
    from = end;
  }
  return shown + bare.slice(from);
}

type Range = readonly [start: number, end: number];

/** By kind of node, what of its source a reader does not see. Offsets count in the text. */
const handlers: {
  readonly [Kind in Nodes["type"]]?: (
    source: string,
    node: Extract<Nodes, { type: Kind }>,
  ) => readonly Range[];
} = {
  html: (source) => unseenInHtml(source),
  yaml: (source) => matches(source, /^[ \t]*#.*$/gm),
  definition: (source) => [[0, source.length]],
  link: (source, node) => (source.startsWith("[") ? target(source, lastChildEnd(node)) : []),
  image: (source) => target(source, 0),
  linkReference: (source, { referenceType }) => (referenceType === "full" ? label(source) : []),
  imageReference: (source, { referenceType }) => (referenceType === "full" ? label(source) : []),
  code: (source) => matches(source, /(?<=^(?:`{3,}|~{3,})[ \t]*[^\s]+[ \t]+)\S.*/g),
};

function unseen(node: Nodes, text: string): Range[] {
  const start = node.position?.start.offset ?? 0;
  const source = text.slice(start, node.position?.end.offset ?? start);
  const handler = handlers[node.type] as ((source: string, node: Nodes) => readonly Range[]) | undefined;
  const own = (handler?.(source, node) ?? []).map(([from, to]): Range => [start + from, start + to]);
  return "children" in node ? [...own, ...node.children.flatMap((child) => unseen(child, text))] : own;
}

/** Comments, instructions, declarations and CDATA; what scripts and styles hold; attributes of any element. */
function unseenInHtml(source: string): readonly Range[] {
  const hidden = matches(
    source,
    /<!--[^]*?(?:-->|$)|<\?[^]*?(?:\?>|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<![A-Za-z][^>]*>?|(?<=<(?:script|style|template|textarea|title)\b[^>]*>)[^]*?(?=<\/|$)|(?<=<[A-Za-z][\w-]*)\s[^>]*/gi,
  );
  return hidden.filter(([start, end]) => source.slice(start, end) !== "<!-- prose -->");
}

/** From behind `](`, the first behind the text's end, to the closing bracket. */
function target(source: string, textEnd: number): readonly Range[] {
  const at = source.indexOf("](", textEnd);
  return at === -1 ? [] : [[at + "](".length, source.length - 1]];
}

/** The second pair of brackets: its text is nowhere on the page. */
function label(source: string): readonly Range[] {
  const at = source.lastIndexOf("][");
  return at === -1 ? [] : [[at + "][".length, source.length - 1]];
}

/** Relative to the node's own beginning. */
function lastChildEnd(node: Extract<Nodes, { type: "link" }>): number {
  const end = node.children.at(-1)?.position?.end.offset;
  return end === undefined ? 0 : end - (node.position?.start.offset ?? 0);
}

function matches(source: string, pattern: RegExp): readonly Range[] {
  return [...source.matchAll(pattern)].map(({ 0: found, index }) => [index, index + found.length]);
}

/** In order, none inside another. */
function merged(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const [start, end] of ranges.toSorted((one, other) => one[0] - other[0])) {
    const last = all.at(-1);
    if (last !== undefined && start < last[1]) all[all.length - 1] = [last[0], Math.max(last[1], end)];
    else all.push([start, end]);
  }
  return all;
}
