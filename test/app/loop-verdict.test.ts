import { describe, expect, test } from "vitest";
import { loopVerdict, measured } from "../../src/app/run/loop-verdict.ts";
import type { Verdict } from "../../src/app/verdict-on.ts";
import type { ExampleVerdict } from "../../src/verdict/judge-verdict.ts";
import type { TestOutcome, TestReport } from "../../src/verdict/report.ts";
import { example, is, number, planOf, use } from "../verdict/judge-plan.ts";

const plan = planOf(["one", "two"].map((id) => example(id, [use("add")], [is("add(1, 2)", number(3))])));
const passed: TestOutcome = { is: "passed" };
const failed: TestOutcome = {
  is: "assertion",
  message: "secret 4711",
  expected: "4711",
  actual: "1",
  at: null,
};

function judged(
  example: string,
  status: ExampleVerdict["status"],
  message: string | null = null,
): ExampleVerdict {
  return { example, status, reason: null, message };
}

function verdict(rest: Partial<Verdict> = {}): Verdict {
  return {
    suite: new Map([
      ["one", passed],
      ["two", passed],
    ]),
    judge: new Map(["one", "two"].map((id) => [id, judged(id, "passed")])),
    ended: "complete",
    endedWhy: "",
    compromised: [],
    ...rest,
  };
}

describe("suite and judge, for the loop", () => {
  test("green when both say so of every example", () => {
    expect(loopVerdict([plan], verdict(), new Set())).toMatchObject({
      outcome: "green",
      counts: { passed: 2, failed: 0 },
      failures: [],
      heldOut: [],
    });
  });

  test("nothing of a hold-out is told but that its requirement has one that fails", () => {
    const suite = new Map<string, TestOutcome>([
      ["one", passed],
      ["two", failed],
    ]);
    const judge = new Map([
      ["one", judged("one", "passed")],
      ["two", judged("two", "failed", "secret 4711")],
    ]);
    const told = loopVerdict([plan], verdict({ suite, judge }), new Set(["two"]));
    expect(told).toMatchObject({
      outcome: "red",
      failures: [],
      heldOut: ["r"],
      counts: { passed: 1, failed: 1 },
    });
    expect(JSON.stringify(told)).not.toContain("4711");
  });

  test("nor what an example says that ran beside one: the code may have put the hold-out's input into it", () => {
    const seen: TestOutcome = { is: "unhandled", message: "Error: late add(4711)" };
    const suite = new Map([["one", seen] as const, ["two", seen] as const]);
    const judge = new Map([
      ["one", judged("one", "failed", "it threw 4711")],
      ["two", judged("two", "failed", "it threw 4711")],
    ]);
    const ran = verdict({ suite, judge, ended: "crashed", endedWhy: "ended early. seen 4711" });
    const told = loopVerdict([plan], ran, new Set(["two"]));
    expect(told.failures).toMatchObject([
      { example: "one", kind: "unhandled", expected: null, actual: null },
    ]);
    expect(told.problems).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain("4711");
    // With nothing kept back there is nothing to hide.
    expect(JSON.stringify(loopVerdict([plan], ran, new Set()))).toContain("Error: late add(4711)");
  });

  test("what passes in the suite and fails before the judge is compromised", () => {
    const judge = new Map([
      ["one", judged("one", "failed", "differs")],
      ["two", judged("two", "passed")],
    ]);
    expect(loopVerdict([plan], verdict({ judge }), new Set())).toMatchObject({
      outcome: "compromised",
      compromised: ["one"],
    });
  });

  test.each<[ExampleVerdict["status"], string]>([
    ["flaky", "flaky"],
    ["timeout", "red"],
    ["lost", "compromised"],
    ["unloadable", "red"],
    ["not-judged", "green"],
  ])("a judge that says %s: %s", (status, outcome) => {
    const judge = new Map([
      ["one", judged("one", status)],
      ["two", judged("two", "passed")],
    ]);
    expect(loopVerdict([plan], verdict({ judge }), new Set()).outcome).toBe(outcome);
  });

  test("an example of which neither speaks has failed", () => {
    const silent = verdict({ suite: new Map(), judge: new Map() });
    expect(loopVerdict([plan], silent, new Set())).toMatchObject({ outcome: "red", counts: { failed: 2 } });
  });

  test.each(["no-vitest", "not-started"] as const)("%s: the machine failed, not the code", (ended) => {
    const silent = verdict({ suite: new Map(), ended, endedWhy: "too slow" });
    expect(loopVerdict([plan], silent, new Set())).toMatchObject({ outcome: "infra", why: "too slow" });
  });

  test("a requirement that waits for a person says where", () => {
    const unbound = planOf([example("u", [], { is: "unbound", why: "no example" })]);
    const said = verdict({
      suite: new Map([["u", { is: "unbound", message: "no example" }]]),
      judge: new Map([["u", judged("u", "failed")]]),
    });
    expect(loopVerdict([unbound], said, new Set()).why).toMatch(/specs\/impl\.md:1 has no example yet/);
  });
});

describe("a suite run, for the loop", () => {
  const report: TestReport = {
    tests: [],
    problems: [],
    ended: "complete",
    endedWhy: "",
    output: "",
    vitest: { version: "", from: "greenbar" },
  };
  const outcomes = new Map<string, TestOutcome>([
    ["one", passed],
    ["two", failed],
  ]);

  test("counts, failures and what passed", () => {
    expect(measured([plan], report, outcomes)).toMatchObject({
      is: "measured",
      counts: { passed: 1, failed: 1 },
      passed: ["one"],
      problems: [],
    });
  });

  test("one that did not come to its end has a problem", () => {
    const stopped = { ...report, ended: "timeout", endedWhy: "too long" } as const;
    expect(measured([plan], stopped, outcomes)).toMatchObject({ problems: ["too long"] });
  });

  test.each(["no-vitest", "not-started"] as const)("%s: there is nothing to go on with", (ended) => {
    const none = { ...report, ended, endedWhy: "too old" };
    expect(measured([plan], none, outcomes)).toStrictEqual({ is: "broken", why: "too old" });
  });
});
