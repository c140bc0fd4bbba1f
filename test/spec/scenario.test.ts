import { describe, expect, test } from "vitest";
import { blocksOf, kindsOf, only, read, rulesOf, showSteps } from "./reading-specs.ts";

const counting = `### Scenario: counting collisions
- **Given** \`const seen = new Slugs()\`
- **When** \`seen.add("Hello")\`
- **And** \`seen.add("Hello")\`
- **Then** the result is \`"hello-2"\`
- **And** \`seen.size\` is \`2\`
`;

describe("scenarios", () => {
  test("run Given and When in order and check Then", () => {
    const scenario = only(counting, "scenario");
    expect(scenario.title).toBe("counting collisions");
    expect(scenario.unboundSteps).toEqual([]);
    expect(showSteps(scenario.steps)).toEqual([
      "run: const seen = new Slugs()",
      'run: seen.add("Hello")',
      'run result: seen.add("Hello")',
      'check: result = "hello-2"',
      "check: seen.size = 2",
    ]);
    expect(scenario.steps.map(({ place }) => [place.line, place.column])).toEqual([
      [2, 13],
      [3, 12],
      [4, 11],
      [5, 12],
      [6, 11],
    ]);
    expect(scenario.text).toBe(counting.trimEnd());
  });

  test.each([
    ["upper case, ordered", "1. GIVEN `const a = f()`\n2. WHEN `a.x()`\n3. THEN it throws\n"],
    ["colons", "- Given: `const a = f()`\n- When: `a.x()`\n- Then: it throws.\n"],
    ["bold colons", "- **Given**: `const a = f()`\n- **When:** `a.x()`\n- _Then_: it throws\n"],
    [
      "words around",
      "- Given a `Thing`, `const a = f()`, from `config.yaml`\n- When one calls `a.x()`\n- Then it throws\n",
    ],
    ["in a list of another", "- A scenario:\n  - given `const a = f()`\n  - when `a.x()`\n  - then throws\n"],
    ["points below", "- Given `const a = f()`\n- When `a.x()`\n- Then:\n  - it throws\n"],
  ])("are lists anywhere: %s", (_, list) => {
    const scenario = only(`## Requirement\n\n${list}`, "scenario");
    expect(scenario.title).toBeNull();
    expect(showSteps(scenario.steps)).toEqual(["run: const a = f()", "check: a.x() throws {}"]);
    expect(scenario.unboundSteps).toEqual([]);
  });

  test("may be paragraphs below their heading", () => {
    const text =
      "## scenario: x\n\nGiven `const a = f()`\nand more\nWhen `a.x()`\n\n**Then** the result is `1`.\n";
    expect(showSteps(only(text, "scenario").steps)).toEqual([
      "run: const a = f()",
      "run result: a.x()",
      "check: result = 1",
    ]);
  });

  test.each([
    ["the result is `2`", "check: result = 2"],
    ["the result is `2`.", "check: result = 2"],
    ["The result contains `2`", "check: result contains 2"],
    ["it returns `2`", "check: result = 2"],
    ["the result resolves to `2`", "check: result (resolves) = 2"],
    ["`a.size` is about `2.0`", "check: a.size about 2 to 1"],
    ["`f(a)` throws `TypeError`", 'check: f(a) throws {"name":"TypeError"}'],
    ["`a` is a `Slugs` (of ours).", "check: a a Slugs"],
  ])("Then %s", (then, check) => {
    const text = `- Given \`const a = f()\`\n- When \`a.x()\`\n- Then ${then}\n`;
    expect(showSteps(only(text, "scenario").steps).slice(1)).toEqual(["run result: a.x()", check]);
  });

  test.each([
    ["it throws `TypeError`", 'check: a.x() throws {"name":"TypeError"}'],
    ["throws", "check: a.x() throws {}"],
    ["it rejects with `/x/`", 'check: a.x() (rejects) throws {"pattern":{"source":"x","flags":""}}'],
    ["the result throws", "check: a.x() throws {}"],
  ])("Then %s turns the When into a check", (then, check) => {
    const text = `- Given \`const a = f()\`\n- When \`a.x();\`\n- Then ${then}\n`;
    expect(showSteps(only(text, "scenario").steps).slice(1)).toEqual([check]);
  });

  test("an awaited When that throws rejects", () => {
    const text = "- When `await f()`\n- Then it throws\n";
    expect(showSteps(only(text, "scenario").steps)).toEqual(["check: await f() (rejects) throws {}"]);
  });

  test("a When that declares is spoken of by its name", () => {
    const text = "- When `const r = f()`\n- Then the result is `1`\n";
    expect(showSteps(only(text, "scenario").steps)).toEqual(["run: const r = f()", "check: r = 1"]);
  });

  test("several Whens have each their result", () => {
    const text = "- When `f()`\n- Then the result is `1`\n- When `g()`\n- Then the result is `2`\n";
    expect(showSteps(only(text, "scenario").steps)).toEqual([
      "run result: f()",
      "check: result = 1",
      "run result: g()",
      "check: result = 2",
    ]);
  });
});

