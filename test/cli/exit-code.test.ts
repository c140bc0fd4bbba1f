import { describe, expect, test } from "vitest";
import type { Checked } from "../../src/app/check.ts";
import { exitCode, exitCodeAgainst } from "../../src/cli/commands/check.ts";
import type { Entry } from "../../src/verdict/hold-to-baseline.ts";
import type { Outcome } from "../../src/verdict/outcome.ts";

const summary = { holds: 1, fails: 0, weak: 0, unproven: 0, drifted: 0, unbound: 0, manual: 0 };

function checked(rest: Partial<Checked> = {}): Checked {
  return {
    outcome: "green",
    summary,
    requirements: [],
    diagnostics: [],
    questions: [],
    drift: [],
    specs: [],
    byReceipt: [],
    untouched: [],
    drafts: [],
    sandbox: "none",
    seed: 1,
    endedWhy: "",
    ...rest,
  };
}

describe("the exit status of a check", () => {
  test.each<[Outcome, number]>([
    ["green", 0],
    ["red", 1],
    ["flaky", 1],
    ["ambiguous", 1],
    ["budget", 1],
    ["compromised", 3],
    ["infra", 4],
  ])("%s: %i", (outcome, code) => {
    expect(exitCode(checked({ outcome }), false)).toBe(code);
    expect(exitCode(checked({ outcome }), true)).toBe(code);
  });

  test("green is not enough when Vitest did not go to its end", () => {
    expect(exitCode(checked({ endedWhy: "too long" }), false)).toBe(1);
  });

  test("open questions pass, and do not under --strict", () => {
    const asking = checked({ questions: [{ spec: "specs/a.md", line: 3, text: "which?" }] });
    expect(exitCode(asking, false)).toBe(0);
    expect(exitCode(asking, true)).toBe(1);
  });

  test("an example that nobody has looked at passes, and does not under --strict", () => {
    const requirement = {
      id: "a",
      spec: "specs/a.md",
      line: 1,
      title: "A",
      status: "holds",
      examples: [],
    } as const;
    const unread = checked({ requirements: [{ ...requirement, unreviewed: 1 }] });
    expect(exitCode(unread, false)).toBe(0);
    expect(exitCode(unread, true)).toBe(1);
  });

  test.each([
    ["weak", { weak: 1 }, 1],
    ["unproven", { unproven: 1 }, 1],
    ["manual", { manual: 1 }, 0],
  ])("%s passes, and under --strict: %j gives %i", (_, some, strict) => {
    expect(exitCode(checked({ summary: { ...summary, ...some } }), false)).toBe(0);
    expect(exitCode(checked({ summary: { ...summary, ...some } }), true)).toBe(strict);
  });
});

describe("the exit status of a check against a baseline", () => {
  const held = { known: [], new: [], paid: [], gone: [] };
  const entry: Entry = {
    id: "a/r",
    spec: "specs/a.md",
    line: 1,
    title: "R",
    was: "fails",
    is: "fails",
    examples: [],
  };

  test.each<[Outcome, number, number]>([
    ["green", 0, 1],
    ["red", 0, 1],
    ["flaky", 0, 1],
    ["compromised", 3, 3],
    ["infra", 4, 4],
  ])("%s: %i, and %i where something is new", (outcome, old, worse) => {
    const found = checked({ outcome });
    expect(exitCodeAgainst({ ...held, known: [entry] }, found, false)).toBe(old);
    expect(exitCodeAgainst({ ...held, paid: [entry], gone: [entry] }, found, true)).toBe(old);
    expect(exitCodeAgainst({ ...held, new: [entry] }, found, false)).toBe(worse);
  });

  test("Vitest has to go to its end, and under --strict no question is open", () => {
    expect(exitCodeAgainst(held, checked({ endedWhy: "too long" }), false)).toBe(1);
    const asking = checked({ questions: [{ spec: "specs/a.md", line: 3, text: "which?" }] });
    expect(exitCodeAgainst(held, asking, false)).toBe(0);
    expect(exitCodeAgainst(held, asking, true)).toBe(1);
  });
});
