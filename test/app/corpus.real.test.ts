import { describe, expect, test } from "vitest";
import { check } from "../../src/app/check.ts";
import { generateTests } from "../../src/app/generate.ts";
import { openWorld } from "../../src/cli/world.ts";
import { corpusAbsent, lookupModule, readCorpus } from "../support/corpus.ts";
import { makeProject, writeFiles } from "../support/project.ts";

// In the order of their paths, which is how greenbar takes them: `a-b.md` comes before `a.md`.
const corpus = readCorpus().toSorted((one, other) => (`${one.name}.md` < `${other.name}.md` ? -1 : 1));
const rowsOf = (name: string) =>
  corpus.find((spec) => spec.name === name)?.tables.reduce((sum, { rows }) => sum + rows.length, 0);

/**
 * Each read by hand: one example only, or none but errors; and of `largest`, the results that are held out are all
 * errors.
 */
const weak = [
  ["bowling", "roll"],
  ["high-scores", "scores"],
  ["high-scores", "latest"],
  ["high-scores", "personalBest"],
  ["high-scores", "Top 3 scores"],
  ["high-scores", "Top 3 scores"],
  ["high-scores", "Top 3 scores"],
  ["high-scores", "Top 3 scores"],
  ["palindrome-products", "largest"],
  ["run-length-encoding", "encode and then decode"],
] as const;

describe.skipIf(corpusAbsent !== "")(
  `the Exercism specs${corpusAbsent === "" ? "" : `: ${corpusAbsent}`}`,
  () => {
    test(
      "all go red, with as many examples as their tables under Call: have rows, and are green by their own answers",
      { timeout: 300_000 },
      async () => {
        const root = makeProject(
          Object.fromEntries(corpus.map(({ name, text }) => [`specs/${name}.md`, text])),
        );
        const world = await openWorld(root);
        const generated = await generateTests(world, { specs: [], dryRun: false, force: false });
        expect(generated.diagnostics.filter(({ severity }) => severity === "error")).toStrictEqual([]);
        expect(generated.specs.map(({ spec, examples }) => [spec, examples])).toStrictEqual(
          corpus.map(({ name }) => [`specs/${name}.md`, rowsOf(name)]),
        );
        expect(generated.red).toMatchObject({
          total: 692,
          notImplemented: 692,
          broken: [],
          alreadyGreen: [],
        });

        writeFiles(
          root,
          Object.fromEntries(corpus.map((spec) => [`src/${spec.name}.ts`, lookupModule(spec)])),
        );
        const checked = await check(world, { specs: [] });
        const others = checked.requirements.filter(({ status }) => status !== "holds");
        expect(others.map(({ spec, title, status }) => [spec, title, status])).toStrictEqual(
          weak.map(([name, title]) => [`specs/${name}.md`, title, "weak"]),
        );
        expect(checked.diagnostics.filter(({ rule }) => rule === "weak")).toHaveLength(weak.length);
        expect(checked.outcome).toBe("green");

        // One answer spoilt in each: exactly that row fails.
        const wrong = corpus.map((spec, at) => {
          const { property, rows } = spec.tables[at % spec.tables.length] ?? { property: "", rows: [] };
          return { spec, property, row: at % rows.length };
        });
        writeFiles(
          root,
          Object.fromEntries(
            wrong.map(({ spec, ...spoilt }) => [`src/${spec.name}.ts`, lookupModule(spec, spoilt)]),
          ),
        );
        const spoilt = await check(world, { specs: [] });
        const failing = spoilt.requirements.flatMap(({ spec, examples }) =>
          examples
            .filter(({ status }) => status === "fails")
            .map((example) => ({ spec, actual: example.actual })),
        );
        expect(failing).toStrictEqual(
          corpus.map(({ name }) => ({ spec: `specs/${name}.md`, actual: '"greenbar: a wrong answer"' })),
        );
        expect(spoilt.outcome).toBe("red");
      },
    );
  },
);
