import type { OpenedSpec, Overview, Request } from "../app/engine/calls.ts";
import type { InboxItem } from "../app/inbox/inbox.ts";
import type { RequirementStatus } from "../verdict/statuses.ts";
import type { RunView } from "./run-view.ts";

/** What all screens know. Only the root's update changes it; a screen reads it. */
export interface Shared {
  readonly overview: Loaded<Overview>;
  /** By path of the spec: those that were opened. */
  readonly opened: ReadonlyMap<string, Loaded<OpenedSpec>>;
  /** By path of the spec: what the last check of this session said. */
  readonly verdicts: ReadonlyMap<string, SpecVerdict>;
  /** Null until it was read once. */
  readonly inbox: readonly InboxItem[] | null;
  /** By id: runs that were joined in this session. */
  readonly runs: ReadonlyMap<string, RunView>;
  /** Ids of runs whose process is alive, as far as is known. */
  readonly liveRuns: ReadonlySet<string>;
  /** What is being worked on for the screens. */
  readonly pending: readonly Pending[];
  /** Monotonic milliseconds of the last event that had a time. */
  readonly now: number;
}

export type Loaded<Value> =
  | { readonly is: "loading" }
  | { readonly is: "there"; readonly value: Value }
  | { readonly is: "failed"; readonly message: string; readonly advice: readonly string[] };

export interface SpecVerdict {
  readonly outcome: string;
  readonly requirements: readonly RequirementStatus[];
  /** Hash of the spec's text that was checked. */
  readonly hash: string;
  /** A file of the project changed since. */
  readonly isOld: boolean;
}

export interface Pending {
  readonly request: Request;
  readonly step: string;
  readonly done: number | null;
  readonly total: number | null;
  /** It was asked once more meanwhile, since what it reads may have changed: then its answer is asked for again. */
  readonly again: boolean;
}
