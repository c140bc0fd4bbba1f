import type { FileChange } from "../../app/ports.ts";
import type { Effect } from "../effect.ts";
import type { Shared } from "../model.ts";
import type { Place } from "./screen-table.ts";

/** Everything that the terminal shows comes from this. */
export interface Root {
  readonly columns: number;
  readonly rows: number;
  readonly shared: Shared;
  /** The screens that were opened, the one in front last; never empty. */
  readonly stack: readonly Place[];
  readonly overlay: Overlay;
  /** One line at the bottom, until the next key. */
  readonly said: { readonly text: string; readonly tone: "plain" | "error" } | null;
  /** What `u` takes back, the newest last. */
  readonly undoable: readonly { readonly what: string; readonly changes: readonly FileChange[] }[];
}

export type Overlay =
  | { readonly is: "none" }
  | { readonly is: "help"; readonly top: number }
  /** A run goes on: leave it, stop it, or stay. */
  | { readonly is: "leaving" };

export interface Rooted {
  readonly model: Root;
  readonly effects: readonly Effect[];
}
