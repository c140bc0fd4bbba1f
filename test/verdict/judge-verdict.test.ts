import { describe, expect, test } from "vitest";
import type { Example } from "../../src/plan/plan.ts";
import type { Check } from "../../src/spec/spec.ts";
import { judgeExamples } from "../../src/verdict/judge-verdict.ts";
import type { Judge, JudgeAnswer, JudgeJob, Matched, ProgramAnswer } from "../../src/verdict/judge.ts";
import type { Sandbox } from "../../src/verdict/sandbox.ts";
import { check, example, expression, is, number, planOf, run, text, throws, use } from "./judge-plan.ts";

const gave = (v: number): JudgeAnswer => ({ gave: "value", value: number(v), classes: [] });
const answered = (...answers: JudgeAnswer[]): ProgramAnswer => ({ is: "answered", answers, stopped: null });
const stopped = (message: string, ...answers: JudgeAnswer[]): ProgramAnswer => ({
  is: "answered",
  answers,
  stopped: { gave: "threw", value: { t: "error", name: "Error", message, classes: ["Error"] } },
});

const sandbox: Sandbox = {
  level: "none",
  prove: () => Promise.reject(new Error("not asked")),
  launch: () => Promise.reject(new Error("not asked")),
};
const copy = (dir: string) => ({ dir, root: "/w", dependencies: [], dispose: () => Promise.resolve() });
const at = {
  workspaces: [copy("/one"), copy("/two")] as const,
  sandbox,
  seed: 5,
  programMs: 1,
  wallMs: 1,
};

/** A judge that gives the first program these answers in its two runs. */
function judgeOf(first: ProgramAnswer | undefined, second = first): Judge & { readonly jobs: JudgeJob[] } {
  const jobs: JudgeJob[] = [];
  return {
    jobs,
    match: () => Promise.reject(new Error("not asked")),
    ask(job) {
      jobs.push(job);
      const maps = [first, second].map((answer) => new Map(answer === undefined ? [] : [[0, answer]]));
      return Promise.resolve(maps.map((programs) => ({ loader: "node", programs })));
    },
  };
}

const one = example("e", [use("f")], [is("f()", number(1)), is("f(2)", number(2))]);

async function verdictOf(judge: Judge, of: Example = one) {
  const [verdict] = await judgeExamples(planOf([of]), judge, at);
  return verdict;
}

describe("what the runs say", () => {
  test.each<[string, ProgramAnswer | undefined, object]>([
    ["right", answered(gave(1), gave(2)), { status: "passed", reason: null, message: null }],
    [
      "wrong",
      answered(gave(1), gave(3)),
      {
        status: "failed",
        reason: "assertion",
        message: "f(2) should be 2, but it is 3",
        expected: "2",
        actual: "3",
      },
    ],
    ["too few answers", answered(gave(1)), { status: "lost", reason: "lost" }],
    ["too many answers", answered(gave(1), gave(2), gave(3)), { status: "lost" }],
    [
      "a step that throws",
      stopped("x", gave(1)),
      { status: "failed", reason: "thrown", message: "a step threw Error: x" },
    ],
    ["a step that throws after a wrong answer", stopped("x", gave(9)), { reason: "assertion" }],
    [
      "an export that is not there",
      stopped("not implemented: f"),
      { status: "failed", reason: "notImplemented", message: "not implemented: f" },
    ],
    ["a throw after the last answer", stopped("x", gave(1), gave(2)), { status: "failed", reason: "thrown" }],
    [
      "timeout",
      { is: "timeout" },
      { status: "timeout", reason: "timeout", message: "it did not finish in time" },
    ],
    ["not reached", { is: "timeout", message: "not reached" }, { status: "timeout", message: "not reached" }],
    [
      "unloadable",
      { is: "unloadable", message: "Error: x" },
      { status: "unloadable", reason: "import", message: "the subject could not be loaded: Error: x" },
    ],
    [
      "lost",
      { is: "lost", why: "it answered twice" },
      { status: "lost", message: "its answer was lost: it answered twice" },
    ],
    ["nothing", undefined, { status: "lost", message: "no answer came" }],
  ])("%s", async (_, answer, verdict) => {
    expect(await verdictOf(judgeOf(answer))).toMatchObject({ example: "e", ...verdict });
  });

  test.each<[string, ProgramAnswer, ProgramAnswer]>([
    ["right, then wrong", answered(gave(1), gave(2)), answered(gave(1), gave(3))],
    ["wrong, then right", answered(gave(1), gave(3)), answered(gave(1), gave(2))],
    ["right, then late", answered(gave(1), gave(2)), { is: "timeout" }],
    ["lost, then wrong", { is: "lost", why: "x" }, answered(gave(1), gave(3))],
  ])("flaky: %s", async (_, first, second) => {
    const verdict = await verdictOf(judgeOf(first, second));
    expect(verdict).toMatchObject({ status: "flaky", reason: "flaky" });
    expect(verdict?.message).toMatch(/seed 5.* of 6$/);
  });
});

