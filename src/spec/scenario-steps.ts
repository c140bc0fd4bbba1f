import type { List, ListItem, Paragraph } from "mdast";
import { type Piece, toPieces } from "./pieces.ts";
import type { Reading } from "./reading.ts";

export type StepKind = "given" | "when" | "then";

/** A step's words, its keyword left out. */
export interface StepText {
  readonly kind: StepKind;
  readonly pieces: readonly Piece[];
  readonly offset: number;
  readonly endOffset: number;
}

/**
 * Whether a list is a scenario wherever it stands: it begins with Given or When, and has a Then. Within a
 * scenario's section (`inScenario`) a first keyword is enough.
 */
export function isStepList(list: List, inScenario: boolean): boolean {
  const words = list.children.map(keywordOf);
  if (inScenario) return words[0] !== null;
  return (words[0] === "given" || words[0] === "when") && words.includes("then");
}

/** Whether a paragraph begins with a step, as it may in a scenario's section. */
export function isStepParagraph(node: Paragraph): boolean {
  return wordOf(node) !== null;
}

/** The steps of a list; what has no keyword goes on with the step before. */
export function stepsOfList(list: List, before: StepKind | null, reading: Reading): StepText[] {
  const steps: StepText[] = [];
  for (const item of list.children) {
    const [first, ...others] = item.children;
    if (first?.type !== "paragraph") continue;
    const kind = steps.at(-1)?.kind ?? before ?? "given";
    const step = toStep(toPieces(first.children, reading, true), kind, reading);
    const nested = others.filter((node) => node.type === "list");
    // `Then:` and its points below it: the points are the steps.
    if (!saysNothing(step) || nested.length === 0) steps.push(step);
    else for (const inner of nested) steps.push(...stepsOfList(inner, step.kind, reading));
  }
  return steps;
}

/** The steps of a paragraph: one begins at each line that begins with a keyword. */
export function stepsOfParagraph(node: Paragraph, before: StepKind | null, reading: Reading): StepText[] {
  const steps: StepText[] = [];
  for (const line of toLines(toPieces(node.children, reading, true))) {
    const kind = steps.at(-1)?.kind ?? before ?? "given";
    const previous = steps.at(-1);
    if (previous !== undefined && leadingWord(line) === null) {
      steps[steps.length - 1] = {
        ...previous,
        pieces: [...previous.pieces, ...line],
        endOffset: line.at(-1)?.endOffset ?? previous.endOffset,
      };
    } else if (line.length > 0) steps.push(toStep(line, kind, reading));
  }
  return steps;
}

type Word = StepKind | "more";

const keywords = new Map<string, Word>([
  ["given", "given"],
  ["when", "when"],
  ["then", "then"],
  ["and", "more"],
  ["but", "more"],
  ["*", "more"],
]);

function keywordOf(item: ListItem): Word | null {
  const [first] = item.children;
  return first?.type === "paragraph" ? wordOf(first) : null;
}

/** Reads no further than the first text, through bold and italics. */
function wordOf(paragraph: Paragraph): Word | null {
  let node: Paragraph["children"][number] | undefined = paragraph.children[0];
  while (node !== undefined && (node.type === "strong" || node.type === "emphasis")) node = node.children[0];
  return node?.type === "text" ? (splitWord(node.value)?.word ?? null) : null;
}

function leadingWord(pieces: readonly Piece[]): Word | null {
  const [first] = pieces;
  return first?.kind === "text" ? (splitWord(first.value)?.word ?? null) : null;
}

/** `Given x` → given, and how far the keyword reaches; null when the text begins otherwise. */
function splitWord(text: string): { readonly word: Word; readonly length: number } | null {
  const start = text.length - text.trimStart().length;
  let end = start;
  while (end < text.length && !" \t\n\r:,".includes(text[end] ?? "")) end += 1;
  const word = keywords.get(text.slice(start, end).toLowerCase());
  if (word === undefined) return null;
  while (end < text.length && (text[end] === ":" || text[end] === ",")) end += 1;
  return { word, length: end };
}

function toStep(pieces: readonly Piece[], before: StepKind, reading: Reading): StepText {
  const [first, ...others] = pieces;
  const offset = first?.offset ?? 0;
  const endOffset = pieces.at(-1)?.endOffset ?? offset;
  const split = first?.kind === "text" ? splitWord(first.value) : null;
  if (first === undefined || split === null) return { kind: before, pieces, offset, endOffset };
  const kind = split.word === "more" ? before : split.word;
  // The keyword has no escapes in it, so that it is as long in the file as in the tree, but for bold's marks.
  const words: Piece = {
    ...first,
    value: first.value.slice(split.length),
    offset: Math.min(first.offset + split.length, first.endOffset),
  };
  return { kind, pieces: [words, ...others], offset: startOf(offset, reading), endOffset };
}

function toLines(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind !== "text") {
      lines.at(-1)?.push(piece);
      continue;
    }
    piece.value.split("\n").forEach((value, index) => {
      if (index > 0) lines.push([]);
      if (value !== "") lines.at(-1)?.push({ ...piece, value });
    });
  }
  return lines;
}

function saysNothing({ pieces }: StepText): boolean {
  return pieces.every(({ kind, value }) => kind === "text" && (value.trim() === "" || value.trim() === ":"));
}

/** Marks of bold or italics before the keyword belong to the step. */
function startOf(offset: number, reading: Reading): number {
  let at = offset;
  while (at > 0 && (reading.text[at - 1] === "*" || reading.text[at - 1] === "_")) at -= 1;
  return at;
}
