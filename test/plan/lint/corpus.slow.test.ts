import { expect, test } from "vitest";
import { compile } from "../../../src/plan/compile.ts";
import { lint } from "../../../src/plan/lint/lint.ts";
import { corpusAbsent, corpusNames, dialectPaths, parsedSpec } from "../../support/corpus.ts";
import { around } from "../builders.ts";

/** `file:line` of what each rule finds in real specs that nobody wrote for it. */
function foundIn(paths: readonly string[]): Record<string, string[]> {
  const all = paths.flatMap((path) => {
    const spec = parsedSpec(path);
    return lint(spec, compile(spec, around())).map(
      ({ rule, place }) => [rule, `${path}:${place.line}`] as const,
    );
  });
  return Object.fromEntries(
    [...Map.groupBy(all, ([rule]) => rule)].map(([rule, places]) => [rule, places.map(([, place]) => place)]),
  );
}

test.skipIf(corpusAbsent !== "")(
  "42 specs full of prose and stories have one bound without its neighbour, and one list that ends in etc.",
  () => {
    expect(foundIn(corpusNames().map((name) => `exercism/${name}.md`))).toStrictEqual({
      "bound-neighbours": ["exercism/secret-handshake.md:10"],
      "unverifiable-word": ["exercism/rational-numbers.md:38"],
    });
  },
);

test.skipIf(corpusAbsent !== "")(
  "specs of other tools have at most a few lines each that are worth a look",
  () => {
    const found = foundIn(dialectPaths().map((path) => `dialects/${path}`));
    const most = { "unverifiable-word": 30, "two-behaviours": 20, "no-outcome": 8, "undefined-term": 4 };
    expect(Object.keys(found).filter((rule) => !(rule in most))).toStrictEqual([]);
    for (const [rule, count] of Object.entries(most))
      expect(found[rule]?.length ?? 0).toBeLessThanOrEqual(count);
    expect(found["no-outcome"]).toContain("dialects/kiro/photo-albums-en.md:50");
    expect(found["two-behaviours"]).toContain("dialects/openspec/config-loading.md:85");
    expect(found["unverifiable-word"]).toContain("dialects/openspec/cli-validate.md:266");
  },
);