test("is asked once, for two orders in two copies", async () => {
  const judge = judgeOf(answered(gave(1), gave(2)));
  await verdictOf(judge);
  const asked = judge.jobs.map(({ runs }) => runs.map(({ seed, workspace }) => [seed, workspace.dir]));
  expect(asked).toEqual([
    [
      [5, "/one"],
      [6, "/two"],
    ],
  ]);
});

describe("weaker evidence is named", () => {
  const law = (right: Check["expectation"]): Example =>
    example("p", [use("f")], {
      is: "property",
      variables: [{ name: "n", type: { of: "oneOf", values: [number(1)] } }],
      check: check("f(n)", right),
    });
  const all = (answers: number): ProgramAnswer => answered(...Array.from({ length: answers }, () => gave(1)));

  test("a property with expressions on both sides", async () => {
    const right = { is: "expression", source: "f(1)", expression: expression("f(1)") } as const;
    const verdict = await verdictOf(judgeOf(all(200)), law(right));
    expect(verdict).toMatchObject({ status: "passed", evidence: "both-sides" });
  });

  test("what a property gives is said with the inputs that it is for, not as two bare values", async () => {
    const judge = judgeOf(answered(...Array.from({ length: 100 }, () => gave(2))));
    expect(await verdictOf(judge, law({ is: "value", value: number(1), source: "1" }))).toMatchObject({
      status: "failed",
      message: "for n = 1: f(n) should be 1, but it is 2",
      expected: null,
      actual: null,
    });
  });

  test("not a property that says a value, nor a plain value", async () => {
    const verdict = await verdictOf(judgeOf(all(100)), law({ is: "value", value: number(1), source: "1" }));
    expect(verdict).toEqual({ example: "p", status: "passed", reason: null, message: null });
    expect(await verdictOf(judgeOf(answered(gave(1), gave(2))))).not.toHaveProperty("evidence");
  });

  test.each(["getter", "proxy"] as const)("a value read through a %s", async (through) => {
    const verdict = await verdictOf(judgeOf(answered(gave(1), { ...gave(2), through })));
    expect(verdict).toMatchObject({ status: "passed", evidence: through });
  });
});

describe("patterns are tried where they can be ended", () => {
  const slug = { source: "^a+$", flags: "i" };
  const matched: Example = example(
    "m",
    [use("f")],
    [
      { do: "check", ...check("f()", { is: "matches", pattern: slug, source: "" }) },
      throws("f(0)", { pattern: slug }),
    ],
  );
  const asked = (first: Matched, second: Matched = first) => {
    const tried: string[] = [];
    const judge: Judge = {
      ...judgeOf(
        answered(
          { gave: "value", value: text("aa"), classes: [] },
          { gave: "threw", value: { t: "error", name: "E", message: "AAA", classes: [] }, classes: [] },
        ),
      ),
      match: ({ source, flags }, of) => {
        tried.push(`/${source}/${flags} on ${of}`);
        return Promise.resolve(of === "aa" ? first : second);
      },
    };
    return { judge, tried };
  };

  test("each once, for both runs", async () => {
    const { judge, tried } = asked({ is: "match" });
    expect(await verdictOf(judge, matched)).toMatchObject({ status: "passed" });
    expect(tried).toEqual(["/^a+$/i on aa", "/^a+$/i on AAA"]);
  });

  test("its word counts", async () => {
    const { judge } = asked({ is: "match" }, { is: "no-match" });
    expect(await verdictOf(judge, matched)).toMatchObject({ status: "failed", reason: "assertion" });
  });

  test("one that was given up is a timeout by name, which accuses nobody", async () => {
    const { judge } = asked({ is: "given-up", why: "the pattern took longer than 9 ms" });
    expect(await verdictOf(judge, matched)).toEqual({
      example: "m",
      status: "timeout",
      reason: "timeout",
      message: "f() cannot be held against /^a+$/i: the pattern took longer than 9 ms",
      expected: "/^a+$/i",
      actual: '"aa"',
    });
  });
});

test("unbound and console examples, and examples that check nothing", async () => {
  const judge = judgeOf(undefined);
  expect(await verdictOf(judge, example("u", [], { is: "unbound", why: "no example" }))).toMatchObject({
    status: "failed",
    reason: "unbound",
    message: "no example",
  });
  expect(await verdictOf(judge, example("c", [], { is: "console", commands: [] }))).toMatchObject({
    status: "not-judged",
  });
  expect(judge.jobs).toEqual([]);
  expect(await verdictOf(judgeOf(answered()), example("n", [], [run("f()")]))).toMatchObject({
    reason: "unbound",
  });
});

test("only the examples asked for", async () => {
  const other = example("other", [], [is("f()", number(1))]);
  const verdicts = await judgeExamples(planOf([one, other]), judgeOf(answered(gave(1))), {
    ...at,
    only: ({ id }) => id === "other",
  });
  expect(verdicts).toMatchObject([{ example: "other", status: "passed" }]);
});
