import type { RunEvent } from "../loop/events.ts";
import type { Redactor } from "../loop/redact.ts";
import type { Journal } from "./ledger.ts";

/** A journal that keeps no secret: what a run remembers, and what its listeners are told, is what is on disk. */
export function redactJournal<Log extends Journal>(journal: Log, redactor: Redactor): Log {
  return { ...journal, redact: (event: RunEvent) => redactor.value(event, verbatim) };
}

/**
 * What a run compares, looks up, or sends back as it came (a thinking block's signature covers its text). None of
 * it is text of a file, a test or a person.
 */
const verbatim: ReadonlySet<string> = new Set(
  [
    "type run agent model snapshot sandbox outcome by kind stop requirement example spec specs passed heldOut",
    "compromised call id tool_use_id tool name path files code preHash postHash thinking signature data",
  ].flatMap((names) => names.split(" ")),
);
