import type { Theme } from "../paint/theme.ts";
import type { Frame } from "./frames.ts";
import { rowUpdate } from "./row-update.ts";

/** Writes frames to a terminal: of each frame only what differs from the one before. */
export interface RowWriter {
  readonly write: (frame: Frame) => void;
  /** What stands on the screen is no longer known: the next frame is written whole. */
  readonly forget: () => void;
}

/**
 * Writes a frame's rows where they stand, in one synchronized update, so that no half of it is ever seen. Ink's own
 * output lays every cell of the screen out anew for each frame: at 120 by 40 that is most of a key's time.
 */
export function createRowWriter(theme: Theme, out: (text: string) => void): RowWriter {
  let last: Frame | null = null;
  return {
    write(frame) {
      // Of a screen of another size nothing is known.
      const known = last?.length === frame.length ? last : null;
      const text = frame.map((line, row) => rowUpdate(row, known?.[row] ?? null, line, theme)).join("");
      last = frame;
      if (text !== "") out(`${beginUpdate}${text}${endUpdate}`);
    },
    forget() {
      last = null;
    },
  };
}

// Synchronized output, a private mode that terminals without it ignore.
const beginUpdate = "\u001b[?2026h";
const endUpdate = "\u001b[?2026l";
