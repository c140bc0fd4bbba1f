import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { renderSuite } from "../../src/suite/render-suite.ts";
import { corpusAbsent, corpusNames, parsedSpec } from "../support/corpus.ts";
import { planOfSpec } from "./support/plan-of.ts";
import { settings } from "./support/templates.ts";

// Skipped where the corpus of specs is not beside the repository.
test.skipIf(corpusAbsent !== "").each(corpusNames())(
  "%s becomes a suite that parses, with a test for each example",
  (name) => {
    const plan = planOfSpec(parsedSpec(`exercism/${name}.md`));
    const suite = renderSuite(plan, settings);
    const { errors } = parseSync(suite.path, suite.text);
    expect(errors).toStrictEqual([]);
    const examples = plan.requirements.flatMap((requirement) => requirement.examples);
    expect(suite.tests.map(({ example }) => example)).toStrictEqual(examples.map(({ id }) => id));
    expect(suite.tests.filter(({ hash }) => hash === "")).toStrictEqual([]);
  },
);
