import { describe, expect, test } from "vitest";
import { outcomesByExample, runSuites } from "../../src/app/suite-run.ts";
import type { Suite } from "../../src/suite/suite.ts";
import type { Problem, TestOutcome, TestReport } from "../../src/verdict/report.ts";

const suite = (path: string, ...examples: string[]): Suite => ({
  spec: "specs/a.md",
  path,
  text: "",
  tests: examples.map((example) => ({ example, name: ["A", example], hash: "" })),
  needs: [],
});

const report = (rest: Partial<TestReport> = {}): TestReport => ({
  tests: [],
  problems: [],
  ended: "complete",
  endedWhy: "",
  output: "",
  vitest: { version: "5.1.1", from: "greenbar" },
  ...rest,
});

const told = (file: string, example: string, outcome: TestOutcome) => ({
  file,
  name: ["A", example],
  outcome,
  duration: 1,
});

const passed: TestOutcome = { is: "passed" };
const failed: TestOutcome = { is: "assertion", message: "differs", expected: null, actual: null, at: null };
const a = suite("test/a.test.ts", "one", "two");
const b = suite("test/b.test.ts", "three");

describe("the outcome of each example", () => {
  test("by file and name, so that equal names in two files are two tests", () => {
    const other = suite("test/b.test.ts", "one");
    const tests = [told(a.path, "one", passed), told(other.path, "one", failed)];
    const outcomes = outcomesByExample([suite(a.path, "one")], report({ tests }));
    expect([...outcomes]).toStrictEqual([["one", passed]]);
  });

  test("a test that was not told is missing, and says why", () => {
    expect(outcomesByExample([b], report()).get("three")).toStrictEqual({
      is: "missing",
      message: "its test did not run",
    });
    expect(
      outcomesByExample([b], report({ ended: "crashed", endedWhy: "killed" })).get("three"),
    ).toStrictEqual({ is: "missing", message: "killed" });
    expect(
      outcomesByExample([b], report({ ended: "timeout", endedWhy: "too long" })).get("three"),
    ).toStrictEqual({ is: "timeout", message: "too long" });
  });

  const unhandled = (file: string | null): Problem => ({
    file,
    outcome: { is: "unhandled", message: "boom" },
  });
  const tests = [told(a.path, "one", passed), told(a.path, "two", failed), told(b.path, "three", passed)];

  test.each<[string, string | null, string[]]>([
    ["of one file takes its passed tests with it", a.path, ["unhandled", "assertion", "passed"]],
    ["of no file takes all passed tests with it", null, ["unhandled", "assertion", "unhandled"]],
  ])("a problem %s", (_, file, kinds) => {
    const outcomes = outcomesByExample([a, b], report({ tests, problems: [unhandled(file)] }));
    expect([...outcomes.values()].map(({ is }) => is)).toStrictEqual(kinds);
  });
});

test("with no suite nothing is started, and it is complete", async () => {
  const runner = {
    run: () => Promise.reject(new Error("started")),
    open: () => Promise.reject(new Error("started")),
  };
  const { outcomes, report: nothing } = await runSuites(runner, [], {} as never);
  expect(outcomes.size).toBe(0);
  expect(nothing.ended).toBe("complete");
});
