import type { Heading, List, ListItem, Nodes, Parents, PhrasingContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { nestsTooDeeply, parseMarkdown } from "../../spec/markdown.ts";
import type { Spec } from "../../spec/spec.ts";

/** A question that the spec asks of its reader. */
export interface SpecQuestion {
  /** From 1. */
  readonly line: number;
  /** Without its marks, on one line. */
  readonly text: string;
}

/**
 * The open questions of a spec: `[NEEDS CLARIFICATION: …]` in its prose (as Spec Kit writes them), and the items
 * of lists under a heading "Open questions". Code, comments and front matter ask nothing; an item that is ticked
 * or struck out is answered.
 */
export function specQuestions(spec: Spec): readonly SpecQuestion[] {
  const known = remembered.get(spec);
  if (known !== undefined) return known;
  const questions = readQuestions(spec.text);
  remembered.set(spec, questions);
  return questions;
}

/** A spec that did not change is the same object as before. */
const remembered = new WeakMap<Spec, readonly SpecQuestion[]>();

function readQuestions(text: string): readonly SpecQuestion[] {
  if (!mayAsk.test(text) || nestsTooDeeply(text)) return [];
  const questions: SpecQuestion[] = [];
  let openDepth: number | null = null;
  for (const node of parseMarkdown(text).children) {
    if (node.type === "heading") {
      if (openDepth !== null && node.depth <= openDepth) openDepth = null;
      if (isOpenQuestions(node)) openDepth = node.depth;
    }
    if (openDepth !== null && node.type === "list") questions.push(...askedByList(node));
    else questions.push(...markedIn(node));
  }
  return questions;
}

/** Most specs ask nothing, and need not be parsed once more. */
const mayAsk = /needs clarification|open questions?/i;

function isOpenQuestions(heading: Heading): boolean {
  return /^(?:[\d.]+\s+)?open questions?\s*:?$/i.test(toString(heading).trim());
}

/** Each item of the list; where marks stand in an item, these are what it asks. */
function askedByList({ children }: List): SpecQuestion[] {
  return children.flatMap((item) => {
    const marked = markedIn(item);
    if (marked.length > 0) return marked;
    const text = openText(item);
    return text === null ? [] : [{ line: item.position?.start.line ?? 1, text }];
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
function markedIn(node: Nodes): SpecQuestion[] {
  if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell") {
    return marksOf(piecesOf(node));
  }
  return "children" in node ? node.children.flatMap((child: Nodes) => markedIn(child)) : [];
}

interface Piece {
  readonly text: string;
  readonly isCode: boolean;
  readonly line: number;
}

/** The words of a paragraph in order; those of code are words too, but no mark begins or ends there. */
function piecesOf(node: Parents): Piece[] {
  return node.children.flatMap((child: Nodes): Piece[] => {
    const line = child.position?.start.line ?? 1;
    if (child.type === "text") return [{ text: child.value, isCode: false, line }];
    if (child.type === "inlineCode") return [{ text: child.value, isCode: true, line }];
    if (child.type === "break") return [{ text: "\n", isCode: false, line }];
    return "children" in child && child.type !== "delete" ? piecesOf(child) : [];
  });
}

function marksOf(pieces: readonly Piece[]): SpecQuestion[] {
  const shown = pieces.map(({ text }) => text).join("");
  const prose = pieces.map(({ text, isCode }) => (isCode ? "\0".repeat(text.length) : text)).join("");
  return [...prose.matchAll(/\[NEEDS CLARIFICATION\b\s*[:\u2014-]?/gi)].map(({ index, 0: mark }) => ({
    line: lineAt(pieces, index),
    text: oneLine(shown.slice(index + mark.length, endOfMark(prose, index))) || "needs clarification",
  }));
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

function lineAt(pieces: readonly Piece[], index: number): number {
  let before = 0;
  for (const { text, line } of pieces) {
    if (index < before + text.length) return line + (text.slice(0, index - before).match(/\n/g)?.length ?? 0);
    before += text.length;
  }
  return pieces.at(-1)?.line ?? 1;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
