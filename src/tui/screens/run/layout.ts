import type { Shared } from "../../model.ts";
import type { Line } from "../../paint/line.ts";
import { span } from "../../paint/span.ts";
import type { RunView } from "../../run-view.ts";
import type { Size } from "../../screen.ts";
import type { RowPlace } from "../../transcript/block.ts";
import { amountsOf } from "./amounts.ts";
import { bannerLines } from "./banner.ts";
import { footLines } from "./foot.ts";
import { headLines } from "./head.ts";
import { isLive, situationOf } from "./situation.ts";
import type { RunScreenState } from "./state.ts";
import type { TranscriptBlock } from "./transcript-blocks.ts";
import { topOf, transcriptBlocks } from "./transcript-blocks.ts";

/** The screen in its parts: what stands above and below the transcript, and the window on it. */
export interface RunLayout {
  readonly above: readonly Line[];
  readonly below: readonly Line[];
  readonly blocks: readonly TranscriptBlock[];
  readonly top: RowPlace;
  readonly columns: number;
  /** Rows of the window. */
  readonly rows: number;
}

/** Lays the screen out; the update needs it as well, to know what a page is. */
export function layOut(state: RunScreenState, view: RunView, shared: Shared, size: Size): RunLayout {
  const { columns, rows } = size;
  const situation = situationOf(state.run, shared);
  const head = headLines(view, situation, shared, columns);
  const rule: Line[] = rows >= 16 ? [[span("─".repeat(columns), "dim")]] : [];
  // What must be understood before anything else may take nearly all of the room.
  const isGrave = situation.is === "conflict" || situation.is === "compromised";
  const room = rows - head.length - 2 * rule.length;
  const banner = bannerLines(situation, shared, columns, isGrave ? room - 2 : Math.floor(room / 2));
  const below = footLines(state, view, amountsOf(view, isLive(situation), shared.now), columns);
  const above = [...head, ...rule, ...banner, ...(banner.length === 0 ? [] : rule)];
  const left = Math.max(1, rows - above.length - below.length);
  const blocks = transcriptBlocks(view, state, shared);
  return {
    above,
    below,
    blocks,
    top: topOf(blocks, state, view, { columns, rows: left }),
    columns,
    rows: left,
  };
}
