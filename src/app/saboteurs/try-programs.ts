import { renderSuite } from "../../suite/render-suite.ts";
import type { Suite } from "../../suite/suite.ts";
import type { Survivor } from "../../verdict/saboteurs/group-weaknesses.ts";
import { weaknessesOf } from "../../verdict/saboteurs/group-weaknesses.ts";
import type { Weakness } from "../../verdict/saboteurs/weaknesses.ts";
import { stagedId, stageOf } from "../../verdict/saboteurs/stage.ts";
import type { TestOutcome } from "../../verdict/report.ts";
import type { Runner } from "../../verdict/runner.ts";
import type { Snapshot } from "../../verdict/workspace.ts";
import { helperFiles } from "../hidden-from-judge.ts";
import type { World } from "../ports.ts";
import type { Project, ReadSpec } from "../read-project.ts";
import { runSuites } from "../suite-run.ts";
import type { VerdictAt } from "../verdict-at.ts";
import { tryConsoles } from "./try-consoles.ts";
import { asWarnings, askWithoutRun } from "./weak-requirements.ts";
import type { WeakRequirement } from "./weak-requirements.ts";

/**
 * Requirements that wrong programs would fulfil as well: what can be told without running code, and for the rest the
 * examples are run on these programs in a copy, all specs and programs in one run of Vitest. None of the project's
 * own code takes part but what its configuration sets up. What came of it is remembered for the life of the process.
 *
 * @param matters - asked of a requirement's id before anything is run for it.
 */
export async function tryPrograms(
  world: World,
  project: Project,
  at: Omit<VerdictAt, "seed" | "overlay" | "seen">,
  matters: (requirement: string) => boolean = () => true,
): Promise<readonly WeakRequirement[]> {
  const asked = await Promise.all(
    project.specs.map(async (spec) => ({ spec, ...(await askWithoutRun(spec.plan, project.lock)) })),
  );
  const trials = asked.flatMap(({ spec, weak, open }): SpecTrials[] => {
    const known = new Set(weak.map(({ id }) => id));
    const wanted = open.filter(({ requirements }) =>
      requirements.some(({ requirement: { id } }) => !known.has(id) && matters(id)),
    );
    return wanted.length === 0 ? [] : [trialsOf(spec, wanted, project)];
  });
  const outcomes = await outcomesOf(world, project, trials, at);
  const all: WeakRequirement[] = [];
  for (const { spec, weak, openConsoles } of asked) {
    const known = new Set(weak.map(({ id }) => id));
    const found = trials
      .filter((one) => one.spec === spec)
      .flatMap((one) => foundBy(one, outcomes.get(one.key) ?? new Map()));
    const consoles = openConsoles.filter(({ weaknesses }) =>
      weaknesses.some(({ requirement: { id } }) => !known.has(id) && matters(id)),
    );
    const shown = [...found, ...(await tryConsoles(world, project, consoles, at))];
    all.push(
      ...weak,
      ...asWarnings(
        spec.plan,
        shown.filter(({ requirement }) => !known.has(requirement.id)),
      ),
    );
  }
  return all;
}

/** The open questions of one spec, laid out to be run. */
interface SpecTrials {
  readonly spec: ReadSpec;
  readonly survivors: readonly Survivor[];
  readonly suite: Suite;
  readonly modules: ReadonlyMap<string, string>;
  /** All that the answers depend on, beside the project's configuration. */
  readonly key: string;
}

type Outcomes = ReadonlyMap<string, TestOutcome>;

function trialsOf(spec: ReadSpec, survivors: readonly Survivor[], { settings }: Project): SpecTrials {
  const stage = stageOf(
    spec.plan,
    survivors.map(({ sabotage, requirements }) => ({
      sabotage,
      killers: requirements.flatMap(({ proposals }) => proposals.map(({ example }) => example)),
    })),
  );
  const suite = renderSuite(stage.plan, settings);
  const key = JSON.stringify([suite.path, suite.text, [...stage.modules]]);
  return { spec, survivors, suite, modules: stage.modules, key };
}

