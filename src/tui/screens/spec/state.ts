import type { Effect } from "../../effect.ts";
import type { Destination } from "../../screen.ts";

export interface SpecState {
  readonly spec: string;
  readonly cursor: Cursor;
  readonly top: Spot;
  /** The window goes where the cursor is; false after one scrolled. */
  readonly follows: boolean;
  readonly pane: { readonly isOpen: boolean; readonly scroll: number };
}

/** The stop that keys speak of: by id as long as there is one of that id, else by line. */
export interface Cursor {
  readonly id: string | null;
  /** Of the source, from 1; 0 before the spec was read. */
  readonly line: number;
}

/** A row of the document in words that survive another width: so many rows behind the one that shows a line. */
export interface Spot {
  readonly line: number;
  /** Of a line that is so long that it was cut in parts. */
  readonly part: number;
  readonly extra: number;
}

type SpecPlace = Extract<Destination, { at: "spec" }>;

/** The screen as one comes to it: at that line, else at the first requirement. */
export function firstState({ spec, line }: SpecPlace): SpecState {
  return {
    spec,
    cursor: { id: null, line: line ?? 0 },
    top: { line: Math.max(1, (line ?? 1) - linesAbove), part: 0, extra: 0 },
    follows: true,
    pane: { isOpen: false, scroll: 0 },
  };
}

/** The screen with what it needs to know; what is known of the spec already is shown until the answer is there. */
export function arrive(place: SpecPlace): {
  readonly state: SpecState;
  readonly effects: readonly Effect[];
} {
  return { state: firstState(place), effects: [askOpen(place.spec)] };
}

export function askOpen(spec: string): Effect {
  return { do: "ask", request: { do: "open", spec } };
}

const linesAbove = 5;
