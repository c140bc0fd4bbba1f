import { describe, expect, test } from "vitest";
import { classify } from "../../src/verdict/classify.ts";
import type { RunEnd } from "../../src/verdict/classify.ts";
import type { RawError, RawEvent, RawTest } from "../../src/verdict/raw-events.ts";
import type { TestOutcome } from "../../src/verdict/report.ts";

const file = "test/specs/a.test.ts";
const complete: RunEnd = { how: "complete", why: "", output: "" };

function error(more: Partial<RawError> = {}): RawError {
  return {
    name: "Error",
    message: "",
    expected: null,
    actual: null,
    at: null,
    thrownInSuite: false,
    plugin: null,
    file: null,
    cause: null,
    ...more,
  };
}

function told(name: string, more: Partial<RawTest> = {}): RawTest {
  return {
    is: "test",
    id: name,
    file,
    name: [name],
    state: "passed",
    mode: "run",
    retries: 0,
    errors: [],
    duration: 1,
    ...more,
  };
}

function failed(...errors: readonly RawError[]): RawTest {
  return told("a", { state: "failed", errors });
}

function module(more: Partial<Extract<RawEvent, { is: "module" }>> = {}): RawEvent {
  return { is: "module", file, name: [], state: "failed", tests: 0, errors: [], ...more };
}

function report(
  events: readonly RawEvent[],
  names: readonly string[],
  end = complete,
  missing: readonly string[] = [],
) {
  return classify(
    events,
    names.map((name) => ({ file, name: [name] })),
    missing,
    end,
  );
}

function outcomes(
  events: readonly RawEvent[],
  names: readonly string[],
  end = complete,
): readonly TestOutcome[] {
  return report(events, names, end).tests.map(({ outcome }) => outcome);
}

