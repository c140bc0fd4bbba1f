import type { RedReason } from "../../../../verdict/lock.ts";
import type { Status } from "../../../../verdict/statuses.ts";
import type { Line } from "../../../paint/line.ts";
import { span } from "../../../paint/span.ts";
import { statusSigns } from "../../../paint/status-signs.ts";
import type { Standing } from "../standing.ts";

/** `✗ fails · row`; for what was said before a change, that it was. */
export function statusLine({ status, isOld }: Standing, what: string): Line {
  return [
    span(`${statusSigns[status]} ${status}`, isOld ? "dim" : status),
    span(` · ${what}`, "dim"),
    ...(isOld ? [span(" · before the last change", "dim")] : []),
  ];
}

/** What a status means where nothing else is said of it. */
export const meanings: Readonly<Record<Status, string>> = {
  holds: "Suite and judge both say so.",
  fails: "The code does not do this.",
  weak: "It holds, but a wrong program would pass too: it needs another example.",
  unproven: "Not judged yet, or never seen red.",
  drifted: "Its text or its test changed since it was seen red.",
  unbound: "No example of it can be run yet.",
  manual: "A person checks this.",
};

const reasons: Readonly<Record<string, string>> = {
  assertion: "The value differs.",
  notImplemented: "It is not implemented.",
  unbound: "Nothing in it can be run.",
  thrown: "It threw instead.",
  timeout: "It took too long.",
  import: "The code could not be loaded.",
  unloadable: "The code could not be loaded.",
  syntax: "The code could not be read.",
  hook: "Something before or behind the test failed.",
  unhandled: "An error outside of the test.",
  missing: "Its test did not run.",
  skipped: "Its test was skipped.",
  flaky: "Two runs did not agree.",
  lost: "The process ended before it answered.",
  console: "What it printed differs.",
  changed: "It changed since it was seen red.",
  "not judged": "It was not judged yet.",
  "no red evidence": "It was never seen red.",
};

/** A reason as it comes in a verdict, in words. */
export function reasonWords(reason: string): string {
  return reasons[reason] ?? reason;
}

export const redWords: Readonly<Record<RedReason, string>> = {
  assertion: "seen red: its assertion differed",
  notImplemented: "seen red: not implemented, against the stub",
  unbound: "seen red: unbound",
};
