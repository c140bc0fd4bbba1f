import type { FileChange } from "../app/ports.ts";
import type { Effect } from "./effect.ts";
import type { TuiEvent } from "./event.ts";
import type { Binding } from "./key.ts";
import type { Shared } from "./model.ts";
import type { Line } from "./paint/line.ts";

/** Room that a screen's body has, in columns and rows; the head and the line of keys are not in it. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/**
 * One screen: its state, what happens to it, and how it looks. Both functions are pure.
 *
 * @typeParam State - the screen's own state; what several screens know stands in `Shared`.
 */
export interface ScreenOf<State> {
  /** Name in the head: `specs › slugify › run`. */
  readonly title: (state: State, shared: Shared) => string;
  /** The keys that have a meaning now: in a field of text most have none but their own letter. */
  readonly bindings: (state: State, shared: Shared) => readonly Binding[];
  readonly update: (state: State, event: TuiEvent, shared: Shared, size: Size) => Step<State>;
  /** Exactly the rows that there are, or fewer; each at most as wide as the screen. */
  readonly view: (state: State, shared: Shared, size: Size) => readonly Line[];
  /** Works out ahead what the next keys will want, in a quiet moment; changes nothing that is seen. */
  readonly prepare?: (state: State, shared: Shared, size: Size) => void;
  /** True while letters go into a field: then `?`, `q` and `i` are letters too. */
  readonly isTyping?: (state: State) => boolean;
}

/** What became of a screen. */
export interface Step<State> {
  readonly state: State;
  readonly effects: readonly Effect[];
  /** `back`: this screen is left. `open`: another is put over it, or in its place with `replace`. */
  readonly go?: Go;
  /** One line at the bottom for a moment. */
  readonly say?: { readonly text: string; readonly tone: "plain" | "error" };
  /** Changes that `u` takes back. */
  readonly undoable?: {
    readonly what: string;
    readonly changes: readonly FileChange[];
  };
}

export type Go =
  | { readonly to: "back" }
  | { readonly to: "open"; readonly place: Destination }
  | { readonly to: "replace"; readonly place: Destination };

/** Where one can go; the root makes the screen's first state of it. */
export type Destination =
  | { readonly at: "specs" }
  | { readonly at: "spec"; readonly spec: string; readonly line?: number }
  | { readonly at: "add-example"; readonly spec: string; readonly requirement: string }
  | { readonly at: "refine"; readonly spec: string }
  | { readonly at: "generate"; readonly specs: readonly string[] }
  | { readonly at: "start-run"; readonly specs: readonly string[] }
  | { readonly at: "run"; readonly run: string }
  | { readonly at: "accept"; readonly run: string }
  | { readonly at: "inbox" };

/** A step that changes nothing. */
export function stay<State>(state: State, effects: readonly Effect[] = []): Step<State> {
  return { state, effects };
}
