import { expect, test } from "vitest";
import { redEvidence } from "../../src/verdict/red-evidence.ts";
import type { TestOutcome } from "../../src/verdict/report.ts";

const message = "words";

// One of each kind: the type makes sure that none is left out.
const outcomes: { readonly [K in TestOutcome["is"]]: Extract<TestOutcome, { is: K }> } = {
  passed: { is: "passed" },
  assertion: { is: "assertion", message, expected: "1", actual: "2", at: null },
  notImplemented: { is: "notImplemented", name: "add" },
  unbound: { is: "unbound", message },
  thrown: { is: "thrown", name: "TypeError", message, at: null },
  timeout: { is: "timeout", message },
  import: { is: "import", message },
  syntax: { is: "syntax", message },
  hook: { is: "hook", message },
  unhandled: { is: "unhandled", message },
  missing: { is: "missing", message },
  skipped: { is: "skipped", message },
};

const right = ["assertion", "notImplemented", "unbound"];

test.each(Object.values(outcomes))("$is", (outcome) => {
  const evidence = redEvidence(outcome);
  expect(evidence.red).toBe(right.includes(outcome.is) ? outcome.is : null);
});

test.each(Object.values(outcomes).filter(({ is }) => !right.includes(is) && is !== "passed"))(
  "$is is no evidence, and says why in its own words",
  (outcome) => {
    const evidence = redEvidence(outcome);
    expect(evidence.red === null && evidence.why).toContain(message);
  },
);

test("a test that passes against a stub is called vacuous", () => {
  const evidence = redEvidence(outcomes.passed);
  expect(evidence.red === null && evidence.why).toMatch(/^vacuous/);
});