describe("words in Given and When", () => {
  test.each([
    "--json",
    "config.yaml",
    "Ctrl+C",
    "A=1",
    "OPEN_SPEC_INTERACTIVE=0",
    "openspec/changes/{id}/proposal.md",
    "npm install",
    "-r step_definitions/x.js",
    "C++",
    '"hello"',
    "{ a: 1 }",
    "<item-name>",
    "i--",
  ])("`%s` is not run", (code) => {
    const text = `- Given \`${code}\` and \`const a = f()\`\n- When \`${code}\` or \`a.x()\`\n- Then the result is \`1\`\n`;
    expect(showSteps(only(text, "scenario").steps)).toEqual([
      "run: const a = f()",
      "run result: a.x()",
      "check: result = 1",
    ]);
    expect(rulesOf(text)).toEqual([]);
  });

  test("an assignment to what is declared is run", () => {
    const text = "- Given `let a = 1`\n- When `a = 2`\n- And `b.c = 3`\n- Then `a` is `2`\n";
    expect(showSteps(only(text, "scenario").steps)).toEqual([
      "run: let a = 1",
      "run result: a = 2",
      "check: a = 2",
    ]);
  });
});

describe("scenarios that bind nothing", () => {
  test.each([
    ['show error "No deltas found"', 'show error "No deltas found"'],
    ["the result is good", "the result is good"],
    ["`items.valid` is `false` everywhere", "`items.valid` is `false` everywhere"],
    ["is `2`", "is `2`"],
    ["the result is `g(1)`", "the result is `g(1)`"],
    ["`1 + 1` is `2`", "`1 + 1` is `2`"],
  ])("Then %s", (then, unbound) => {
    const text = `- When \`f()\`\n- Then ${then}\n- And the result is \`1\`\n`;
    const { unboundSteps, steps } = only(text, "scenario");
    expect(unboundSteps).toMatchObject([{ text: unbound, place: { line: 2 } }]);
    expect(showSteps(steps)).toContain("check: result = 1");
  });

  test("the result without a When", () => {
    expect(only("- Given `f()`\n- Then the result is `1`\n", "scenario").unboundSteps).toHaveLength(1);
  });

  test("are kept when all is words", () => {
    const { steps, unboundSteps } = only(
      "#### Scenario: x\n- **WHEN** a user asks\n- **THEN** they get\n",
      "scenario",
    );
    expect(steps).toEqual([]);
    expect(unboundSteps.map(({ text }) => text)).toEqual(["they get"]);
  });

  test.each([
    ["no Then", "### Scenario: x\n\n* Given a thing\n"],
    ["nothing at all", "### Scenario: x\n\nWords.\n"],
  ])("with %s", (_, text) => {
    expect(only(text, "scenario").unboundSteps).toMatchObject([{ text: "x" }]);
  });

  test("a heading whose section holds examples instead is no scenario of its own", () => {
    expect(kindsOf("### Scenario: x\n\n- `f(1)` is `2`.\n")).toEqual(["sentence"]);
  });
});

describe("lists that are no scenario", () => {
  test.each([
    "1. WHEN a user asks THEN the system SHALL answer\n2. WHEN nobody asks THEN it SHALL rest\n",
    "1. Given a thing, When it moves, Then it moves\n",
    "- When in doubt, do nothing\n- Given time, do more\n",
    "- Then came the rain\n- When it stopped we left\n",
    "- Whenever\n- Thenceforth\n",
  ])("%j", (text) => {
    expect(blocksOf(text)).toEqual([]);
    expect(read(text).diagnostics).toEqual([]);
  });
});
