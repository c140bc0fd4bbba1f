import type { Shared } from "../../model.ts";
import type { Line } from "../../paint/line.ts";
import { span } from "../../paint/span.ts";
import { lineWidth } from "../../paint/width.ts";
import type { RunView } from "../../run-view.ts";
import type { Block, RowPlace } from "../../transcript/block.ts";
import { placeOfEnd, isBefore } from "../../transcript/block.ts";
import { stepBlocks } from "../../transcript/step-blocks.ts";
import { stepSummary } from "../../transcript/step-summary.ts";
import { clip } from "../../transcript/text-rows.ts";
import type { TranscriptStep } from "../../transcript/transcript.ts";
import { stepCount } from "../../transcript/transcript.ts";
import { verdictSigns } from "../../transcript/verdict-signs.ts";
import { requirementOf } from "./names.ts";
import type { RunScreenState, TranscriptPlace } from "./state.ts";

/** A block of the transcript: the head of a step (part -1), or a piece of a part of an open one. */
export interface TranscriptBlock extends Block {
  readonly step: number;
  readonly part: number;
  readonly piece: number;
}

/** The transcript as blocks: a row for each folded step, and what stands below the head of an open one. */
export function transcriptBlocks(
  view: RunView,
  state: RunScreenState,
  shared: Shared,
): readonly TranscriptBlock[] {
  const { past, last, dropped } = view.transcript;
  const layout = { showDiffs: state.showDiffs, brief: view.brief };
  const cursor = cursorOf(state, view);
  const blocks: TranscriptBlock[] = [];
  if (dropped > 0) blocks.push(droppedBlock(dropped));
  for (const step of last === null ? past : [...past, last]) {
    const isOpen = isStepOpen(step.id, state, view);
    const before = past[step.id - 1]?.requirement ?? null;
    const head = (width: number) => [
      headRow(
        step,
        { isOpen, isCursor: step.id === cursor, isNew: step.requirement !== before },
        shared,
        width,
      ),
    ];
    blocks.push({ step: step.id, part: -1, piece: 0, rows: head });
    if (!isOpen) continue;
    for (const { part, piece, rows } of stepBlocks(step, layout))
      blocks.push({ step: step.id, part, piece, rows });
  }
  return blocks;
}

/** The step that the keys speak of. */
export function cursorOf({ cursor }: RunScreenState, { transcript }: RunView): number {
  const newest = stepCount(transcript) - 1;
  return cursor === null ? newest : Math.min(cursor, newest);
}

/** The newest step is open and the others are folded, unless it was done otherwise by hand. */
export function isStepOpen(id: number, { folds }: RunScreenState, { transcript }: RunView): boolean {
  const byHand = folds.get(id);
  return byHand === undefined ? id === stepCount(transcript) - 1 : byHand === "open";
}

/** First row of a window of that height: where one has scrolled to, or so that the end shows. */
export function topOf(
  blocks: readonly TranscriptBlock[],
  state: RunScreenState,
  view: RunView,
  size: { readonly columns: number; readonly rows: number },
): RowPlace {
  const end = placeOfEnd(blocks, size.columns, size.rows);
  if (state.top === null) {
    const brief = { block: briefIn(blocks, view), row: 0 };
    return brief.block >= 0 && isBefore(brief, end) ? brief : end;
  }
  const place = placeIn(blocks, state.top, size.columns);
  return isBefore(place, end) ? place : end;
}

/** The brief that waits is read from its beginning; -1 when none does. */
function briefIn(blocks: readonly TranscriptBlock[], { brief, transcript: { last } }: RunView): number {
  const at = brief === null ? -1 : (last?.parts.findLastIndex(({ is }) => is === "brief") ?? -1);
  return at === -1 ? -1 : blocks.findIndex(({ step, part }) => step === last?.id && part === at);
}

/** The place in today's blocks: what came before it may have been folded or let go. */
function placeIn(blocks: readonly TranscriptBlock[], place: TranscriptPlace, width: number): RowPlace {
  const found = blocks.findIndex((block) => comparePlace(block, place) >= 0);
  const block = found === -1 ? Math.max(0, blocks.length - 1) : found;
  const at = blocks[block];
  if (at === undefined || comparePlace(at, place) !== 0) return { block, row: 0 };
  return { block, row: Math.min(place.row, Math.max(0, at.rows(width).length - 1)) };
}

/** The row as a place that lasts. */
export function lastingPlace(
  blocks: readonly TranscriptBlock[],
  { block, row }: RowPlace,
): TranscriptPlace | null {
  const at = blocks[block];
  return at === undefined ? null : { step: at.step, part: at.part, piece: at.piece, row };
}

type Position = Pick<TranscriptPlace, "step" | "part" | "piece">;

function comparePlace(a: Position, b: Position): number {
  return a.step - b.step || a.part - b.part || a.piece - b.piece;
}

function droppedBlock(dropped: number): TranscriptBlock {
  const words = ` … ${dropped} older ${dropped === 1 ? "line was" : "lines were"} let go; the ledger has them`;
  return { step: -1, part: -1, piece: 0, rows: (width) => [[clip(words, width, "dim")]] };
}

function headRow(
  step: TranscriptStep,
  { isOpen, isCursor, isNew }: { isOpen: boolean; isCursor: boolean; isNew: boolean },
  shared: Shared,
  width: number,
): Line {
  const { name, did, said, verdict } = stepSummary(step);
  const title = isNew ? (requirementOf(step.requirement, shared)?.title ?? step.requirement ?? "") : "";
  const left: Line = [
    span(isCursor ? "›" : " ", "accent"),
    span(isOpen ? "▾ " : "▸ ", "dim"),
    span(name, isCursor ? "strong" : "plain"),
    ...(did === "" ? [] : [span(`  ${did}`, "dim")]),
  ];
  const judged: Line =
    verdict === null
      ? []
      : [
          span(`  ${verdictSigns[verdict.outcome].sign}`, verdictSigns[verdict.outcome].tone),
          span(` ${verdict.passed} of ${verdict.passed + verdict.failed} hold`),
        ];
  const head = [...left, ...judged];
  const room = width - lineWidth(head) - 2;
  if (room < 8) return head;
  if (title !== "") return [...head, span("  "), clip(title, room, "dim")];
  return isOpen || said === "" ? head : [...head, span("  │ ", "dim"), clip(said, room - 2, "dim")];
}
