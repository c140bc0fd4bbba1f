import type { Shared } from "../../model.ts";
import type { Size } from "../../screen.ts";
import { frameOf } from "./frame.ts";
import type { SpecState } from "./state.ts";

/** Lays out what lies next to the window, so that the key that moves into it need not. It is remembered, not shown. */
export function prepareSpec(state: SpecState, shared: Shared, size: Size): void {
  const frame = frameOf(state, shared, size);
  if (frame === null) return;
  const { page, top, rows } = frame;
  let last = top.chunk;
  for (let shown = page.rows(last).length - top.row; shown < rows.length; shown += page.rows(last).length) {
    if (last >= page.document.chunks - 1) break;
    last += 1;
  }
  page.rows(last + 1);
  page.rows(top.chunk - 1);
}
