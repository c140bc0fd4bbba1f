import { describe, expect, test } from "vitest";
import type { Checked } from "../../src/app/check.ts";
import { exitCode } from "../../src/cli/commands/check.ts";
import type { Outcome } from "../../src/verdict/outcome.ts";

const summary = { holds: 1, fails: 0, weak: 0, unproven: 0, drifted: 0, unbound: 0, manual: 0 };

function checked(rest: Partial<Checked> = {}): Checked {
  return {
    outcome: "green",
    summary,
    requirements: [],
    diagnostics: [],
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

  test.each([
    ["weak", { weak: 1 }, 1],
    ["unproven", { unproven: 1 }, 1],
    ["manual", { manual: 1 }, 0],
  ])("%s passes, and under --strict: %j gives %i", (_, some, strict) => {
    expect(exitCode(checked({ summary: { ...summary, ...some } }), false)).toBe(0);
    expect(exitCode(checked({ summary: { ...summary, ...some } }), true)).toBe(strict);
  });
});
