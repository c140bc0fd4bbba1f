import type { HostMessage } from "../app/run/host.ts";
import type { RunState } from "../loop/state.ts";
import type { Transcript } from "./transcript/transcript.ts";

/** A run as its screens show it: the run's state, and the transcript that was folded from its messages. */
export interface RunView {
  readonly run: string;
  readonly specs: readonly string[];
  /** Without the conversation, which no screen shows: what of it can be seen stands in the transcript. */
  readonly state: RunState;
  readonly transcript: Transcript;
  readonly isPaused: boolean;
  /** A hand-off's brief while it waits for an edit. */
  readonly brief: string | null;
  readonly progress: {
    readonly step: string;
    readonly done: number | null;
    readonly total: number | null;
  } | null;
  /** Monotonic milliseconds of the last message that brought something new. */
  readonly lastProgress: number;
  /** Monotonic milliseconds at which the run's own clock stood at `state.elapsedMs`. */
  readonly since: number;
  readonly ended: Extract<HostMessage, { is: "ended" }> | null;
}
