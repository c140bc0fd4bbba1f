import type { Shared } from "../../model.ts";
import type { RunView } from "../../run-view.ts";
import type { Size } from "../../screen.ts";
import type { RowPlace } from "../../transcript/block.ts";
import { isBefore, placeAbove, placeBelow, placeOfEnd } from "../../transcript/block.ts";
import { stepCount } from "../../transcript/transcript.ts";
import type { RunAction } from "./bindings.ts";
import type { RunLayout } from "./layout.ts";
import { layOut } from "./layout.ts";
import type { RunScreenState } from "./state.ts";
import { cursorOf, isStepOpen, lastingPlace } from "./transcript-blocks.ts";

/** The window at the end, where it stays as text comes; the cursor on the newest step. */
export function follow(state: RunScreenState): RunScreenState {
  return { ...state, top: null, cursor: null };
}

/** The window and the cursor after a key that moves them. What is read stays where it is from then on. */
export function move(
  state: RunScreenState,
  action: Extract<RunAction, "down" | "up" | "page-down" | "page-up" | "line-down" | "line-up" | "top">,
  view: RunView,
  shared: Shared,
  size: Size,
): RunScreenState {
  const layout = layOut(state, view, shared, size);
  const half = Math.max(1, Math.floor(layout.rows / 2));
  switch (action) {
    case "down":
      return toStep(state, view, layout, cursorOf(state, view) + 1);
    case "up":
      return toStep(state, view, layout, cursorOf(state, view) - 1);
    case "top":
      return at({ ...state, cursor: 0 }, view, layout, { block: 0, row: 0 });
    case "page-down":
      return scroll(state, view, layout, half);
    case "page-up":
      return scroll(state, view, layout, -half);
    case "line-down":
      return scroll(state, view, layout, 1);
    case "line-up":
      return scroll(state, view, layout, -1);
  }
}

/** The cursor's step folded or opened; its head stays in the window. */
export function toggleFold(state: RunScreenState, view: RunView, shared: Shared, size: Size): RunScreenState {
  const id = cursorOf(state, view);
  const isOpen = isStepOpen(id, state, view);
  const toggled: RunScreenState = {
    ...state,
    folds: new Map(state.folds).set(id, isOpen ? "folded" : "open"),
  };
  if (state.top === null && id === stepCount(view.transcript) - 1) return toggled;
  const layout = layOut(toggled, view, shared, size);
  return inSight(toggled, view, layout, id);
}

/** One step on from the last one follows the end. */
function toStep(state: RunScreenState, view: RunView, layout: RunLayout, id: number): RunScreenState {
  if (id >= stepCount(view.transcript)) return follow(state);
  const cursor = Math.max(0, id);
  return inSight({ ...state, cursor }, view, layout, cursor);
}

/** The window moved only when the step's head is not in it. */
function inSight(state: RunScreenState, view: RunView, layout: RunLayout, id: number): RunScreenState {
  const { blocks, columns, rows, top } = layout;
  const head = { block: blocks.findIndex(({ step, part }) => step === id && part === -1), row: 0 };
  const below = placeBelow(blocks, columns, top, rows, 0);
  const isShown = !isBefore(head, top) && isBefore(head, below);
  return at(state, view, layout, isShown ? top : head);
}

function scroll(state: RunScreenState, view: RunView, layout: RunLayout, by: number): RunScreenState {
  const { blocks, columns, rows, top } = layout;
  const place = by < 0 ? placeAbove(blocks, columns, top, -by) : placeBelow(blocks, columns, top, by, rows);
  const end = placeOfEnd(blocks, columns, rows);
  if (by > 0 && !isBefore(place, end)) return follow(state);
  const step = Math.max(0, blocks[place.block]?.step ?? 0);
  return at({ ...state, cursor: step }, view, layout, place);
}

function at(state: RunScreenState, view: RunView, { blocks }: RunLayout, place: RowPlace): RunScreenState {
  const newest = stepCount(view.transcript) - 1;
  const isOpen = isStepOpen(newest, state, view);
  return {
    ...state,
    top: lastingPlace(blocks, place),
    cursor: cursorOf(state, view),
    // What is being read must not fold under one's eyes when the next step begins.
    folds: state.folds.has(newest)
      ? state.folds
      : new Map(state.folds).set(newest, isOpen ? "open" : "folded"),
    seenLines: state.top === null ? view.transcript.lines : state.seenLines,
  };
}
