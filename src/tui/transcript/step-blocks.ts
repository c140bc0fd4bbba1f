import type { Line, Tone } from "../paint/line.ts";
import { span } from "../paint/span.ts";
import type { Block } from "./block.ts";
import type { Chunk, LongText } from "./long-text.ts";
import { patchBlocks } from "./patch-blocks.ts";
import { createRowsCache } from "./rows-cache.ts";
import { clip, quotedRows } from "./text-rows.ts";
import type { TranscriptPart, TranscriptStep } from "./transcript.ts";
import { verdictSigns } from "./verdict-signs.ts";

/** A block of a step: which part it shows, and which piece of that part. Both only ever grow within a step. */
export interface PartBlock extends Block {
  readonly part: number;
  readonly piece: number;
}

export interface StepLayout {
  readonly showDiffs: boolean;
  /** The brief that waits for an edit: shown whole, while others are one line. */
  readonly brief: string | null;
}

/** Rows of what someone was told that are shown. */
const mostTold = 4;

/** What stands below the head of an open step. Parts and pieces that did not change are not laid out again. */
export function stepBlocks(step: TranscriptStep, layout: StepLayout): readonly PartBlock[] {
  return step.parts.flatMap((part, at) =>
    (part.is === "said" ? textBlocks(part.text) : partBlocks(part, layout)).map((block, piece) => ({
      part: at,
      piece: part.is === "said" ? part.text.dropped + piece : piece,
      rows: block.rows,
    })),
  );
}

const chunkRows = createRowsCache<Chunk>(256);
const partRows = createRowsCache<TranscriptPart>(256);
const briefRows = createRowsCache<TranscriptPart>(4);

function textBlocks({ chunks, open }: LongText): Block[] {
  return [
    ...chunks.map((chunk) => ({
      rows: (width: number) => chunkRows.rows(chunk, width, () => quotedRows(chunk.text, width)),
    })),
    ...(open === "" ? [] : [{ rows: (width: number) => quotedRows(open, width) }]),
  ];
}

function partBlocks(part: TranscriptPart, { showDiffs, brief }: StepLayout): readonly Block[] {
  if (part.is === "brief" && part.text === brief)
    return [{ rows: (width) => briefRows.rows(part, width, () => wholeBrief(part.text, width)) }];
  const head: Block = { rows: (width) => partRows.rows(part, width, () => rowsOf(part, width)) };
  return part.is === "edit" && showDiffs ? [head, ...patchBlocks(part.patch)] : [head];
}

function wholeBrief(text: string, width: number): Line[] {
  return [[span("  "), span("waits for your edit", "strong")], ...quotedRows(text, width)];
}

function rowsOf(part: TranscriptPart, width: number): Line[] {
  switch (part.is) {
    case "said":
      return [];
    case "told":
      return toldRows(part, width);
    case "brief":
      return [ours("handed off", width), ...quotedRows(part.text.split("\n", 1)[0] ?? "", width).slice(0, 1)];
    case "tool":
      return toolRows(part, width);
    case "edit": {
      const { path, patch, isWhole, state } = part;
      const verb = {
        intended: "is editing",
        applied: isWhole ? "wrote" : "edited",
        failed: "could not edit",
      };
      return [
        [
          span("  "),
          clip(`${verb[state]} ${path}`, width - 14, state === "failed" ? "warning" : "plain"),
          span(`  +${patch.added}`, "added"),
          isWhole ? span(" whole", "dim") : span(` −${patch.removed}`, "removed"),
        ],
      ];
    }
    case "denied":
      return [
        ours(`was not let write ${part.path}`, width, "warning"),
        ...quotedRows(part.reason, width, "dim").slice(0, 3),
      ];
    case "tests": {
      const outside = part.problems === 0 ? "" : `, ${part.problems} outside any example`;
      return [ours(`tests: ${part.passed} pass, ${part.failed} fail${outside}`, width)];
    }
    case "verdict": {
      const { sign, tone } = verdictSigns[part.outcome];
      const counts = `${part.passed} of ${part.passed + part.failed} hold`;
      return [
        [span("  "), span(sign, tone), span(` ${part.outcome}  `, tone), clip(counts, width - 20)],
        ...(part.why === "" ? [] : quotedRows(part.why, width, "dim")),
      ];
    }
    case "conflict": {
      const lines = part.lines.length === 1 ? `line ${part.lines[0]}` : `lines ${part.lines.join(", ")}`;
      return [
        ours(`says that the spec contradicts itself at ${lines}`, width, "warning"),
        ...quotedRows(part.reason, width),
      ];
    }
    case "notice":
      return [
        ours(part.text, width, part.tone === "plain" ? "dim" : part.tone),
        ...(part.theirs === null ? [] : quotedRows(part.theirs, width, "dim").slice(0, 8)),
      ];
  }
}

function toldRows(part: Extract<TranscriptPart, { is: "told" }>, width: number): Line[] {
  const rows = quotedRows(part.text, width, "dim");
  const shown = rows.slice(0, mostTold);
  const left = rows.length > mostTold || part.lines > mostTold;
  return [
    ours(part.by === "person" ? "you said" : "was told", width, "dim"),
    ...shown,
    ...(left ? [ours(`… ${part.lines} lines in all`, width, "dim")] : []),
  ];
}

function toolRows({ summary, result }: Extract<TranscriptPart, { is: "tool" }>, width: number): Line[] {
  if (result === null) return [[span("  "), clip(summary, width - 6), span(" …", "dim")]];
  if (result.isError)
    return [
      ours(`${summary}: refused`, width, "warning"),
      ...quotedRows(result.text, width, "dim").slice(0, 3),
    ];
  const lines = result.lines === 1 ? "1 line" : `${result.lines} lines`;
  return [[span("  "), clip(summary, width - 16), span(`  ${lines}`, "dim")]];
}

function ours(text: string, width: number, tone: Tone = "plain"): Line {
  return [span("  "), clip(text, width - 2, tone)];
}
