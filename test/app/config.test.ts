import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/app/config.ts";

describe("the configuration", () => {
  test.each([[undefined], [null], [{}]])("%j is all defaults", (input) => {
    expect(readConfig(input)).toStrictEqual({
      config: {
        baseline: false,
        specs: "specs",
        tests: "test/specs",
        subjects: [],
        copy: [],
        lint: {},
        unsandboxed: false,
        budgets: {},
        prices: {},
        timeouts: { example: 5_000, idle: 30_000, run: 300_000 },
      },
    });
  });

  test("one glob of subjects is a list of one", () => {
    expect(readConfig({ subjects: "src/*.ts" })).toMatchObject({ config: { subjects: ["src/*.ts"] } });
  });

  test("a price without those of the cache has the usual ones: 1.25 and 0.1 times the input", () => {
    expect(readConfig({ prices: { m: { input: 2, output: 10 } } })).toMatchObject({
      config: { prices: { m: { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2 } } },
    });
  });

  test("one timeout leaves the others as they are", () => {
    expect(readConfig({ timeouts: { idle: 1 } })).toMatchObject({
      config: { timeouts: { example: 5_000, idle: 1, run: 300_000 } },
    });
  });

  test.each<[unknown, RegExp]>([
    [{ spec: "x" }, /"spec"; there are: specs, tests/],
    [{ specs: 1 }, /^specs: /],
    [{ budgets: { turns: 0 } }, /^budgets\.turns: /],
    [{ budgets: { turns: 1.5 } }, /^budgets\.turns: /],
    [{ agent: "gpt" }, /^agent: .*anthropic/],
    ["specs", /^the configuration: /],
    [[], /^the configuration: /],
  ])("%j is refused", (input, problem) => {
    const read = readConfig(input);
    expect("problems" in read && read.problems.join("\n")).toMatch(problem);
  });

  test("every problem is told, not the first", () => {
    const read = readConfig({ specs: 1, tests: 2, agent: 3 });
    expect("problems" in read && read.problems).toHaveLength(3);
  });
});
