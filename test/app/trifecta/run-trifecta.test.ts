import { describe, expect, test } from "vitest";
import { readConfig } from "../../../src/app/config.ts";
import { agentLegs } from "../../../src/app/trifecta/agent-legs.ts";
import type { RunReach } from "../../../src/app/trifecta/run-trifecta.ts";
import { refuseTrifecta } from "../../../src/app/trifecta/run-trifecta.ts";

const model = { name: "anthropic", model: "claude-sonnet-5-5" } as const;

function config(given: object) {
  const read = readConfig(given);
  if ("config" in read) return read.config;
  throw new Error(read.problems.join());
}

function reach(some: Partial<RunReach> = {}): RunReach {
  return { agent: model, unsandboxed: false, sandbox: "bubblewrap", ...some };
}

describe("a run that begins", () => {
  test.each<[string, object, Partial<RunReach>]>([
    ["by a model in the sandbox", {}, {}],
    ["by hand, without a sandbox", {}, { agent: { name: "handoff", model: null }, sandbox: "none" }],
    ["offline, secrets in the copy", { copy: [".env"] }, { agent: { name: "offline", model: null } }],
  ])("%s goes on, and there is nothing to say", (_, given, some) => {
    expect(refuseTrifecta(config(given), reach(some))).toBeNull();
  });

  test.each<[string, object, Partial<RunReach>, string]>([
    ["by the option", {}, { unsandboxed: true, sandbox: "none" }, "--unsandboxed"],
    [
      "by the configuration",
      { unsandboxed: true },
      { sandbox: "none" },
      "unsandboxed: true in greenbar.config.ts",
    ],
  ])("without a sandbox %s goes on, and its legs are named", (_, given, some, line) => {
    const said = refuseTrifecta(config(given), reach(some));
    expect(said).toContain(`private data (${line})`);
    expect(said).toContain("untrusted content (the agent anthropic");
    expect(said).toContain("a way out (the agent anthropic");
  });

  test.each<[string, Partial<RunReach>]>([
    ["in the sandbox", {}],
    ["without one, which accepts nothing else", { unsandboxed: true, sandbox: "none" }],
  ])("with secrets in the copy of a model %s is refused with exit code 3", (_, some) => {
    const refuse = () =>
      refuseTrifecta(config({ copy: ["dist/**", ".env"], agent: "anthropic" }), reach(some));
    expect(refuse).toThrow("all three legs of the lethal trifecta");
    expect(refuse).toThrow(
      expect.objectContaining({
        exitCode: 3,
        advice: expect.arrayContaining([
          expect.stringContaining('private data: copy: [".env"] in greenbar.config.ts'),
          expect.stringContaining('untrusted content: agent: "anthropic" in greenbar.config.ts'),
          expect.stringContaining('a way out: agent: "anthropic" in greenbar.config.ts'),
          expect.stringMatching(/^The cheapest to drop is private data: name in `copy` only/),
        ]),
      }),
    );
  });
});

test("doctor's table: each agent, and who sends", () => {
  const rows = agentLegs(config({}), "bubblewrap").map(({ agent, outcome, sends }) => [
    agent,
    outcome,
    sends,
  ]);
  expect(rows).toStrictEqual([
    ["anthropic", "allowed", true],
    ["handoff", "allowed", false],
    ["offline", "allowed", false],
  ]);
  expect(agentLegs(config({}), "none")[0]?.outcome).toBe("refused");
  expect(agentLegs(config({ unsandboxed: true }), "none")[0]?.outcome).toBe("accepted");
});
