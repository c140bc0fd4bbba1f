import type { OpenedSpec } from "../../../app/engine/calls.ts";
import type { Shared } from "../../model.ts";
import type { Size } from "../../screen.ts";
import { type Page, type PageRow, openPage } from "./page.ts";
import {
  type Position,
  compare,
  heldAtEnd,
  positionOf,
  positionOfLine,
  rowsFrom,
  topShowing,
} from "./scroll.ts";
import type { SpecState } from "./state.ts";
import { type Stop, stopIndex, stopsOf } from "./stops.ts";

/** Where everything is on the screen, and what of the spec is in its window. Made alike by the update and the view. */
export interface Frame {
  readonly opened: OpenedSpec;
  readonly areas: Areas;
  readonly page: Page;
  readonly stops: readonly Stop[];
  /** Index of the cursor's stop; -1 when there is none. */
  readonly at: number;
  readonly focus: Position | null;
  readonly top: Position;
  readonly rows: readonly PageRow[];
  /** Index among these of the cursor's row; -1 when it is out of the window. */
  readonly focusRow: number;
}

/** Null until the spec is there. */
export function frameOf(state: SpecState, shared: Shared, size: Size): Frame | null {
  const loaded = shared.opened.get(state.spec);
  if (loaded?.is !== "there") return null;
  const opened = loaded.value;
  const areas = areasOf(state, size);
  const page = openPage(opened, shared.verdicts.get(state.spec), areas.document.columns);
  const stops = stopsOf(opened);
  const at = stopIndex(stops, state.cursor);
  const stop = stops[at];
  const focus = stop === undefined ? null : positionOfLine(page, stop.line);
  const height = areas.document.rows;
  const wanted = positionOf(page, state.top);
  const showing = focus === null || !state.follows ? wanted : topShowing(page, wanted, focus, height);
  const top = heldAtEnd(page, showing, height);
  const rows = rowsFrom(page, top, height);
  const focusRow = focus === null ? -1 : indexInWindow({ page, top, rows }, focus);
  return { opened, areas, page, stops, at, focus, top, rows, focusRow };
}

/** Where in the window a row of the page is; -1 when it is not in it. */
export function indexInWindow(
  { page, top, rows }: Pick<Frame, "page" | "top" | "rows">,
  position: Position,
): number {
  if (compare(position, top) < 0) return -1;
  let passed = -top.row;
  for (let { chunk } = top; passed < rows.length && chunk < position.chunk; chunk += 1) {
    passed += page.rows(chunk).length;
  }
  const index = passed + position.row;
  return index < rows.length ? index : -1;
}

export interface Areas {
  readonly head: Size;
  readonly document: Size;
  /** Beside the document where there is room for it, else under it; the line between them not counted. */
  readonly pane: (Size & { readonly isBeside: boolean }) | null;
}

function areasOf({ pane }: SpecState, { columns, rows }: Size): Areas {
  const head = { columns, rows: rows < 16 ? 2 : 3 };
  const body = Math.max(1, rows - head.rows);
  if (!pane.isOpen) return { head, document: { columns, rows: body }, pane: null };
  if (columns >= besideFrom) {
    const wide = Math.floor(columns * 0.45);
    return {
      head,
      document: { columns: columns - wide - 3, rows: body },
      pane: { columns: wide, rows: body, isBeside: true },
    };
  }
  const under = Math.max(1, Math.floor(body * 0.5));
  return {
    head,
    document: { columns, rows: Math.max(1, body - under - 1) },
    pane: { columns, rows: under, isBeside: false },
  };
}

const besideFrom = 100;
