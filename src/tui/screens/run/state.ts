import type { Effect } from "../../effect.ts";
import type { Field } from "../../field.ts";
import type { Destination } from "../../screen.ts";

/** What a person did on the run's screen; what the run did stands in `Shared`. */
export interface RunScreenState {
  readonly run: string;
  /** Step that the keys speak of; null for the newest. */
  readonly cursor: number | null;
  /** First row of the window; null follows the end. */
  readonly top: TranscriptPlace | null;
  /** Steps that were folded or opened by hand, by id. Else the newest is open and the others are folded. */
  readonly folds: ReadonlyMap<number, "open" | "folded">;
  /** Lines that the transcript had when the end was last followed. */
  readonly seenLines: number;
  readonly showDiffs: boolean;
  readonly asks: Asks;
  /** The subject is to be opened in the editor once the engine says which file it is. */
  readonly wantsSubject: boolean;
}

/** What stands at the bottom and takes the keys. */
export type Asks =
  | { readonly is: "nothing" }
  | { readonly is: "stop" }
  | { readonly is: "budget" }
  | { readonly is: "message"; readonly field: Field };

/** A row of the transcript that stays the same one while text comes and goes around it. */
export interface TranscriptPlace {
  readonly step: number;
  /** -1 is the step's head. */
  readonly part: number;
  readonly piece: number;
  readonly row: number;
}

/** The screen as it is opened: at the end, following. All that the run said is heard again, then what it says. */
export function arriveAtRun({ run }: Extract<Destination, { at: "run" }>): {
  readonly state: RunScreenState;
  readonly effects: readonly Effect[];
} {
  return { state: firstState(run), effects: [{ do: "join-run", run }] };
}

export function firstState(run: string): RunScreenState {
  return {
    run,
    cursor: null,
    top: null,
    folds: new Map(),
    seenLines: 0,
    showDiffs: true,
    asks: { is: "nothing" },
    wantsSubject: false,
  };
}
