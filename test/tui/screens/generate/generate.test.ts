import { describe, expect, test } from "vitest";
import type { Generated } from "../../../../src/app/generate.ts";
import type { PlannedWrite } from "../../../../src/app/plan-writes.ts";
import { generateScreen } from "../../../../src/tui/screens/generate/screen.ts";
import type { GenerateState } from "../../../../src/tui/screens/generate/state.ts";
import { generatedOf, key, overviewOf, requirement, summary } from "../../builders.ts";
import { sharedWith, textOf } from "../../shared.ts";

const size = { columns: 80, rows: 20 };
const specs = ["specs/slugify.md"];
const { state: planning, effects } = generateScreen.arrive({ at: "generate", specs });

const shared = sharedWith({
  overview: overviewOf(
    summary("Slugify", {
      requirements: [requirement("Joins", "unproven", { examples: ["unproven", "unproven", "unbound"] })],
    }),
  ),
});

const suite: PlannedWrite = {
  path: "test/specs/slugify.test.ts",
  what: "suite",
  spec: "specs/slugify.md",
  before: null,
  after: "// the suite\n",
  state: "new",
};
const stub: PlannedWrite = { ...suite, path: "src/slugify.ts", what: "stub" };
const plan = generatedOf({
  writes: [suite, stub],
  specs: [{ spec: "specs/slugify.md", suite: suite.path, subject: stub.path, examples: 3 }],
});

const red = {
  total: 3,
  assertion: 1,
  notImplemented: 1,
  unbound: 1,
  broken: [],
  alreadyGreen: ["example-8"],
  endedWhy: "",
  vitest: { version: "5.1.1", from: "project" },
} as const;

function step(state: GenerateState, event: Parameters<typeof generateScreen.update>[1]) {
  return generateScreen.update(state, event, shared, size);
}

function planned(of: Generated): GenerateState {
  const request = { do: "planGenerate", specs } as const;
  return step(planning, { type: "answered", now: 1, do: "planGenerate", request, answer: of }).state;
}

function press(state: GenerateState, typed: string) {
  return step(state, { type: "key", key: key(typed) });
}

function frame(state: GenerateState): string {
  return textOf(generateScreen.view(state, shared, size));
}

test("it asks first what would be written", () => {
  expect(effects).toStrictEqual([{ do: "ask", request: { do: "planGenerate", specs } }]);
  expect(frame(planning)).toBe("\n  compiling…");
});

describe("the plan", () => {
  test("of a spec that cannot be read says all of what is wrong, and leads back", () => {
    const place = { line: 3, column: 1, offset: 4, endLine: 3, endColumn: 6, endOffset: 9 };
    const message = "the front matter is no YAML: a flow sequence begins and is not ended on its line";
    const problem = {
      file: "specs/slugify.md",
      place,
      severity: "error",
      rule: "front-matter-yaml",
    } as const;
    const state = planned(
      generatedOf({ diagnostics: [{ ...problem, message, expected: "keys and values in YAML" }] }),
    );
    expect(frame(state)).toBe(
      [
        "",
        "  It cannot be compiled yet.",
        "",
        "  ! specs/slugify.md:3:1  the front matter is no YAML: a flow sequence begins",
        "    and is not ended on its line",
        "    expected: keys and values in YAML",
      ].join("\n"),
    );
    expect(press(state, "enter").go).toStrictEqual({ to: "back" });
  });

  test("says each file and what becomes of it", () => {
    expect(frame(planned(plan))).toBe(
      [
        "",
        "  3 examples become tests. What would be written:",
        "",
        "  + test/specs/slugify.test.ts  new",
        "  + src/slugify.ts  new, a stub: every call throws not implemented",
        "",
        "  Enter runs them against a stub, to see every one of them red; then writes.",
      ].join("\n"),
    );
  });

  test("enter begins the red gate", () => {
    const begun = press(planned(plan), "enter");
    expect(begun.effects).toStrictEqual([{ do: "ask", request: { do: "generate", specs, force: false } }]);
    expect(begun.state.phase.is).toBe("running");
  });

  test("what was changed by hand is shown, and written over only by f", () => {
    const edited: PlannedWrite = { ...suite, state: "edited", before: "// mine\n" };
    const state = planned({ ...plan, writes: [edited], refused: [edited] });
    expect(frame(state)).toContain("Changed by hand since it was generated.");
    expect(frame(state)).toContain("  │ -// mine\n  │ +// the suite");
    expect(press(state, "enter").effects).toStrictEqual([]);
    expect(press(state, "f").effects).toStrictEqual([
      { do: "ask", request: { do: "generate", specs, force: true } },
    ]);
  });

  test("a spec that cannot be compiled has its errors, and nothing to begin", () => {
    const place = { line: 9, column: 3, endLine: 9, endColumn: 5, offset: 90, endOffset: 92 };
    const error = { file: "specs/slugify.md", place, severity: "error", rule: "row-too-short" } as const;
    const state = planned(
      generatedOf({ diagnostics: [{ ...error, message: "the row has too few cells", expected: "3 cells" }] }),
    );
    expect(frame(state)).toContain(
      "  ! specs/slugify.md:9:3  the row has too few cells\n    expected: 3 cells",
    );
    expect(press(state, "enter").effects).toStrictEqual([]);
  });
});

