import type { FileChange } from "../../../app/ports.ts";
import type { Size } from "../../screen.ts";
import { heightOf } from "../../transcript/block.ts";
import { patchBlocks } from "../../transcript/patch-blocks.ts";
import type { Patch } from "../../transcript/patch.ts";
import { patchOf } from "../../transcript/patch.ts";
import type { AcceptState } from "./state.ts";
import { changesOf } from "./state.ts";

/** From so many columns on, the files stand beside the diff; else above it. */
const wide = 100;

/** Most rows of files above a diff. */
const mostFiles = 4;

/** Columns of the list of files, and how many of them are seen at once. */
export function filesRoom(
  state: AcceptState,
  { columns, rows }: Size,
): Size & { readonly isBeside: boolean } {
  const isBeside = columns >= wide;
  if (isBeside) return { isBeside, columns: Math.floor(columns * 0.3), rows: rows - headRows - footRows };
  return { isBeside, columns, rows: Math.min(mostFiles, changesOf(state).length, Math.max(1, rows - 6)) };
}

/** Room for the diff of the file that is shown, below its own name. */
export function diffRoom(state: AcceptState, size: Size): Size {
  const files = filesRoom(state, size);
  const columns = files.isBeside ? size.columns - files.columns - 1 : size.columns;
  const above = headRows + (files.isBeside ? 0 : files.rows);
  return { columns, rows: Math.max(1, size.rows - above - nameRows - footRows) };
}

/** Rows above files and diff, of the diff's own name, and below. */
const headRows = 1;
const nameRows = 1;
const footRows = 1;

/** Rows of the diff that is shown. */
export function diffHeight(state: AcceptState, columns: number): number {
  const change = changesOf(state)[state.file];
  return change === undefined ? 0 : heightOf(patchBlocks(patchOfChange(change)), columns);
}

/** The change as a diff; made once. */
export function patchOfChange(change: FileChange): Patch {
  const known = remembered.get(change);
  if (known !== undefined) return known;
  const patch = patchOf(change.before, change.after);
  remembered.set(change, patch);
  return patch;
}

const remembered = new WeakMap<FileChange, Patch>();
