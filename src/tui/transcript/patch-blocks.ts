import type { Line, Span, Tone } from "../paint/line.ts";
import { span } from "../paint/span.ts";
import { lineWidth } from "../paint/width.ts";
import type { Block } from "./block.ts";
import type { Hunk, Patch } from "./patch.ts";
import { createRowsCache } from "./rows-cache.ts";
import { breakRow } from "./text-rows.ts";
import { wordDiff } from "./word-diff.ts";
import type { WordRun } from "./word-diff.ts";

/** Lines of a hunk that are laid out together. */
const sliceLength = 50;

/** One stretch of a hunk. */
interface Slice {
  readonly hunk: Hunk;
  /** Columns of the patch's numbers. */
  readonly digits: number;
  readonly from: number;
}

interface NumberedLine {
  readonly sign: string;
  readonly text: string;
  /** Line in the file before, after; null where there is none, or it is not known. */
  readonly before: number | null;
  readonly after: number | null;
  /** The line that goes for it, or comes for it. */
  readonly counterpart: string | null;
}

/**
 * A diff in rows: the line's number, its sign, and the line, broken where it is too long, all of it behind a bar.
 * Words that differ are bold; characters that a terminal would act on or hide are written out.
 */
export function patchBlocks(patch: Patch): readonly Block[] {
  const known = remembered.get(patch);
  if (known !== undefined) return known;
  const blocks = [
    ...patch.hunks.flatMap((hunk, at) => hunkBlocks(hunk, digitsOf(patch), at === 0)),
    ...(patch.left === 0 ? [] : [remark(`… ${patch.left} more`)]),
  ];
  remembered.set(patch, blocks);
  return blocks;
}

const remembered = new WeakMap<Patch, readonly Block[]>();
const gutter: Line = [span("  │ ", "dim")];
const cache = createRowsCache<Slice>(128);

function remark(text: string): Block {
  return { rows: () => [[...gutter, span(text, "dim")]] };
}

function hunkBlocks(hunk: Hunk, digits: number, isFirst: boolean): Block[] {
  const slices = Array.from({ length: Math.ceil(hunk.lines.length / sliceLength) }, (_, at) => ({
    hunk,
    digits,
    from: at * sliceLength,
  }));
  const blocks = slices.map((slice) => ({
    rows: (width: number) => cache.rows(slice, width, () => sliceRows(slice, width)),
  }));
  return isFirst ? blocks : [remark("⋯"), ...blocks];
}

function sliceRows({ hunk, digits, from }: Slice, width: number): Line[] {
  return numberedLines(hunk)
    .slice(from, from + sliceLength)
    .flatMap((line) => lineRows(line, digits, width));
}

function lineRows(line: NumberedLine, digits: number, width: number): Line[] {
  const tone = tones[line.sign] ?? "plain";
  const number = line.sign === "-" ? line.before : line.after;
  const head = digits === 0 ? "" : `${String(number ?? "").padStart(digits)} `;
  const before: Line = [...gutter, span(head, "dim"), span(`${line.sign} `, tone)];
  const room = Math.max(1, width - lineWidth(before));
  const hanging: Line = [...gutter, span(" ".repeat(head.length + 2))];
  return breakRow(spansOf(line, tone), room).map((row, at) => [...(at === 0 ? before : hanging), ...row]);
}

const tones: Readonly<Record<string, Tone>> = { "+": "added", "-": "removed", "\\": "dim" };

function spansOf({ sign, text, counterpart }: NumberedLine, tone: Tone): Span[] {
  const isChange = sign === "+" || sign === "-";
  const diff =
    counterpart === null
      ? null
      : sign === "-"
        ? wordDiff(text, counterpart)?.before
        : wordDiff(counterpart, text)?.after;
  const runs: readonly WordRun[] = diff ?? [{ text, isChanged: false }];
  return runs.map((run) => {
    // Every line of a file with CRLF ends so; only where it changes does it say anything.
    const shown = isChange ? run.text.replace(/\r$/, "␍") : run.text.replace(/\r$/, "");
    return span(withHidden(shown), tone, run.isChanged ? { bold: true } : {});
  });
}

/** Characters that cannot be seen, written out: whoever accepts code must know of them. */
function withHidden(text: string): string {
  return text.replace(/(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u3164\uffa0\u115f\u1160]/gu, (character) =>
    character === "\t"
      ? character
      : `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`,
  );
}

/** The lines of a hunk with their numbers; each of a run of lines that go with the one that comes for it. */
function numberedLines(hunk: Hunk): readonly NumberedLine[] {
  const known = numbered.get(hunk);
  if (known !== undefined) return known;
  let before = hunk.oldStart;
  let after = hunk.newStart;
  const counterparts = counterpartsOf(hunk.lines);
  const lines = hunk.lines.map((line, at): NumberedLine => {
    const sign = line.slice(0, 1);
    const isOld = sign !== "+" && sign !== "\\";
    const isNew = sign !== "-" && sign !== "\\";
    const entry = {
      sign,
      text: line.slice(1),
      before: isOld ? before : null,
      after: isNew ? after : null,
      counterpart: counterparts.get(at) ?? null,
    };
    if (isOld && before !== null) before += 1;
    if (isNew && after !== null) after += 1;
    return entry;
  });
  numbered.set(hunk, lines);
  return lines;
}

const numbered = new WeakMap<Hunk, readonly NumberedLine[]>();

/** By number of the line in the hunk: the text of its counterpart, where as many lines come as go. */
function counterpartsOf(lines: readonly string[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const changes = lines.map((line) => line.slice(0, 1));
  for (let at = 0; at < lines.length; at++) {
    if (changes[at] !== "-") continue;
    const gone = runLength(changes, at, "-");
    const come = runLength(changes, at + gone, "+");
    const pairs = gone === come ? gone : 0;
    for (let pair = 0; pair < pairs; pair++) {
      found.set(at + pair, lines[at + gone + pair]?.slice(1) ?? "");
      found.set(at + gone + pair, lines[at + pair]?.slice(1) ?? "");
    }
    at += gone + come - 1;
  }
  return found;
}

function runLength(signs: readonly string[], from: number, sign: string): number {
  let length = 0;
  while (signs[from + length] === sign) length++;
  return length;
}

/** Columns of the largest number; none when the lines have no numbers. */
function digitsOf({ hunks }: Patch): number {
  const last = hunks.flatMap(({ oldStart, newStart, lines }) => [
    oldStart === null ? 0 : oldStart + lines.filter((line) => !line.startsWith("+")).length - 1,
    newStart === null ? 0 : newStart + lines.filter((line) => !line.startsWith("-")).length - 1,
  ]);
  const largest = Math.max(0, ...last);
  return largest === 0 ? 0 : String(largest).length;
}