async function outcomesOf(
  world: World,
  project: Project,
  trials: readonly SpecTrials[],
  at: Omit<VerdictAt, "seed" | "overlay" | "seen">,
): Promise<ReadonlyMap<string, Outcomes>> {
  const settings = configurationOf(at.snapshot, new Set(helperFiles(project.specs.map(({ plan }) => plan))));
  const memory = memoryOf(world.runner);
  const keyOf = ({ key }: SpecTrials) => `${settings}\n${key}`;
  const left = trials.filter((one) => !memory.has(keyOf(one)));
  if (left.length > 0) {
    const { outcomes, isWhole } = await runAll(world, project, left, at);
    for (const one of left) {
      const own = new Map(
        one.suite.tests.map(({ example }) => [example, outcomes.get(`${one.key}\n${example}`)]),
      );
      const known = new Map(
        [...own].filter((entry): entry is [string, TestOutcome] => entry[1] !== undefined),
      );
      if (!isWhole) continue;
      memory.set(keyOf(one), known);
    }
    forgetOldest(memory);
  }
  return new Map(trials.map((one) => [one.key, memory.get(keyOf(one)) ?? new Map()]));
}

/** Runs that did not come to their end say nothing, and are not remembered. */
async function runAll(
  world: World,
  project: Project,
  trials: readonly SpecTrials[],
  at: Omit<VerdictAt, "seed" | "overlay" | "seen">,
): Promise<{ readonly outcomes: ReadonlyMap<string, TestOutcome>; readonly isWhole: boolean }> {
  const put = new Map(
    trials.flatMap(({ suite, modules }) => [[suite.path, suite.text] as const, ...modules]),
  );
  const workspace = await world.workspaces(at.sandbox.level).copy(at.snapshot, { put });
  try {
    const suites = trials.map(({ suite, key }) => ({
      ...suite,
      tests: suite.tests.map(({ example, name, hash }) => ({ example: `${key}\n${example}`, name, hash })),
    }));
    const { outcomes, report } = await runSuites(world.runner, suites, {
      ...at,
      workspace,
      config: project.config,
      missingExports: [],
      step: "wrong programs",
    });
    return { outcomes, isWhole: report.ended === "complete" };
  } finally {
    await workspace.dispose();
  }
}

/** What the outcomes of a spec's trials show. */
function foundBy({ spec, survivors }: SpecTrials, outcomes: Outcomes): readonly Weakness[] {
  const at = new Map(survivors.map(({ sabotage }, index) => [sabotage, index]));
  const passed = survivors.filter(({ sabotage }, index) =>
    [...sabotage.against].every((id) => outcomes.get(stagedId(index, id))?.is === "passed"),
  );
  return weaknessesOf(spec.plan, passed, (sabotage, { example }) =>
    isRefusal(outcomes.get(stagedId(at.get(sabotage) ?? -1, example.id))),
  );
}

/** It ran, and what it said of the program is no. */
function isRefusal(outcome: TestOutcome | undefined): boolean {
  return outcome?.is === "assertion" || outcome?.is === "thrown";
}

/** What a run of wrong programs may depend on beside their own text: how the project is set up, and helpers. */
function configurationOf({ files }: Snapshot, helpers: ReadonlySet<string>): string {
  return files
    .filter(
      ({ path }) =>
        helpers.has(path) ||
        /(?:^|\/)(?:package|tsconfig[^/]*)\.json$|(?:^|\/)vite(?:st)?\.|setup/iu.test(path),
    )
    .map(({ path, hash }) => `${path} ${hash}`)
    .join("\n");
}

/** What was found out, by the runner that found it. */
const memories = new WeakMap<Runner, Map<string, Outcomes>>();

function memoryOf(runner: Runner): Map<string, Outcomes> {
  const memory = memories.get(runner) ?? new Map<string, Outcomes>();
  memories.set(runner, memory);
  return memory;
}

function forgetOldest(memory: Map<string, Outcomes>): void {
  for (const key of [...memory.keys()].slice(0, Math.max(0, memory.size - mostRemembered)))
    memory.delete(key);
}

/** Specs. */
const mostRemembered = 200;
