import { headlines, howFar, whySettled } from "../../../app/refine/how-far.ts";
import type { NextQuestion } from "../../../app/refine/refine.ts";
import type { Line } from "../../paint/line.ts";
import { emptyLine } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import { fit, widthOf } from "../../paint/width.ts";
import { wrap } from "../../paint/wrap.ts";
import type { Size } from "../../screen.ts";
import type { RefineState } from "./state.ts";

type Settled = NextQuestion["settled"];

/** That nothing is left to ask, or that nothing is known of that, and how far that goes for each requirement. */
export function settledRows(state: RefineState, settled: Settled, top: number, size: Size): readonly Line[] {
  const head = headOf(state, settled);
  const list = listOf(settled, size.columns);
  const height = heightOf(state, settled, size);
  const from = Math.max(0, Math.min(top, list.length - height));
  const shown = list.slice(from, from + height);
  const below = list.length - from - height;
  if (below <= 0) return [...head, ...shown];
  return [...head, ...shown.slice(0, -1), row(`  … ${below + 1} more rows`, "dim")];
}

/** Rows above the window when its last row is the list's. */
export function lastTop(state: RefineState, settled: Settled, size: Size): number {
  return Math.max(0, listOf(settled, size.columns).length - heightOf(state, settled, size));
}

function heightOf(state: RefineState, settled: Settled, { rows }: Size): number {
  return Math.max(1, rows - headOf(state, settled).length);
}

function headOf({ passedOver }: RefineState, settled: Settled): Line[] {
  const count = passedOver.length;
  const putOff: Line = [
    span(count === 1 ? "  One question was put off; " : `  ${count} questions were put off; `),
    span("l", "key"),
    span(count === 1 ? " asks it again." : " asks them again."),
  ];
  return [emptyLine, row(`  ${headlines[howFar({ settled })]}`), ...(count === 0 ? [] : [putOff]), emptyLine];
}

function listOf(settled: Settled, columns: number): Line[] {
  const width = Math.min(
    Math.max(0, ...settled.map(({ title }) => widthOf(span(title).text))),
    Math.floor(columns * 0.35),
  );
  return settled.flatMap(({ title, line, ...said }) => {
    const why = whySettled(said);
    const number = `  ${String(line).padStart(4)}  `;
    return wrap([span(number, "dim"), ...fit([span(title)], width), span("  "), span(why, "dim")], columns, [
      span(" ".repeat(number.length + width + 2)),
    ]);
  });
}
