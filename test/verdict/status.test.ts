import { describe, expect, test } from "vitest";
import type { Example, Plan, Requirement } from "../../src/plan/plan.ts";
import type { ExampleVerdict } from "../../src/verdict/judge-verdict.ts";
import { textHash } from "../../src/verdict/lock.ts";
import type { TestOutcome } from "../../src/verdict/report.ts";
import type { Evidence } from "../../src/verdict/status.ts";
import type { Status } from "../../src/verdict/statuses.ts";
import { requirementStatuses } from "../../src/verdict/status.ts";
import { countStatuses, statuses, worst } from "../../src/verdict/statuses.ts";
import { example, is, number, place, use } from "./judge-plan.ts";

const adds = example("adds", [use("add")], [is("add(1, 2)", number(3))]);
const unbound = example("unbound", [], { is: "unbound", why: "no example" });

const requirement = (
  id: string,
  path: readonly string[],
  examples: readonly Example[],
  manual: string | null = null,
): Requirement => ({ id, title: id, path, place, manual, examples });

const planWith = (...requirements: readonly Requirement[]): Plan => ({
  spec: "specs/a.md",
  title: null,
  draft: false,
  subjects: [],
  requirements,
  diagnostics: [],
});

const passed: TestOutcome = { is: "passed" };
const failed: TestOutcome = { is: "assertion", message: "differs", expected: "3", actual: "4", at: null };
const judged = (status: ExampleVerdict["status"], message: string | null = null): ExampleVerdict => ({
  example: "adds",
  status,
  reason: status === "passed" ? null : "assertion",
  message,
});

/** Evidence with which `adds` holds, and what a case changes of it. */
const evidence = (rest: Partial<Evidence> = {}): Evidence => ({
  suite: new Map([["adds", passed]]),
  judge: new Map([["adds", judged("passed")]]),
  lock: {
    examples: new Map([["adds", { text: textHash(adds), test: "t", red: "notImplemented", held: false }]]),
    suites: new Map(),
  },
  tests: new Map([["adds", "t"]]),
  edits: new Map(),
  ...rest,
});

const locked = (over: object) =>
  evidence({
    lock: {
      examples: new Map([
        ["adds", { text: textHash(adds), test: "t", red: "notImplemented", held: false, ...over }],
      ]),
      suites: new Map(),
    },
  });

describe("the status of an example", () => {
  const plan = planWith(requirement("r", ["R"], [adds]));

  test.each<[string, Evidence, Status, RegExp | null]>([
    ["suite, judge and red evidence agree", evidence(), "holds", null],
    ["the suite fails", evidence({ suite: new Map([["adds", failed]]) }), "fails", /differs/],
    ["the suite says nothing of it", evidence({ suite: new Map() }), "fails", /did not run/],
    [
      "the judge fails",
      evidence({ judge: new Map([["adds", judged("failed", "wrong")]]) }),
      "fails",
      /wrong/,
    ],
    ["the judge timed out", evidence({ judge: new Map([["adds", judged("timeout")]]) }), "fails", /timeout/],
    ["flaky", evidence({ judge: new Map([["adds", judged("flaky", "seed 1")]]) }), "fails", /seed 1/],
    [
      "the judge cannot be asked",
      evidence({ judge: new Map([["adds", judged("not-judged", "by itself")]]) }),
      "unproven",
      /by itself/,
    ],
    ["nothing was run", evidence({ suite: null, judge: null }), "unproven", /not judged/],
    [
      "never seen red",
      evidence({ lock: { examples: new Map(), suites: new Map() } }),
      "unproven",
      /never seen red/,
    ],
    ["its text changed", locked({ text: "other" }), "drifted", /text changed/],
    ["its test changed", locked({ test: "other" }), "drifted", /test changed/],
    [
      "its test was edited",
      evidence({ edits: new Map([["adds", "its test was changed by hand (a.test.ts:3)"]]) }),
      "drifted",
      /by hand/,
    ],
  ])("%s", (_, given, status, message) => {
    const found = requirementStatuses(plan, given)[0]?.examples[0];
    expect(found?.status).toBe(status);
    if (message !== null) expect(found?.message).toMatch(message);
  });

  test("a failure outranks a change, and tells of it", () => {
    const given = { ...locked({ text: "other" }), suite: new Map([["adds", failed]]) };
    expect(requirementStatuses(plan, given)[0]?.examples[0]).toMatchObject({
      status: "fails",
      expected: "3",
      actual: "4",
      message: "differs (also: its text changed since it was seen red)",
    });
  });
});

describe("the status of a requirement", () => {
  test("without an example it is unbound", () => {
    const [found] = requirementStatuses(planWith(requirement("r", ["R"], [unbound])), evidence());
    expect(found).toMatchObject({ status: "unbound" });
  });

  describe("that a wrong program would fulfil as well", () => {
    const weak = new Set(["r"]);
    const failing = new Map([["adds", failed]]);
    const none = { examples: new Map(), suites: new Map() };

    test.each<[string, Requirement, Evidence, Status]>([
      ["is weak instead of holding", requirement("r", ["R"], [adds]), evidence({ weak }), "weak"],
      ["fails when it fails", requirement("r", ["R"], [adds]), evidence({ weak, suite: failing }), "fails"],
      ["is unproven before", requirement("r", ["R"], [adds]), evidence({ weak, lock: none }), "unproven"],
      [
        "is manual where a person looks",
        requirement("r", ["R"], [adds], "by eye"),
        evidence({ weak }),
        "manual",
      ],
      ["is another one's matter", requirement("q", ["Q"], [adds]), evidence({ weak }), "holds"],
    ])("%s", (_, of, given, status) => {
      expect(requirementStatuses(planWith(of), given)[0]?.status).toBe(status);
    });

    test("makes the one above it weak", () => {
      const plan = planWith(requirement("upper", ["U"], []), requirement("r", ["U", "R"], [adds]));
      const found = requirementStatuses(plan, evidence({ weak }));
      expect(found.map(({ status }) => status)).toStrictEqual(["weak", "weak"]);
    });

    test("its examples hold", () => {
      const [found] = requirementStatuses(planWith(requirement("r", ["R"], [adds])), evidence({ weak }));
      expect(found?.examples.map(({ status }) => status)).toStrictEqual(["holds"]);
    });
  });

  test("manual, with a reason", () => {
    const [found] = requirementStatuses(planWith(requirement("r", ["R"], [], "looked at")), evidence());
    expect(found).toMatchObject({ status: "manual", examples: [] });
  });

  test("one that has its examples below it stands as they do", () => {
    const plan = planWith(
      requirement("upper", ["Upper"], []),
      requirement("lower", ["Upper", "Lower"], [adds]),
      requirement("other", ["Other"], [unbound]),
    );
    const found = requirementStatuses(plan, evidence());
    expect(found.map(({ id, status }) => [id, status])).toStrictEqual([
      ["upper", "holds"],
      ["lower", "holds"],
      ["other", "unbound"],
    ]);
  });

  test("the worst of several, and how many there are of each", () => {
    expect(worst([])).toBe("unbound");
    expect(worst(["holds", "weak", "drifted"])).toBe("drifted");
    expect(worst(["unbound", "fails", "holds"])).toBe("fails");
    const counts = countStatuses(requirementStatuses(planWith(requirement("r", ["R"], [adds])), evidence()));
    expect(counts).toStrictEqual({
      holds: 1,
      fails: 0,
      weak: 0,
      unproven: 0,
      drifted: 0,
      unbound: 0,
      manual: 0,
    });
    expect(Object.keys(counts).toSorted()).toStrictEqual(statuses.toSorted());
  });
});
