import type { Heading, List, ListItem, Nodes, Parents, PhrasingContent, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import type { Reading } from "./reading.ts";
import type { Place, Question } from "./spec.ts";

/**
 * What a document asks of its readers: `[NEEDS CLARIFICATION: …]` in its prose (as Spec Kit writes it), and the items
 * of lists under a heading "Open questions". Code, comments and front matter ask nothing; an item that is ticked or
 * struck out is answered.
 */
export function readQuestions(nodes: readonly RootContent[], reading: Reading): Omit<Question, "section">[] {
  // Most specs ask nothing, and need not be walked once more.
  if (!mayAsk.test(reading.text)) return [];
  const questions: Asked[] = [];
  let openDepth: number | null = null;
  for (const node of nodes) {
    if (node.type === "heading") {
      if (openDepth !== null && node.depth <= openDepth) openDepth = null;
      if (isOpenQuestions(node)) openDepth = node.depth;
    }
    if (openDepth !== null && node.type === "list") questions.push(...askedByList(node, reading));
    else questions.push(...markedIn(node, reading));
  }
  return questions;
}

type Asked = Omit<Question, "section">;

const mayAsk = /needs clarification|question/iu;

function isOpenQuestions(heading: Heading): boolean {
  return /^(?:[\d.]+\s+)?(?:(?:open|outstanding|unresolved)\s+question|(?:open |outstanding |unresolved )?questions)s?\s*:?$/iu.test(
    toString(heading).trim(),
  );
}

/** Each item of the list; where marks stand in an item, these are what it asks. */
function askedByList({ children }: List, reading: Reading): Asked[] {
  return children.flatMap((item) => {
    const marked = markedIn(item, reading);
    if (marked.length > 0) return marked;
    const text = openText(item);
    const [first = item] = item.children;
    return text === null
      ? []
      : [{ text, place: { ...reading.placeOf(first), line: reading.placeOf(item).line } }];
  });
}

/** What an item asks; null when it is answered, or says that there is nothing. */
function openText({ checked, children }: ListItem): string | null {
  if (checked === true) return null;
  const open = children
    .filter((child) => child.type === "paragraph")
    .map((paragraph) => toString({ ...paragraph, children: paragraph.children.filter(isNotStruck) }));
  const text = oneLine(open.join(" "));
  return /^(?:none|n\/a|nothing|-)?[.:]?$/i.test(text) ? null : text;
}

function isNotStruck({ type }: PhrasingContent): boolean {
  return type !== "delete";
}

/** The marks in the prose below a node. */
function markedIn(node: Nodes, reading: Reading): Asked[] {
  if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell") {
    return marksOf(piecesOf(node), node, reading);
  }
  return "children" in node ? node.children.flatMap((child: Nodes) => markedIn(child, reading)) : [];
}

interface Piece {
  readonly text: string;
  readonly isCode: boolean;
  readonly node: Nodes;
}

/** The words of a paragraph in order; those of code are words too, but no mark begins or ends there. */
function piecesOf(node: Parents): Piece[] {
  return node.children.flatMap((child: Nodes): Piece[] => {
    if (child.type === "text") return [{ text: child.value, isCode: false, node: child }];
    if (child.type === "inlineCode") return [{ text: child.value, isCode: true, node: child }];
    if (child.type === "break") return [{ text: "\n", isCode: false, node: child }];
    return "children" in child && child.type !== "delete" ? piecesOf(child) : [];
  });
}

const mark = /\[NEEDS CLARIFICATION\b\s*[:\u2014-]?/giu;

function marksOf(pieces: readonly Piece[], around: Nodes, reading: Reading): Asked[] {
  const shown = pieces.map(({ text }) => text).join("");
  const prose = pieces.map(({ text, isCode }) => (isCode ? "\0".repeat(text.length) : text)).join("");
  return [...prose.matchAll(mark)].map(({ index, 0: found }) => {
    const end = endOfMark(prose, index);
    return {
      text: oneLine(shown.slice(index + found.length, end)) || "needs clarification",
      place: placeOfMark(pieces, index, end, around, reading),
    };
  });
}

/** Where the bracket that opens at `start` closes; the end of the text when it does not. */
function endOfMark(prose: string, start: number): number {
  let depth = 0;
  for (let at = start; at < prose.length; at += 1) {
    if (prose[at] === "[") depth += 1;
    else if (prose[at] === "]") depth -= 1;
    if (depth === 0) return at;
  }
  return prose.length;
}

/** From bracket to bracket as the file has it; to the end of the text around when the brackets are not plain there. */
function placeOfMark(
  pieces: readonly Piece[],
  start: number,
  end: number,
  around: Nodes,
  reading: Reading,
): Place {
  const offset = sourceOf(pieces, start, reading);
  const limit = reading.placeOf(around).endOffset;
  const last = sourceOf(pieces, end, reading);
  const isPlain = reading.text[last] === "]" && last < limit;
  return reading.placeBetween(offset, isPlain ? last + 1 : limit);
}

/** Where a character of the shown text stands: as the same one of its kind in the node's own source. */
function sourceOf(pieces: readonly Piece[], index: number, reading: Reading): number {
  let before = 0;
  for (const { text, node } of pieces) {
    const inside = index - before;
    before += text.length;
    if (index >= before) continue;
    const { offset, endOffset } = reading.placeOf(node);
    const wanted = text[inside] ?? "";
    let left = text.slice(0, inside).split(wanted).length;
    for (let at = offset; at < endOffset; at += 1) {
      if (reading.text[at] === wanted) left -= 1;
      if (left === 0) return at;
    }
    return offset;
  }
  const last = pieces.at(-1);
  return last === undefined ? 0 : reading.placeOf(last.node).endOffset;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
