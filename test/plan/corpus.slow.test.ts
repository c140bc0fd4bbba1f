import { describe, expect, test } from "vitest";
import { compile } from "../../src/plan/compile.ts";
import type { Example } from "../../src/plan/plan.ts";
import { corpusAbsent, corpusNames, corpusTables, parsedSpec } from "../support/corpus.ts";
import { around } from "./builders.ts";

function planOf(folder: string, name: string) {
  const plan = compile(parsedSpec(`${folder}/${name}.md`), around());
  return { ...plan, examples: plan.requirements.flatMap(({ examples }) => examples) };
}

function callees(examples: readonly Example[]): string[] {
  return [...new Set(examples.flatMap(({ uses }) => uses.map(({ exported }) => exported)))];
}

// The corpus is no part of the repository: it lies beside it where the project is worked on.
describe.skipIf(corpusAbsent !== "")("specs that nobody here wrote", () => {
  test.each(corpusNames())("%s: every row under a `Call:` is an example, and nothing else is", (name) => {
    const { examples, diagnostics, subjects } = planOf("exercism", name);
    const tables = corpusTables(name);
    expect(examples.map(({ kind }) => kind)).toEqual(tables.flatMap(({ rows }) => rows.map(() => "row")));
    expect(diagnostics).toEqual([]);
    expect(callees(examples)).toEqual([...new Set(tables.map(({ property }) => property))]);
    expect(subjects.map(({ path }) => path)).toEqual([`src/${name}.ts`]);
    expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
  });

  test.each([
    ["grains", "square"],
    ["high-scores", "scores"],
  ])("%s: `%s` is called, though a column has the same name", (name, callee) => {
    const { examples, subjects } = planOf("exercism", name);
    expect(callees(examples)).toContain(callee);
    expect(subjects[0]?.uses.find(({ exported }) => exported === callee)).toMatchObject({
      as: "function",
      params: [callee],
    });
  });

  test("a default parameter's `null` is what a type checker would refuse", () => {
    const { examples } = planOf("exercism", "two-fer");
    expect(examples.filter(({ illTyped }) => illTyped).map(({ input }) => input)).toEqual(["twoFer(null)"]);
  });

  test.each([
    ["dialects/openspec", "config-loading"],
    ["dialects/mdg", "minimal.feature"],
    ["dialects/kiro", "photo-albums-en"],
    ["dialects/spec-kit", "mock-auth"],
  ])("%s/%s: promises are unbound, and nothing is an error", (folder, name) => {
    const { examples, diagnostics } = planOf(folder, name);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(examples.length).toBeGreaterThan(0);
    expect(examples.every(({ body }) => body.is === "unbound")).toBe(true);
  });
});
