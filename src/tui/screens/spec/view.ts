import type { Shared } from "../../model.ts";
import { emptyLine } from "../../paint/line.ts";
import type { Line } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import { beside, cut, fit } from "../../paint/width.ts";
import { wrap } from "../../paint/wrap.ts";
import type { Size } from "../../screen.ts";
import { quotedRows } from "../../transcript/text-rows.ts";
import { type Frame, frameOf } from "./frame.ts";
import { headLines } from "./head-lines.ts";
import type { PageRow } from "./page.ts";
import { paneLines } from "./pane/pane-lines.ts";
import type { SpecState } from "./state.ts";

/** The spec with the truth of its lines in the margin, and the pane of what stands behind the cursor. */
export function viewSpec(state: SpecState, shared: Shared, size: Size): readonly Line[] {
  const frame = frameOf(state, shared, size);
  const lines = frame === null ? waitingLines(state, shared, size) : framed(frame, state, shared, size);
  return lines.slice(0, size.rows).map((line) => cut(line, size.columns));
}

function framed(frame: Frame, state: SpecState, shared: Shared, { columns }: Size): Line[] {
  const { areas, opened } = frame;
  const head = headLines(opened, shared, areas.head);
  const text = documentLines(frame);
  const { pane } = areas;
  if (pane === null) return [...head, ...text];
  const behind = shownPane(frame, state, shared);
  if (!pane.isBeside) {
    const filled = Array.from({ length: areas.document.rows }, (_, at) => text[at] ?? emptyLine);
    return [...head, ...filled, row("─".repeat(columns), "dim"), ...behind];
  }
  const rule = [span(" │ ", "dim")];
  const height = Array.from({ length: pane.rows }, () => emptyLine);
  const sides = beside(
    [
      { lines: [...text, ...height].slice(0, pane.rows), width: areas.document.columns },
      { lines: behind, width: pane.columns },
    ],
    rule,
  );
  return [...head, ...sides];
}

/** The window of the document; the cursor's row in the cursor's own style. */
function documentLines({ opened, rows, focusRow, areas }: Frame): Line[] {
  const lines = rows.map((shown, at) =>
    at === focusRow ? selected(shown, areas.document.columns) : shown.line,
  );
  const isBare = opened.requirements.length === 0 && opened.diagnostics.length === 0;
  if (!isBare) return lines;
  return [
    ...lines.slice(0, Math.max(0, areas.document.rows - 3)),
    emptyLine,
    ...noExamples(areas.document.columns),
  ];
}

function selected({ line }: PageRow, columns: number): Line {
  return fit(line, columns, { selected: true }).map((part) => ({ ...part, selected: true }));
}

function noExamples(width: number): Line[] {
  const words = [
    span("  No examples yet. ", "dim"),
    span("e", "key"),
    span(" opens the editor: write a heading, and under it ", "dim"),
    span("`add(1, 2)` is `3`.", "code"),
    span(" Then ", "dim"),
    span("a", "key"),
    span(" adds more.", "dim"),
  ];
  return wrap(words, width, [span("  ")]);
}

function shownPane(frame: Frame, { pane: { scroll } }: SpecState, shared: Shared): readonly Line[] {
  const { pane } = frame.areas;
  if (pane === null) return [];
  const lines = paneLines(frame, shared, pane.columns);
  const from = Math.max(0, Math.min(scroll, lines.length - pane.rows));
  const shown = lines.slice(from, from + pane.rows);
  const below = lines.length - from - pane.rows;
  if (below <= 0) return shown;
  return [...shown.slice(0, -1), [span(`${below + 1} more rows: `, "dim"), span("J", "key")]];
}

function waitingLines({ spec }: SpecState, { opened }: Shared, { columns }: Size): Line[] {
  const loaded = opened.get(spec);
  if (loaded?.is !== "failed") return [emptyLine, row(`  Reading ${spec}.`, "dim")];
  return [
    emptyLine,
    row(`  ${spec} could not be read:`, "error"),
    ...quotedRows(loaded.message, columns),
    ...loaded.advice.flatMap((line) => wrap(row(`  ${line}`), columns, [span("  ")])),
  ];
}
