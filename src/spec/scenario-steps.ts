import type { List, ListItem, Paragraph } from "mdast";
import { type Piece, toPieces } from "./pieces.ts";
import type { Reading } from "./reading.ts";
import type { StepKind, StepWord, StepWords } from "./step-words.ts";
import { englishWords, wordAt } from "./step-words.ts";

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
export function isStepList(list: List, inScenario: boolean, words = englishWords): boolean {
  const found = list.children.map((item) => keywordOf(item, words));
  if (inScenario) return found[0] !== null;
  return (found[0] === "given" || found[0] === "when") && found.includes("then");
}

/** Whether a paragraph begins with a step, as it may in a scenario's section. */
export function isStepParagraph(node: Paragraph, words = englishWords): boolean {
  return wordOf(node, words) !== null;
}

/** The steps of a list; what has no keyword goes on with the step before. */
export function stepsOfList(
  list: List,
  before: StepKind | null,
  reading: Reading,
  words = englishWords,
): StepText[] {
  const steps: StepText[] = [];
  for (const item of list.children) {
    const [first, ...others] = item.children;
    if (first?.type !== "paragraph") continue;
    const kind = steps.at(-1)?.kind ?? before ?? "given";
    const step = toStep(toPieces(first.children, reading, true), kind, reading, words);
    const nested = others.filter((node) => node.type === "list");
    // `Then:` and its points below it: the points are the steps.
    if (!saysNothing(step) || nested.length === 0) steps.push(step);
    else for (const inner of nested) steps.push(...stepsOfList(inner, step.kind, reading, words));
  }
  return steps;
}

/** The steps of a paragraph: one begins at each line that begins with a keyword. */
export function stepsOfParagraph(
  node: Paragraph,
  before: StepKind | null,
  reading: Reading,
  words = englishWords,
): StepText[] {
  const steps: StepText[] = [];
  for (const line of toLines(toPieces(node.children, reading, true))) {
    const kind = steps.at(-1)?.kind ?? before ?? "given";
    const previous = steps.at(-1);
    if (previous !== undefined && leadingWord(line, words) === null) {
      steps[steps.length - 1] = {
        ...previous,
        pieces: [...previous.pieces, ...line],
        endOffset: line.at(-1)?.endOffset ?? previous.endOffset,
      };
    } else if (line.length > 0) steps.push(toStep(line, kind, reading, words));
  }
  return steps;
}

function keywordOf(item: ListItem, words: StepWords): StepWord | null {
  const [first] = item.children;
  return first?.type === "paragraph" ? wordOf(first, words) : null;
}

/** Reads no further than the first text, through bold and italics. */
function wordOf(paragraph: Paragraph, words: StepWords): StepWord | null {
  let node: Paragraph["children"][number] | undefined = paragraph.children[0];
  while (node !== undefined && (node.type === "strong" || node.type === "emphasis")) node = node.children[0];
  return node?.type === "text" ? (splitWord(node.value, words)?.word ?? null) : null;
}

function leadingWord(pieces: readonly Piece[], words: StepWords): StepWord | null {
  const [first] = pieces;
  return first?.kind === "text" ? (splitWord(first.value, words)?.word ?? null) : null;
}

/** `Given x` → given, and how far the keyword reaches; null when the text begins otherwise. */
function splitWord(
  text: string,
  words: StepWords,
): { readonly word: StepWord; readonly length: number } | null {
  const found = wordAt(text, text.length - text.trimStart().length, words);
  return found === null ? null : { word: found.word, length: found.end };
}

function toStep(pieces: readonly Piece[], before: StepKind, reading: Reading, words: StepWords): StepText {
  const [first, ...others] = pieces;
  const offset = first?.offset ?? 0;
  const endOffset = pieces.at(-1)?.endOffset ?? offset;
  const split = first?.kind === "text" ? splitWord(first.value, words) : null;
  if (first === undefined || split === null) return { kind: before, pieces, offset, endOffset };
  const kind = split.word === "more" ? before : split.word;
  // The keyword has no escapes in it, so that it is as long in the file as in the tree, but for bold's marks.
  const rest: Piece = {
    ...first,
    value: first.value.slice(split.length),
    offset: Math.min(first.offset + split.length, first.endOffset),
  };
  return { kind, pieces: [rest, ...others], offset: startOf(offset, reading), endOffset };
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
