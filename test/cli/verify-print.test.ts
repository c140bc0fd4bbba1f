import { describe, expect, test } from "vitest";
import type { Verified, VerifiedSpec } from "../../src/app/receipts/verify.ts";
import { printVerified } from "../../src/cli/print/verify.ts";
import { createMemoryScreen } from "../support/memory-screen.ts";

const stands: VerifiedSpec = {
  spec: "specs/add.md",
  receipt: ".greenbar/receipts/add.json",
  state: "stands",
  differs: null,
  problem: null,
  claims: {
    sandbox: "bubblewrap",
    agent: "anthropic",
    model: "claude-sonnet-5-5",
    holdOuts: 1,
    examples: 6,
    passed: 6,
  },
  holds: true,
};

function printed(specs: readonly VerifiedSpec[], rest: Partial<Verified> = {}): string[] {
  const { screen, out } = createMemoryScreen();
  printVerified(screen, { specs, orphans: [], diagnostics: [], checked: null, ...rest });
  return out;
}

describe("what verify prints", () => {
  test("of a receipt that stands and holds", () => {
    expect(printed([stands])).toStrictEqual([
      "✓ specs/add.md  stands",
      "    claims 6 of 6 examples, by anthropic, claude-sonnet-5-5, bubblewrap, 1 hold-out",
      "    holds now",
      "",
      "1 of 1 receipt stands · what 1 of them claims holds now",
    ]);
  });

  test("of one that differs: the file, what was, what is, and what the check says", () => {
    const differs = { what: "src/add.ts", was: "a".repeat(64), is: "b".repeat(64) };
    expect(
      printed([{ ...stands, state: "differs", differs, holds: false }, stands]).slice(0, 4),
    ).toStrictEqual([
      "✗ specs/add.md  differs",
      "    src/add.ts changed (was aaaaaaaaaaaa…, is bbbbbbbbbbbb…)",
      "    claims 6 of 6 examples, by anthropic, claude-sonnet-5-5, bubblewrap, 1 hold-out",
      "    does not hold now: greenbar check specs/add.md",
    ]);
  });

  test("of a hand-off without a sandbox", () => {
    const claims = { ...stands.claims, agent: "handoff", model: null, sandbox: "none", holdOuts: "visible" };
    expect(printed([{ ...stands, claims } as VerifiedSpec])[1]).toBe(
      "    claims 6 of 6 examples, by handoff, unsandboxed, all visible",
    );
  });

  test("of one that cannot be read: its line, and what to do", () => {
    const problem = { line: 3, message: "its seal does not fit" };
    expect(printed([{ ...stands, state: "unreadable", problem, claims: null, holds: null }])).toStrictEqual([
      "✗ specs/add.md  cannot be read",
      "    .greenbar/receipts/add.json:3 its seal does not fit",
      "    Take it back from git, or delete it: the next green run leaves a new one.",
      "",
      "No receipt could be read, so nothing was verified.",
    ]);
  });

  test("of none, and of one whose spec is gone", () => {
    const none = { ...stands, state: "none", claims: null, holds: null } as const;
    expect(printed([none], { orphans: [".greenbar/receipts/gone.json"] })).toStrictEqual([
      "· specs/add.md  no receipt",
      "✗ .greenbar/receipts/gone.json  its spec is gone: delete it, or bring the spec back",
      "",
      "No receipt, so nothing was verified. A green `greenbar run` leaves one; `greenbar check` is the gate.",
    ]);
  });
});
