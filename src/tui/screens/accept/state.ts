import type { Proposal } from "../../../app/engine/calls.ts";
import type { FileChange } from "../../../app/ports.ts";
import type { Effect } from "../../effect.ts";
import type { Loaded } from "../../model.ts";
import type { Destination } from "../../screen.ts";

export interface AcceptState {
  readonly run: string;
  readonly proposal: Loaded<Proposal>;
  /** Number of the file that is shown. */
  readonly file: number;
  /** Rows of its diff above the window. */
  readonly top: number;
  /** Paths that are left out; all are in at first. */
  readonly out: ReadonlySet<string>;
  readonly phase: "looking" | "declining" | "working";
  /** Why the last answer could not be carried out. */
  readonly problem: { readonly message: string; readonly advice: readonly string[] } | null;
}

/** What a green run would change is asked for at once. */
export function arriveAtAccept({ run }: Extract<Destination, { at: "accept" }>): {
  readonly state: AcceptState;
  readonly effects: readonly Effect[];
} {
  return { state: firstState(run), effects: [{ do: "ask", request: { do: "proposal", run } }] };
}

export function firstState(run: string): AcceptState {
  const proposal = { is: "loading" } as const;
  return { run, proposal, file: 0, top: 0, out: new Set(), phase: "looking", problem: null };
}

/** The files that would change, once they are known. */
export function changesOf({ proposal }: AcceptState): readonly FileChange[] {
  return proposal.is === "there" ? proposal.value.changes : [];
}

/** Paths that are marked, in the order shown. */
export function markedPaths(state: AcceptState): readonly string[] {
  return changesOf(state)
    .map(({ path }) => path)
    .filter((path) => !state.out.has(path));
}
