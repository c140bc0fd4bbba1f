import type { RunEvent } from "../loop/events.ts";

/** A ledger that this program cannot read. `code` is stable. */
export class LedgerError extends Error {
  readonly code = "ledger-unreadable";
}

/**
 * Takes entries of a log for events. Nothing is skipped: one that is no event of ours, or a log that does not
 * begin with the start of a run, throws a LedgerError that says which.
 */
export function readEvents(entries: readonly unknown[]): readonly RunEvent[] {
  return entries.map((entry, index) => {
    const where = `entry ${index + 1} of the run's ledger`;
    if (!isEvent(entry)) {
      throw new LedgerError(`${where} is no event that this version knows: ${shown(entry)}. ${mend}`);
    }
    if ((index === 0) !== (entry.type === "run-started")) {
      throw new LedgerError(`${where} is ${entry.type}; expected run-started first, and there only. ${mend}`);
    }
    return entry;
  });
}

const mend = "Start over with `greenbar run --fresh`; the old ledger is kept.";

const types: Readonly<Record<RunEvent["type"], true>> = {
  "run-started": true,
  "run-resumed": true,
  "weak-found": true,
  "requirement-started": true,
  told: true,
  "person-said": true,
  "budgets-changed": true,
  "turn-started": true,
  "turn-ended": true,
  "turn-failed": true,
  "tool-called": true,
  "edit-intended": true,
  "edit-applied": true,
  "edit-denied": true,
  "tool-result": true,
  "trial-started": true,
  feedback: true,
  verdict: true,
  "conflict-reported": true,
  "no-progress": true,
  "fresh-context": true,
  "budget-exhausted": true,
  paused: true,
  "run-ended": true,
  proposal: true,
  "apply-intended": true,
  applied: true,
  "proposal-declined": true,
};

function isEvent(entry: unknown): entry is RunEvent {
  return (
    typeof entry === "object" &&
    entry !== null &&
    "type" in entry &&
    typeof entry.type === "string" &&
    Object.hasOwn(types, entry.type)
  );
}

function shown(entry: unknown): string {
  const text = JSON.stringify(entry) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
