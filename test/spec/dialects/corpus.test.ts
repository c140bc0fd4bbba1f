import { describe, expect, test } from "vitest";
import { corpusAbsent } from "../../support/corpus.ts";
import { counted, countsIn, readReal } from "./counted.ts";

describe.skipIf(corpusAbsent !== "")(`real specs of other dialects ${corpusAbsent}`, () => {
  test.each(Object.entries(counted))(
    "%s: every requirement and scenario, and nothing else",
    (path, expected) => {
      const { spec, plan } = readReal(path);
      expect(spec.dialect).toBe(path.split("/")[0]);
      expect(countsIn({ spec, plan })).toEqual(expected);
      expect(spec.questions).toEqual([]);
    },
  );

  test.each(Object.keys(counted))(
    "%s: no problem, no id twice, and each test says what is unbound",
    (path) => {
      const { spec, plan } = readReal(path);
      expect([...spec.diagnostics, ...plan.diagnostics]).toEqual([]);
      const examples = plan.requirements.flatMap((requirement) => requirement.examples);
      expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
      expect(examples.filter(({ body }) => body.is !== "unbound" || body.why === "")).toEqual([]);
    },
  );

  test.each([
    ["spec-kit/mock-auth.md", ["P1", "P1", "P1", "P2", "P2", "P3"]],
    ["spec-kit/artgraph-005-speckit-remaining.md", ["P2", "P3", "P3", "P4"]],
  ])("%s: priorities of its stories", (path, priorities) => {
    expect(readReal(path).plan.requirements.flatMap(({ priority }) => priority ?? [])).toEqual(priorities);
  });

  test("criteria have the ids that designs and tasks refer to", () => {
    const ids = readReal("kiro/photo-albums-en.md").plan.requirements.map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(["photo-albums-en/1", "photo-albums-en/1.1", "photo-albums-en/1.2"]);
    expect(ids.at(-1)).toBe("photo-albums-en/5.6");
  });
});
