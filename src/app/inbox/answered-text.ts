import type { RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { parseMarkdown } from "../../spec/markdown.ts";
import type { Question, Spec } from "../../spec/spec.ts";
import { lineBreakAt } from "../examples/line-ends.ts";

/** The text of a spec in which a question is answered, or why this answer cannot stand there. */
export type AnsweredText = { readonly text: string } | { readonly problem: string };

/**
 * Puts an answer into a spec's Markdown. A mark, `[NEEDS CLARIFICATION: …]`, gives its place to the answer; in a
 * document of Spec Kit that has a section "Clarifications" the pair is kept there as well, as Spec Kit writes it:
 * `- Q: … → A: …`. An item of a list of open questions is ticked, and the answer stands behind it: `- [x] Which? → That.`
 * Every other byte stays as it is.
 *
 * @param answer - one line of Markdown; white space around it and line breaks in it do not count.
 * @param read - reads another text as the spec was read.
 */
export function answeredText(
  spec: Spec,
  question: Question,
  answer: string,
  read: (text: string) => Spec,
): AnsweredText {
  const words = answer.replace(/\s+/g, " ").trim();
  if (words === "") return { problem: "an answer was expected, and there is none" };
  const at = spec.questions.indexOf(question);
  const text = isMark(spec.text, question)
    ? withoutMark(spec, question, words, read)
    : splice(spec.text, itemEdits(spec.text, question, words));
  if (text === null) return { problem: "the bracket that opens this question is not closed" };
  return isSettled(spec, at, read(text))
    ? { text }
    : { problem: "with this answer the document would be read otherwise than as one question fewer" };
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

const opening = /^\[NEEDS CLARIFICATION\b\s*[:\u2014-]?/i;

function isMark(text: string, { place }: Question): boolean {
  return opening.test(text.slice(place.offset, place.endOffset));
}

/** Null where the mark has no end of its own. */
function withoutMark(
  spec: Spec,
  question: Question,
  words: string,
  read: (text: string) => Spec,
): string | null {
  const { offset, endOffset } = question.place;
  const mark = spec.text.slice(offset, endOffset);
  if (!mark.endsWith("]")) return null;
  const put = isInTable(spec.text, offset) ? words.replace(/(?<!\\)\|/g, "\\|") : words;
  const answer: Edit = { from: offset, to: endOffset, put };
  const asked = mark.replace(opening, "").slice(0, -1).replace(/\s+/g, " ").trim();
  const kept = spec.dialect === "spec-kit" ? clarification(spec.text, asked || question.text, words) : [];
  const text = splice(spec.text, [answer, ...kept]);
  // What is left of an item below "Open questions" would be a question still.
  const left = read(text).questions[spec.questions.indexOf(question)];
  const shift = kept.reduce((sum, { from, put: added }) => sum + (from < offset ? added.length : 0), 0);
  const stands = offset + shift;
  const isOpenItem =
    left !== undefined &&
    !isMark(text, left) &&
    left.place.offset <= stands &&
    left.place.endOffset >= stands + put.length;
  return isOpenItem ? splice(text, tick(text, left.place.offset)) : text;
}

function itemEdits(text: string, { place }: Question, words: string): Edit[] {
  return [...tick(text, place.offset), { from: place.endOffset, to: place.endOffset, put: ` → ${words}` }];
}

/** An item's box ticked; put before its words where it has none. */
function tick(text: string, offset: number): Edit[] {
  const box = /\[ \]\s+$/.exec(text.slice(0, offset));
  return box === null
    ? [{ from: offset, to: offset, put: "[x] " }]
    : [{ from: box.index + 1, to: box.index + 2, put: "x" }];
}

/** The pair at the end of the section "Clarifications"; nothing where the document has none. */
function clarification(text: string, asked: string, words: string): Edit[] {
  const nodes = parseMarkdown(text).children;
  const start = nodes.findIndex(
    (node) => node.type === "heading" && node.depth === 2 && /^clarifications$/i.test(toString(node).trim()),
  );
  if (start < 0) return [];
  const rest = nodes.slice(start + 1);
  const end = rest.findIndex((node) => node.type === "heading" && node.depth <= 2);
  const own = end < 0 ? rest : rest.slice(0, end);
  const last = own.at(-1) ?? nodes[start];
  const from = last?.position?.end.offset;
  if (last === undefined || from === undefined) return [];
  const line = `- Q: ${asked} → A: ${words}`;
  const lineBreak = lineBreakAt(text, from);
  const gap = last.type === "list" ? lineBreak : lineBreak + lineBreak;
  return [{ from, to: from, put: gap + line }];
}

function isInTable(text: string, offset: number): boolean {
  const holds = (node: RootContent): boolean => {
    const { start, end } = node.position ?? { start: {}, end: {} };
    if ((start.offset ?? 0) > offset || (end.offset ?? 0) <= offset) return false;
    return node.type === "table" || ("children" in node && node.children.some((child) => holds(child)));
  };
  return parseMarkdown(text).children.some(holds);
}

function splice(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((one, other) => other.from - one.from)
    .reduce((now, { from, to, put }) => now.slice(0, from) + put + now.slice(to), text);
}

/** One question fewer, the others and the outline as they were, and no new error. */
function isSettled(before: Spec, at: number, after: Spec): boolean {
  const asked = ({ questions }: Spec) => questions.map(({ text }) => text);
  const errors = ({ diagnostics }: Spec) => diagnostics.filter(({ severity }) => severity === "error").length;
  return (
    isSame(asked(after), asked(before).toSpliced(at, 1)) &&
    isSame(depths(after), depths(before)) &&
    errors(after) <= errors(before)
  );
}

function depths({ sections }: Spec): readonly (number | undefined)[] {
  return sections.map(({ heading }) => heading?.depth);
}

function isSame<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
