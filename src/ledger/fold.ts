import type { RunEvent } from "../loop/events.ts";
import { emptyState, step } from "../loop/state.ts";
import type { RunState } from "../loop/state.ts";

/** Where a run stands after its events: there is no other state. */
export function fold(events: readonly RunEvent[]): RunState {
  return events.reduce(step, emptyState);
}
