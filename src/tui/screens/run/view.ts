import type { Shared } from "../../model.ts";
import type { Line } from "../../paint/line.ts";
import { emptyLine } from "../../paint/line.ts";
import { cut } from "../../paint/width.ts";
import type { Size } from "../../screen.ts";
import { rowsFrom } from "../../transcript/block.ts";
import { bannerLines } from "./banner.ts";
import { layOut } from "./layout.ts";
import { situationOf } from "./situation.ts";
import type { RunScreenState } from "./state.ts";

/** The run: its head, what is to be said of it, the window on its transcript, and what is asked at the bottom. */
export function viewRun(state: RunScreenState, shared: Shared, size: Size): readonly Line[] {
  const view = shared.runs.get(state.run);
  const situation = situationOf(state.run, shared);
  if (view === undefined || situation.is === "unknown")
    return bannerLines(situation, shared, size.columns, size.rows).map((line) => cut(line, size.columns));
  const { above, below, blocks, top, columns, rows } = layOut(state, view, shared, size);
  const shown = rowsFrom(blocks, columns, top, rows);
  const blank = Array.from({ length: rows - shown.length }, () => emptyLine);
  return [...above, ...shown, ...blank, ...below].slice(0, size.rows).map((line) => cut(line, columns));
}
