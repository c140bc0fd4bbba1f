import type { RunEventBody } from "./events.ts";
import type { RunState } from "./state.ts";

/** Where the loop writes what happens, and reads where it stands. */
export interface Recorder {
  /** The fold over everything recorded so far, earlier sessions of the run included. */
  state(): RunState;
  /** Settles when the event is safe on disk and folded in. One at a time, in the order of the calls. */
  record(event: RunEventBody): Promise<void>;
}
