import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { TestOutcome, TestReport } from "../../../src/verdict/report.ts";
import { job, modulesOf, project, runner } from "./projects.ts";

const file = "test/specs/subject.test.ts";

/** What each test of the fixture `outcomes` must be told as: the table of how failures show. */
const expected: readonly (readonly [
  title: string,
  outcome: Partial<TestOutcome> & { is: TestOutcome["is"] },
])[] = [
  ["passed", { is: "passed" }],
  ["assertion", { is: "assertion", expected: "4", actual: "3", at: `${file}:11` }],
  ["property", { is: "assertion", message: expect.stringContaining("Counterexample: ["), at: `${file}:14` }],
  ["thrown", { is: "thrown", name: "RangeError", message: "boom", at: `${file}:17` }],
  [
    "thrown in a property",
    { is: "thrown", name: "RangeError", message: expect.stringMatching(/seed: 1\b[^]*\nboom$/) },
  ],
  ["stub", { is: "notImplemented", name: "stub" }],
  ["stub in a property", { is: "notImplemented", name: "stub" }],
  ["stub where a throw is expected", { is: "notImplemented", name: "stub" }],
  ["stub where a message is expected", { is: "notImplemented", name: "stub" }],
  ["stub that rejects", { is: "notImplemented", name: "stub" }],
  ["missing function", { is: "notImplemented", name: "lost" }],
  ["missing class", { is: "notImplemented", name: "Lost" }],
  ["missing in a property", { is: "notImplemented", name: "lost" }],
  ["missing object", { is: "notImplemented", name: "lost, Lost" }],
  ["unbound", { is: "unbound", message: "unbound: nothing to check" }],
  ["timeout", { is: "timeout", message: expect.stringContaining("timed out in 100ms") }],
  ["no assertion", { is: "thrown", message: expect.stringContaining("assertion") }],
  ["skipped", { is: "skipped" }],
  ["todo", { is: "skipped" }],
  ["written to fail", { is: "missing" }],
  ["tried again", { is: "missing" }],
  ["planned, not there", { is: "missing" }],
  ["told, not planned", { is: "missing" }],
];

const versions = [
  ["5", "vitest"],
  ["4", "vitest4"],
  ["3", "vitest3"],
] as const;

describe.each(versions)("on Vitest %s", (major, installed) => {
  const isThere = existsSync(join(modulesOf(installed), installed));
  const fixture = project("outcomes", { vitest: installed });
  afterAll(fixture.remove);
  let report: TestReport | undefined;

  // Skipped only where `npm install` in test/vitests was not run: `npm test` does that first.
  test.skipIf(!isThere)("runs the project's own Vitest, and tells each test once", async () => {
    const planned = expected
      .map(([title]) => ["outcomes", title])
      .filter(([, title]) => title !== "told, not planned");
    report = await runner.run(job(fixture.dir, file, planned, { missingExports: ["lost", "Lost"] }));
    expect(report.endedWhy).toBe("");
    expect(report.ended).toBe("complete");
    expect(report.vitest.from).toBe("project");
    expect(report.vitest.version.split(".")[0]).toBe(major);
    expect(report.problems).toEqual([]);
    expect(report.tests).toHaveLength(expected.length);
  });

  test.skipIf(!isThere).each(expected)("%s", (title, outcome) => {
    const results = report?.tests.filter(({ name }) => name.at(-1) === title);
    expect(results).toHaveLength(1);
    expect(results?.[0]?.outcome).toMatchObject(outcome);
  });
});
