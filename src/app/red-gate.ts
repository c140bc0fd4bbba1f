import type { Plan } from "../plan/plan.ts";
import { renderStubOf } from "../suite/render-stub.ts";
import type { Suite, TemplateSources } from "../suite/suite.ts";
import type { RedEvidence } from "../verdict/red-evidence.ts";
import { redEvidence } from "../verdict/red-evidence.ts";
import type { TestOutcome, TestReport } from "../verdict/report.ts";
import type { World } from "./ports.ts";
import type { Project, ReadSpec } from "./read-project.ts";
import { runSuites } from "./suite-run.ts";
import type { VerdictAt } from "./verdict-at.ts";

export interface RedGate {
  /** By example id. */
  readonly evidence: ReadonlyMap<string, RedEvidence>;
  readonly report: TestReport;
  readonly outcomes: readonly TestOutcome[];
}

/**
 * Runs the suites against stubs that take the subjects' places in a copy, whether or not code exists yet: a
 * spec written for code that is there gets its red evidence too.
 */
export async function runRedGate(
  world: World,
  project: Project,
  at: Omit<VerdictAt, "seed" | "overlay">,
): Promise<RedGate> {
  const stubs = stubsFor(project.specs, project.settings.templates);
  const bins = new Set([...project.bins.values()].map((path) => path.replace(/^\.\//, "")));
  const workspace = await world.workspaces(at.sandbox.level).copy(at.snapshot, {
    omit: (path) => bins.has(path) && !stubs.has(path),
    put: new Map([...stubs, ...suiteTexts(project.specs)]),
  });
  try {
    const suites = suitesOf(project.specs);
    const { report, outcomes } = await runSuites(world.runner, suites, {
      ...at,
      workspace,
      config: project.config,
      missingExports: [],
      step: "red gate",
    });
    const helpers = helpersByExample(project.specs.map(({ plan }) => plan));
    const evidence = new Map(
      [...outcomes].map(([id, outcome]) => [id, namingHelpers(redEvidence(outcome), helpers.get(id) ?? [])]),
    );
    return { report, outcomes: [...outcomes.values()], evidence };
  } finally {
    await workspace.dispose();
  }
}

/** Paths of the helpers that an example uses, by its id. */
function helpersByExample(plans: readonly Plan[]): ReadonlyMap<string, readonly string[]> {
  const examples = plans.flatMap(({ requirements }) =>
    requirements.flatMap((requirement) => requirement.examples),
  );
  return new Map(
    examples.map(({ id, uses }) => [
      id,
      [...new Set(uses.filter(({ isHelper }) => isHelper === true).map(({ subject }) => subject))],
    ]),
  );
}

/** Helpers are real where subjects are stubs: of a test that broke, they are the first thing to look at. */
function namingHelpers(evidence: RedEvidence, helpers: readonly string[]): RedEvidence {
  if (evidence.red !== null || helpers.length === 0) return evidence;
  return { ...evidence, why: `with your helper ${helpers.join(", ")}: ${evidence.why}` };
}

/** Outcomes of the same suites on the subjects as they are; only specs whose subjects are all there are run. */
export async function runOnSubjects(
  world: World,
  project: Project,
  at: Omit<VerdictAt, "seed" | "overlay">,
): Promise<ReadonlyMap<string, TestOutcome>> {
  const there = project.specs.filter(({ plan }) => plan.subjects.every(({ exists }) => exists));
  if (there.length === 0) return new Map();
  const workspace = await world.workspaces(at.sandbox.level).copy(at.snapshot, { put: suiteTexts(there) });
  try {
    const suites = suitesOf(there);
    const missingExports = missingExportsOf(there.map(({ plan }) => plan));
    const { outcomes } = await runSuites(world.runner, suites, {
      ...at,
      workspace,
      config: project.config,
      missingExports,
      step: "the code as it is",
    });
    return outcomes;
  } finally {
    await workspace.dispose();
  }
}

/** Names that specs use and their subjects, as far as they are known, do not export. */
export function missingExportsOf(plans: readonly Plan[]): string[] {
  return plans.flatMap(({ subjects }) =>
    subjects.flatMap(({ exports, uses }) =>
      uses
        .filter(({ exported }) => exports !== null && !exports.includes(exported))
        .map(({ local }) => local),
    ),
  );
}

/** The suites of these specs. One without a test is left out: to Vitest a file without tests is a failure. */
export function suitesOf(specs: readonly ReadSpec[]): Suite[] {
  return specs.map(({ suite }) => suite).filter(({ tests }) => tests.length > 0);
}

export function suiteTexts(specs: readonly ReadSpec[]): Map<string, string> {
  return new Map(suitesOf(specs).map((suite) => [suite.path, suite.text]));
}

/** One stub for each subject, with what all specs use of it and what it exports now. */
function stubsFor(specs: readonly ReadSpec[], templates: TemplateSources): Map<string, string> {
  const byPath = Map.groupBy(
    specs.flatMap(({ plan }) => plan.subjects),
    ({ path }) => path,
  );
  return new Map(
    [...byPath].flatMap(([path, subjects]) => {
      const first = subjects[0];
      if (first === undefined) return [];
      const uses = subjects.flatMap((subject) => subject.uses);
      return [[path, renderStubOf(first.exports ?? [], { ...first, uses }, templates)]];
    }),
  );
}
