import type { RunEvent, RunEventBody } from "../loop/events.ts";
import type { Recorder } from "../loop/recorder.ts";
import { step } from "../loop/state.ts";
import type { RunState } from "../loop/state.ts";
import { fold } from "./fold.ts";
import { readEvents } from "./read-events.ts";

/** The port to a run's append-only log. */
export interface Journal {
  /** All whole entries, oldest first; `notice` says what was left out (a torn last line), else null. */
  read(): Promise<{ readonly events: readonly unknown[]; readonly notice: string | null }>;
  /** Settles when the entry is safe on disk. */
  append(event: RunEvent): Promise<void>;
  /** The event as it may be kept; without it, as it is. */
  redact?(event: RunEvent): RunEvent;
}

export interface LedgerSettings {
  readonly journal: Journal;
  /** Milliseconds since this session began. */
  readonly sessionMs: () => number;
  /** Told of each event once it is safe; a screen or a JSON stream. */
  readonly onEvent?: (event: RunEvent, state: RunState) => void;
}

export interface Ledger extends Recorder {
  /** What was wrong with the log when it was opened, if anything. */
  readonly notice: string | null;
  /** Milliseconds of the run's own time: sessions before this one, and this one. */
  elapsedMs(): number;
}

/**
 * Opens a run's ledger: reads it, folds it, and goes on from there. Appending is in order and one at a time;
 * state changes only once an event is safe.
 */
export async function openLedger(settings: LedgerSettings): Promise<Ledger> {
  const { events, notice } = await settings.journal.read();
  let state = fold(readEvents(events));
  const before = state.elapsedMs;
  const elapsedMs = () => before + Math.round(settings.sessionMs());
  const write = async (body: RunEventBody): Promise<void> => {
    const whole: RunEvent = { ...body, at: elapsedMs() };
    const event = settings.journal.redact?.(whole) ?? whole;
    await settings.journal.append(event);
    state = step(state, event);
    settings.onEvent?.(event, state);
  };
  let last: Promise<void> = Promise.resolve();
  return {
    notice,
    elapsedMs,
    state: () => state,
    record(body) {
      // One that failed fails its own caller; the next is tried all the same.
      const next = last.then(
        () => write(body),
        () => write(body),
      );
      last = next;
      return next;
    },
  };
}