describe("the error of a failed test", () => {
  const assertion = error({
    name: "AssertionError",
    message: "expected 1 to be 2",
    expected: "2",
    actual: "1",
  });
  const property = "Property failed after 1 tests\n{ seed: 7 }\nCounterexample: [0]";
  const at = `${file}:3`;

  const cases: readonly (readonly [string, RawError, TestOutcome])[] = [
    [
      "an assertion",
      { ...assertion, at },
      { is: "assertion", message: "expected 1 to be 2", expected: "2", actual: "1", at },
    ],
    [
      "an assertion in a property keeps seed and counterexample",
      error({ message: property, at, cause: assertion }),
      { is: "assertion", message: `${property}\nexpected 1 to be 2`, expected: "2", actual: "1", at },
    ],
    [
      "an assertion in a property, fast-check 3",
      error({ message: `${property}\nGot AssertionError: expected 1 to be 2\n    at x` }),
      {
        is: "assertion",
        message: `${property}\nGot AssertionError: expected 1 to be 2\n    at x\nexpected 1 to be 2`,
        expected: null,
        actual: null,
        at: null,
      },
    ],
    [
      "what the code throws",
      error({ name: "RangeError", message: "far" }),
      { is: "thrown", name: "RangeError", message: "far", at: null },
    ],
    [
      "what the code throws with a cause is its own affair",
      error({ name: "RangeError", message: "far", cause: assertion }),
      { is: "thrown", name: "RangeError", message: "far", at: null },
    ],
    ["the stub", error({ message: "not implemented: slugify" }), { is: "notImplemented", name: "slugify" }],
    [
      "the stub's member",
      error({ message: "not implemented: Slugs.add" }),
      { is: "notImplemented", name: "Slugs.add" },
    ],
    [
      "the stub in a property",
      error({ message: property, cause: error({ message: "not implemented: add" }) }),
      { is: "notImplemented", name: "add" },
    ],
    [
      "the stub before an assertion's own words",
      error({ name: "AssertionError", message: "not implemented: add: expected a RangeError" }),
      { is: "notImplemented", name: "add" },
    ],
    [
      "the stub where another error is expected",
      error({
        name: "AssertionError",
        message: "expected error to be instance of TypeError",
        actual: `Error {\n  "message": "not implemented: add",\n}`,
      }),
      { is: "notImplemented", name: "add" },
    ],
    [
      "the same in Vitest 3",
      error({
        name: "AssertionError",
        message: "expected error to be instance of TypeError",
        actual: "[Error: not implemented: add]",
      }),
      { is: "notImplemented", name: "add" },
    ],
    [
      "the same with a message",
      error({
        name: "AssertionError",
        message: "expected to throw error including 'x'",
        actual: "not implemented: add",
      }),
      { is: "notImplemented", name: "add" },
    ],
    [
      "a promise that the stub rejects",
      error({
        name: "AssertionError",
        message: "promise rejected",
        cause: error({ message: "not implemented: add" }),
      }),
      { is: "notImplemented", name: "add" },
    ],
    [
      "a missing function",
      error({ name: "TypeError", message: "lost is not a function" }),
      { is: "notImplemented", name: "lost" },
    ],
    [
      "a missing function, Vitest 3",
      error({ name: "TypeError", message: "(0 , lost) is not a function" }),
      { is: "notImplemented", name: "lost" },
    ],
    [
      "a missing function, by its module's name",
      error({ name: "TypeError", message: "(0 , __vite_ssr_import_1__.lost) is not a function" }),
      { is: "notImplemented", name: "lost" },
    ],
    [
      "a missing class",
      error({ name: "TypeError", message: "lost is not a constructor" }),
      { is: "notImplemented", name: "lost" },
    ],
    [
      "a missing object that the suite reads",
      error({
        name: "TypeError",
        message: "Cannot read properties of undefined (reading 'x')",
        thrownInSuite: true,
      }),
      { is: "notImplemented", name: "lost" },
    ],
    [
      "a value that the code reads of undefined",
      error({ name: "TypeError", message: "Cannot read properties of undefined (reading 'x')" }),
      {
        is: "thrown",
        name: "TypeError",
        message: "Cannot read properties of undefined (reading 'x')",
        at: null,
      },
    ],
    [
      "another name that is no function",
      error({ name: "TypeError", message: "found is not a function" }),
      { is: "thrown", name: "TypeError", message: "found is not a function", at: null },
    ],
    ["unbound", error({ message: "unbound: no example" }), { is: "unbound", message: "unbound: no example" }],
    [
      "unbound, as an assertion",
      error({ name: "AssertionError", message: "unbound: no example" }),
      { is: "unbound", message: "unbound: no example" },
    ],
    [
      "a timeout, Vitest 5",
      error({ name: "TestTimeoutError", message: "Test timed out in 5000ms." }),
      { is: "timeout", message: "Test timed out in 5000ms." },
    ],
    [
      "a timeout, before",
      error({ message: "Test timed out in 5000ms." }),
      { is: "timeout", message: "Test timed out in 5000ms." },
    ],
    [
      "escape sequences",
      {
        ...assertion,
        message: "expected \u001b[32m1\u001b[39m",
        expected: "\u001b]8;;x\u0007two\u001b]8;;\u0007",
      },
      { is: "assertion", message: "expected 1", expected: "␛]8;;x␇two␛]8;;␇", actual: "1", at: null },
    ],
  ];

  test.each(cases)("%s", (_, raw, outcome) => {
    expect(report([failed(raw)], ["a"], complete, ["lost"]).tests[0]?.outcome).toEqual(outcome);
  });
});

describe("a planned test has passed only when it was told once, as passed, in earnest", () => {
  test.each<readonly [string, readonly RawEvent[], TestOutcome["is"]]>([
    ["told once", [told("a")], "passed"],
    ["with only", [told("a", { mode: "only" })], "passed"],
    ["told twice", [told("a"), told("a")], "missing"],
    ["told twice, differently", [failed(error()), told("a")], "missing"],
    ["two tests of one name", [told("a", { id: "1" }), told("a", { id: "2" })], "missing"],
    ["not told", [], "missing"],
    ["told of another file", [told("a", { file: "b.test.ts" })], "missing"],
    ["pending", [told("a", { state: "pending" })], "missing"],
    ["skipped", [told("a", { state: "skipped", mode: "skip" })], "skipped"],
    ["todo", [told("a", { state: "skipped", mode: "todo" })], "skipped"],
    ["written to fail", [told("a", { mode: "fails" })], "missing"],
    ["tried again", [told("a", { retries: 1 })], "missing"],
    ["passed with an error", [told("a", { errors: [error({ message: "x" })] })], "thrown"],
    ["failed without an error", [failed()], "missing"],
  ])("%s", (_, events, is) => {
    expect(outcomes(events, ["a"])[0]?.is).toBe(is);
  });

  test("results stand in the order of the plan; what was not planned follows, never as passed", () => {
    const { tests } = report([told("c"), told("b"), told("a")], ["a", "b"]);
    expect(tests.map(({ name, outcome }) => [name[0], outcome.is])).toEqual([
      ["a", "passed"],
      ["b", "passed"],
      ["c", "missing"],
    ]);
  });
});

