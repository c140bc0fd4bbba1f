import { describe, expect, test } from "vitest";
import type { ExampleVerdict } from "../../src/verdict/judge-verdict.ts";
import { disagreements, latecomers, outcomeOf } from "../../src/verdict/outcome.ts";
import type { TestOutcome } from "../../src/verdict/report.ts";
import type { RequirementStatus, Status } from "../../src/verdict/statuses.ts";

const requirement = (status: Status): RequirementStatus => ({
  id: "r",
  spec: "specs/a.md",
  line: 1,
  title: "R",
  status,
  examples: [],
});

const judged = (status: ExampleVerdict["status"]): ReadonlyMap<string, ExampleVerdict> =>
  new Map([["e", { example: "e", status, reason: null, message: null }]]);

const nothing = { suite: new Map(), judge: new Map(), compromised: [] };

describe("the outcome of a verdict", () => {
  test.each<[Status[], string]>([
    [[], "green"],
    [["holds", "manual"], "green"],
    [["weak", "unproven"], "green"],
    [["holds", "fails"], "red"],
    [["holds", "unbound"], "red"],
    [["drifted"], "red"],
  ])("%j is %s", (statuses, outcome) => {
    expect(outcomeOf(statuses.map(requirement), nothing)).toBe(outcome);
  });

  test("a flaky example wins over a red one", () => {
    expect(outcomeOf([requirement("fails")], { ...nothing, judge: judged("flaky") })).toBe("flaky");
  });

  test("compromised wins over everything", () => {
    const verdict = { ...nothing, judge: judged("flaky"), compromised: ["e"] };
    expect(outcomeOf([requirement("fails")], verdict)).toBe("compromised");
  });
});

describe("where suite and judge disagree", () => {
  const suite = (is: "passed" | "skipped"): ReadonlyMap<string, TestOutcome> =>
    new Map([["e", is === "passed" ? { is } : { is, message: "" }]]);

  test.each<[ExampleVerdict["status"], "passed" | "skipped", readonly string[]]>([
    ["failed", "passed", ["e"]],
    ["failed", "skipped", []],
    ["passed", "passed", []],
    ["timeout", "passed", []],
    ["lost", "passed", ["e"]],
    ["lost", "skipped", []],
    ["unloadable", "passed", []],
    ["flaky", "passed", []],
  ])("judge %s, suite %s", (status, is, found) => {
    expect(disagreements(suite(is), judged(status))).toStrictEqual(found);
  });
});

test.each<[string, Partial<ExampleVerdict>, "passed" | "skipped", readonly string[]]>([
  ["late", { status: "timeout", isLate: true }, "passed", ["e"]],
  ["late, and not believed by the suite either", { status: "timeout", isLate: true }, "skipped", []],
  ["not reached, or a pattern that was given up on", { status: "timeout" }, "passed", []],
  ["wrong", { status: "failed" }, "passed", []],
])("who is late: %s", (_, verdict, is, found) => {
  const suite = new Map<string, TestOutcome>([["e", is === "passed" ? { is } : { is, message: "" }]]);
  const judge = new Map([
    ["e", { example: "e", status: "passed", reason: null, message: null, ...verdict } as const],
  ]);
  expect(latecomers(suite, judge)).toStrictEqual(found);
});