describe("the red gate", () => {
  const request = { do: "generate", specs, force: false } as const;
  const running = press(planned(plan), "enter").state;
  const seen = [
    ["example-8", "assertion", "expected 1, got 2"],
    ["example-9", "passed", ""],
  ].reduce(
    (state, [example = "", outcome = "", message = ""]) =>
      step(state, { type: "seen", request, example, outcome, message }).state,
    running,
  );

  test("each example turns red with its reason; one that passes on a stub stands out", () => {
    expect(frame(seen)).toBe(
      [
        "",
        "  red gate  ○!·  2 of 3",
        "  preparing a fresh copy…",
        "",
        `  ○ :8    ${"example of line 8".padEnd(40)}  expected 1, got 2`,
        `  ! :9    ${"example of line 9".padEnd(40)}  passed`,
      ].join("\n"),
    );
  });

  test("s stops it", () => {
    expect(press(seen, "s").effects).toContainEqual({ do: "cancel", request });
  });

  test("then what came out: green already, broken and unbound stand apart", () => {
    const broken = {
      id: "example-9",
      spec: "specs/slugify.md",
      line: 9,
      title: "of line 9",
      why: "passed on the stub",
    };
    const answer = generatedOf({ ...plan, wrote: true, red: { ...red, broken: [broken] } });
    const unbound = step(seen, {
      type: "seen",
      request,
      example: "example-10",
      outcome: "unbound",
      message: "",
    }).state;
    const done = step(unbound, { type: "answered", now: 2, do: "generate", request, answer }).state;
    expect(frame(done)).toBe(
      [
        "",
        "  2 of 3 red: 1 not implemented, 1 by assertion, 1 unbound",
        "",
        "  Broken: not red for the right reason, so it proves nothing. Mend these first.",
        `  ! :9    ${"of line 9".padEnd(32)}  passed on the stub`,
        "",
        "  Unbound: they name no example yet. a adds one, in the spec.",
        "  ○ :10   example of line 10",
        "",
        "  Already green on the code as it is: these hold before anyone works.",
        "  ✓ :8    example of line 8",
        "",
        "  Red, each for its reason:",
        `  ○ :8    ${"example of line 8".padEnd(40)}  expected 1, got 2`,
        `  ○ :10   ${"example of line 10".padEnd(40)}  unbound`,
      ].join("\n"),
    );
    expect(press(done, "r").go).toStrictEqual({ to: "replace", place: { at: "start-run", specs } });
  });

  test("a refusal is said with what mends it", () => {
    const refused = step(seen, {
      type: "refused",
      request,
      message: "Vitest 2 is too old",
      advice: ["Update it."],
    }).state;
    expect(frame(refused)).toBe("\n  ✗ Vitest 2 is too old\n    Update it.");
  });
});