describe("what failed outside tests", () => {
  test.each<readonly [string, RawError, "syntax" | "import"]>([
    [
      "esbuild",
      error({ message: `Transform failed with 1 error:\n/a.ts:1:2: ERROR: Expected ";"` }),
      "syntax",
    ],
    [
      "rolldown",
      error({ name: "RolldownError", message: "[PARSE_ERROR] Error: Unexpected token" }),
      "syntax",
    ],
    [
      "import analysis",
      error({
        message: "Failed to parse source for import analysis because the content contains invalid JS syntax.",
      }),
      "syntax",
    ],
    ["node", error({ name: "SyntaxError", message: "Unexpected identifier 'x'" }), "syntax"],
    [
      "no such export, in node",
      error({
        name: "SyntaxError",
        message: "The requested module './a.js' does not provide an export named 'b'",
      }),
      "import",
    ],
    [
      "no such file",
      error({ message: `Failed to resolve import "./b.ts" from "a.ts". Does the file exist?` }),
      "import",
    ],
    ["no such package", error({ message: "Cannot find package 'x' imported from /a.ts" }), "import"],
    ["thrown as it loads", error({ name: "RangeError", message: "top" }), "import"],
  ])("%s", (_, raw, is) => {
    const { tests, problems } = report([module({ errors: [raw] })], ["a"]);
    expect(tests[0]?.outcome).toEqual({ is, message: `${raw.name}: ${raw.message}` });
    expect(problems).toEqual([{ file, outcome: { is, message: `${raw.name}: ${raw.message}` } }]);
  });

  test("a hook takes with it the tests that it encloses", () => {
    const skipped = (name: readonly string[]) => told("", { id: name.join(), name, state: "skipped" });
    const { tests, problems } = classify(
      [
        skipped(["A", "a"]),
        skipped(["B", "b"]),
        module({ name: ["A"], tests: 1, errors: [error({ message: "no ground" })] }),
      ],
      [
        { file, name: ["A", "a"] },
        { file, name: ["B", "b"] },
      ],
      [],
      complete,
    );
    expect(tests.map(({ outcome }) => outcome.is)).toEqual(["hook", "skipped"]);
    expect(problems).toEqual([{ file, outcome: { is: "hook", message: "Error: no ground" } }]);
  });

  test("an unhandled rejection is a problem, with its cause", () => {
    const lost = error({ message: "lost", file, cause: error({ name: "TypeError", message: "why" }) });
    const { tests, problems } = report([told("a"), { is: "unhandled", error: lost }], ["a"]);
    expect(tests[0]?.outcome).toEqual({ is: "passed" });
    expect(problems).toEqual([
      { file, outcome: { is: "unhandled", message: "Error: lost\nTypeError: why" } },
    ]);
  });
});

describe("a run that was cut short", () => {
  const timeout: RunEnd = { how: "timeout", why: "Stopped.", output: "" };
  const running: RawEvent = { is: "running", tests: [{ file, name: ["b"] }] };

  test("the test that was running timed out, the rest is missing, what was told stays", () => {
    const { tests, problems } = report([told("a"), running], ["a", "b", "c"], timeout);
    expect(tests.map(({ outcome }) => outcome.is)).toEqual(["passed", "timeout", "missing"]);
    expect(problems).toEqual([{ file, outcome: { is: "timeout", message: "Stopped." } }]);
  });

  test("a file that did not finish loading", () => {
    expect(outcomes([], ["a"], timeout)).toEqual([
      { is: "timeout", message: "Its file did not finish loading. Stopped." },
    ]);
  });

  test("a worker that died while a test was running", () => {
    expect(outcomes([running], ["b"])).toEqual([
      { is: "missing", message: "It was running when its process died." },
    ]);
  });

  test("no Vitest: each test is missing, and says why", () => {
    const why = "The project's Vitest is 2.1.9.";
    const end: RunEnd = { how: "no-vitest", why, output: "\u001b[31mout\u001b[0m\r\n" };
    expect(report([], ["a"], end)).toEqual({
      tests: [{ file, name: ["a"], outcome: { is: "missing", message: why }, duration: 0 }],
      problems: [],
      ended: "no-vitest",
      endedWhy: why,
      output: "out\n",
      vitest: { version: "", from: "project" },
    });
  });
});
