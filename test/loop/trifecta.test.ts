import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Capability, EffectiveConfiguration } from "../../src/loop/trifecta.ts";
import { createHands } from "../../src/loop/hands.ts";
import { capabilitiesOf, trifecta } from "../../src/loop/trifecta.ts";

const sandboxed: EffectiveConfiguration = {
  agent: "anthropic",
  agentLine: "--agent anthropic",
  model: "claude-sonnet-5-5",
  sandbox: "bubblewrap",
  unsandboxedLine: null,
  copy: [],
  write: [],
  tools: ["str_replace_based_edit_tool", "search", "run_tests", "report_conflict"],
};

function judged(some: Partial<EffectiveConfiguration>) {
  return trifecta(capabilitiesOf({ ...sandboxed, ...some }));
}

function held(some: Partial<EffectiveConfiguration>): string {
  return judged(some)
    .legs.filter(({ given }) => given.length > 0)
    .map(({ leg }) => leg)
    .join(" ");
}

const person = { agent: "handoff", model: null, tools: [] };
const grammar = { agent: "offline", model: null };
const asked = { sandbox: "none", unsandboxedLine: "--unsandboxed" } as const;
const secrets = { copy: [".env"] };

describe("which legs a configuration gives, and what follows", () => {
  test.each<[string, Partial<EffectiveConfiguration>, string, string]>([
    ["a model in the sandbox", {}, "untrusted-content way-out", "allowed"],
    ["a hand-off in the sandbox", person, "", "allowed"],
    ["the offline agent in the sandbox", grammar, "", "allowed"],
    ["a hand-off without a sandbox", { ...person, sandbox: "none" }, "private-data way-out", "allowed"],
    ["the offline agent without a sandbox", { ...grammar, ...asked }, "private-data way-out", "allowed"],
    ["a model without a sandbox, as was asked", asked, "private-data untrusted-content way-out", "accepted"],
    [
      "a model without a sandbox, unasked",
      { sandbox: "none" },
      "private-data untrusted-content way-out",
      "refused",
    ],
    [
      "a model, and nothing known of the sandbox",
      { sandbox: null },
      "private-data untrusted-content way-out",
      "refused",
    ],
    ["a model that is shown secrets", secrets, "private-data untrusted-content way-out", "refused"],
    [
      "what was asked for accepts nothing else",
      { ...asked, ...secrets },
      "private-data untrusted-content way-out",
      "refused",
    ],
    ["secrets, and nobody who obeys text", { ...grammar, ...secrets }, "private-data", "allowed"],
    ["files that something else may run", { ...grammar, write: ["scripts"] }, "way-out", "allowed"],
    [
      "a build is no secret",
      { copy: ["dist", "dist/**", "src/generated/*.ts"] },
      "untrusted-content way-out",
      "allowed",
    ],
    [
      "an agent of which nothing is known",
      { ...person, agent: "acp" },
      "private-data untrusted-content way-out",
      "refused",
    ],
    [
      "a tool of which nothing is known",
      { ...grammar, tools: ["shell"] },
      "private-data untrusted-content way-out",
      "refused",
    ],
    [
      "an agent that is none but has a model",
      { ...grammar, model: "x" },
      "untrusted-content way-out",
      "allowed",
    ],
  ])("%s", (_, some, has, outcome) => {
    expect(held(some)).toBe(has);
    expect(judged(some).outcome).toBe(outcome);
  });

  test.each([
    [".env", true],
    ["config/.env.local", true],
    ["**", true],
    ["*", true],
    ["*.pem", true],
    ["certs/server.key", true],
    [".aws", true],
    ["secrets/**", true],
    ["app-credentials.json", true],
    ["dist/**", false],
    ["build", false],
    ["src/tokenizer/table.json", false],
    ["lib/keys.ts", false],
  ])("copy %s may hold secrets: %s", (glob, is) => {
    expect(held({ copy: [glob] }).includes("private-data")).toBe(is);
  });
});

describe("a refusal", () => {
  test("names the line that gives each leg, and the least to give up", () => {
    const { legs, cheapest } = judged(secrets);
    expect(legs.map(({ leg, given }) => [leg, ...given.map(({ line }) => line)])).toStrictEqual([
      ["private-data", 'copy: [".env"] in greenbar.config.ts'],
      ["untrusted-content", "--agent anthropic"],
      ["way-out", "--agent anthropic"],
    ]);
    expect(cheapest?.leg).toBe("private-data");
    expect(cheapest?.drops).toStrictEqual([expect.stringContaining("`copy`")]);
  });

  test("what is proposed does end it", () => {
    expect(judged({ ...secrets, copy: [] }).outcome).toBe("allowed");
    expect(judged({ ...secrets, ...asked, copy: [] }).outcome).toBe("accepted");
  });
});

const kinds: readonly Capability["is"][] = [
  "obeys-text",
  "sends-to-model",
  "reads-secrets",
  "has-your-rights",
  "writes-elsewhere",
  "unknown-agent",
  "unknown-tool",
  "unknown-sandbox",
];
const capability = fc.record({
  is: fc.constantFrom(...kinds),
  line: fc.constantFrom("one line", "another line"),
  asked: fc.boolean(),
});
const severity = { allowed: 0, accepted: 1, refused: 2 };

describe("adding a capability never turns a refusal into a permission", () => {
  test("over sets of capabilities, asked for or not", () => {
    fc.assert(
      fc.property(fc.array(capability), fc.array(capability), (some, more) => {
        const [before, after] = [trifecta(some), trifecta([...some, ...more])];
        expect(severity[after.outcome]).toBeGreaterThanOrEqual(severity[before.outcome]);
      }),
      { numRuns: 500 },
    );
  });

  test("over configurations: what each key adds, without a sandbox by asking included", () => {
    const configuration = fc.record({
      agent: fc.constantFrom("anthropic", "handoff", "offline", "acp"),
      model: fc.constantFrom(null, "claude-sonnet-5-5"),
      sandbox: fc.constantFrom("bubblewrap" as const, "sandbox-exec" as const),
      copy: fc.subarray([".env", "dist/**", "**"]),
      write: fc.subarray(["scripts", "bin"]),
      tools: fc.subarray(["search", "shell"]),
    });
    const more = fc.record({
      copy: fc.subarray(["secrets", "build"]),
      write: fc.subarray(["tools"]),
      tools: fc.subarray(["browser", "run_tests"]),
      goesWithout: fc.constantFrom("not", "asked", "unasked", "unknown"),
    });
    fc.assert(
      fc.property(configuration, more, (some, { goesWithout, ...added }) => {
        const wider = {
          ...some,
          copy: [...some.copy, ...added.copy],
          write: [...some.write, ...added.write],
          tools: [...some.tools, ...added.tools],
          ...(goesWithout === "asked" ? asked : {}),
          ...(goesWithout === "unasked" ? { sandbox: "none" as const } : {}),
          ...(goesWithout === "unknown" ? { sandbox: null } : {}),
        };
        expect(severity[judged(wider).outcome]).toBeGreaterThanOrEqual(severity[judged(some).outcome]);
      }),
      { numRuns: 500 },
    );
  });
});

test("every tool that there is has been weighed", () => {
  const hands = createHands({
    files: {} as Parameters<typeof createHands>[0]["files"],
    roots: [],
    rules: { allowed: [], guarded: [], subjects: [] },
  } as unknown as Parameters<typeof createHands>[0]);
  const names = hands.tools.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(3);
  expect(held({ ...grammar, tools: names })).toBe("");
});
