import type { RedReason } from "./lock.ts";
import type { TestOutcome } from "./report.ts";

/** What the red gate says of one test against the stub. */
export type RedEvidence =
  | { readonly red: RedReason }
  /** Not red for the right reason: it proves nothing. */
  | { readonly red: null; readonly outcome: TestOutcome["is"]; readonly why: string };

/**
 * Whether a test was red for the right reason: an assertion that differs, the stub's "not implemented", or an
 * unbound requirement. Passing on a stub, and failing of syntax, import, hook or time, prove nothing.
 */
export function redEvidence(outcome: TestOutcome): RedEvidence {
  return evidence[outcome.is](outcome as never);
}

type Table = {
  readonly [K in TestOutcome["is"]]: (outcome: Extract<TestOutcome, { is: K }>) => RedEvidence;
};

const broken =
  (sentence: string) =>
  (outcome: { readonly is: TestOutcome["is"]; readonly message: string }): RedEvidence => ({
    red: null,
    outcome: outcome.is,
    why: `${sentence}: ${outcome.message}`,
  });

const evidence: Table = {
  assertion: () => ({ red: "assertion" }),
  notImplemented: () => ({ red: "notImplemented" }),
  unbound: () => ({ red: "unbound" }),
  passed: () => ({
    red: null,
    outcome: "passed",
    why: "vacuous: it passes against a stub that does nothing, so it would never notice a wrong program",
  }),
  thrown: ({ name, message }) => ({
    red: null,
    outcome: "thrown",
    why: `it threw ${name} before it came to the subject: ${message}`,
  }),
  timeout: broken("it did not end"),
  import: broken("its file could not be imported"),
  syntax: broken("its file could not be parsed"),
  hook: broken("a hook failed"),
  unhandled: broken("an error outside the test"),
  missing: broken("it did not run"),
  skipped: broken("it was skipped"),
};
