import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { renderSuite } from "../../src/suite/render-suite.ts";
import { planOf } from "./support/plan-of.ts";
import { settings } from "./support/templates.ts";

const folder = new URL("../../../shared/corpus/exercism/", import.meta.url);
const hasCorpus = existsSync(folder);
const specs = hasCorpus ? readdirSync(folder).filter((file) => file.endsWith(".md")) : [];

// Skipped where the corpus of specs is not beside the repository.
test.skipIf(!hasCorpus).each(specs)(
  "%s becomes a suite that parses, with a test for each example",
  (file) => {
    const plan = planOf(readFileSync(new URL(file, folder), "utf8"), { file: `specs/${file}` });
    const suite = renderSuite(plan, settings);
    const { errors } = parseSync(suite.path, suite.text);
    expect(errors).toStrictEqual([]);
    const examples = plan.requirements.flatMap((requirement) => requirement.examples);
    expect(suite.tests.map(({ example }) => example)).toStrictEqual(examples.map(({ id }) => id));
    expect(suite.tests.filter(({ hash }) => hash === "")).toStrictEqual([]);
  },
);
