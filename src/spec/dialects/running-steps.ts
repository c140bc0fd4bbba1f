import type { Paragraph } from "mdast";
import { type Piece, collapse, plainText, sourceOffset, toPieces } from "../pieces.ts";
import type { Reading } from "../reading.ts";
import type { StepText } from "../scenario-steps.ts";
import { type StepKind, type StepWords, wordAt } from "../step-words.ts";

/**
 * The steps of a scenario that is told in running text: `**Given** …, **When** …, **Then** …` on one line, or each
 * on a line of its own. Null when the text does not begin with Given or When, or has no Then.
 */
export function runningSteps(paragraph: Paragraph, words: StepWords, reading: Reading): StepText[] | null {
  const text = toRunningText(paragraph, reading);
  const cuts: Cut[] = [];
  for (const at of beginnings(text)) {
    const found = wordAt(text.shown, at, words);
    if (found === null || !(at === text.start || text.marked.has(at) || isCapital(text.shown, at))) continue;
    const before: StepKind | null = cuts.at(-1)?.kind ?? null;
    const kind = found.word === "more" ? before : found.word;
    if (kind !== null) cuts.push({ at, end: found.end, kind });
  }
  const [first] = cuts;
  if (first === undefined || first.at !== text.start || first.kind === "then") return null;
  return cuts.some(({ kind }) => kind === "then") ? stepsAt(text, cuts, reading) : null;
}

/** What a scenario in running text is called: its Given and When, so that another outcome leaves the name. */
export function nameOfSteps(steps: readonly StepText[]): string {
  const before = steps.filter(({ kind }) => kind !== "then");
  return collapse(before.map(({ pieces }) => plainText(pieces)).join(", "));
}

/** Running text as one string, and where its parts stand. */
export interface RunningText {
  readonly pieces: readonly Piece[];
  /** What a reader sees; each character of code is U+FFFC, so that no keyword is found there. */
  readonly shown: string;
  /** Where the first word begins. */
  readonly start: number;
  /** Where bold or italic text begins. */
  readonly marked: ReadonlySet<number>;
}

/** Where a step begins, where its keyword ends, and what kind it is. */
export interface Cut {
  readonly at: number;
  readonly end: number;
  readonly kind: StepKind;
}

export function toRunningText({ children }: Paragraph, reading: Reading): RunningText {
  const pieces: Piece[] = [];
  const marked = new Set<number>();
  let shown = "";
  for (const child of children) {
    if (child.type === "strong" || child.type === "emphasis") marked.add(shown.length);
    for (const piece of toPieces([child], reading, true)) {
      pieces.push(piece);
      shown += piece.kind === "code" ? "\uFFFC".repeat(piece.value.length) : piece.value;
    }
  }
  return { pieces, shown, start: shown.length - shown.trimStart().length, marked };
}

/** The steps between the cuts, each without its keyword and without the comma that ends it. */
export function stepsAt(text: RunningText, cuts: readonly Cut[], reading: Reading): StepText[] {
  return cuts.map(({ at, end, kind }, index) => {
    const pieces = withoutComma(piecesBetween(text, end, cuts[index + 1]?.at ?? text.shown.length, reading));
    const [keyword] = piecesBetween(text, at, end, reading);
    const offset = keyword?.offset ?? pieces[0]?.offset ?? 0;
    return { kind, pieces, offset, endOffset: pieces.at(-1)?.endOffset ?? offset };
  });
}

/** Offsets at which a step may begin: the text itself, a line, what is bold, what a comma or a stop ends before. */
function beginnings({ shown, start, marked }: RunningText): number[] {
  const behind = [...shown.matchAll(/[,;.:。、，；：]\s*|\n\s*/gu)].map(
    ({ index, 0: found }) => index + found.length,
  );
  return [...new Set([start, ...marked, ...behind])].toSorted((a, b) => a - b);
}

function isCapital(text: string, at: number): boolean {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return char === char.toUpperCase();
}

/** The pieces from one offset of the shown text to another; neighbouring texts are one. */
export function piecesBetween(
  { pieces }: Pick<RunningText, "pieces">,
  from: number,
  to: number,
  reading: Reading,
): Piece[] {
  const found: Piece[] = [];
  let start = 0;
  for (const piece of pieces) {
    const [begin, end] = [Math.max(from - start, 0), Math.min(to - start, piece.value.length)];
    start += piece.value.length;
    if (begin >= end) continue;
    const isWhole = begin === 0 && end === piece.value.length;
    const cut = isWhole
      ? piece
      : {
          ...piece,
          value: piece.value.slice(begin, end),
          offset: sourceOffset(piece, begin, reading.text),
          endOffset: sourceOffset(piece, end, reading.text),
        };
    const last = found.at(-1);
    if (last?.kind === "text" && cut.kind === "text") {
      found[found.length - 1] = { ...last, value: last.value + cut.value, endOffset: cut.endOffset };
    } else found.push(cut);
  }
  return found;
}

function withoutComma(pieces: readonly Piece[]): Piece[] {
  const last = pieces.at(-1);
  if (last?.kind !== "text") return [...pieces];
  // Not by an expression: that would look at a long run of blanks once for each of them.
  let end = last.value.length;
  while (end > 0 && /[\s,;，、；]/u.test(last.value[end - 1] ?? "")) end -= 1;
  const rest = pieces.slice(0, -1);
  return end === 0 ? rest : [...rest, { ...last, value: last.value.slice(0, end) }];
}
