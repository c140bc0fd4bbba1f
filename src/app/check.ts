import type { Diagnostic } from "../spec/spec.ts";
import { changedTests } from "../suite/same-syntax.ts";
import type { ExampleVerdict } from "../verdict/judge-verdict.ts";
import type { Outcome } from "../verdict/outcome.ts";
import { disagreements, outcomeOf } from "../verdict/outcome.ts";
import type { TestOutcome } from "../verdict/report.ts";
import type { Sandbox, SandboxLevel } from "../verdict/sandbox.ts";
import type { RequirementStatus, Status } from "../verdict/status.ts";
import { countStatuses, requirementStatuses } from "../verdict/status.ts";
import type { Snapshot } from "../verdict/workspace.ts";
import { judgeProject } from "./judge-project.ts";
import type { Progress, World } from "./ports.ts";
import type { Project, ReadSpec } from "./read-project.ts";
import { hasErrors, readProject } from "./read-project.ts";
import { missingExportsOf, suiteTexts } from "./red-gate.ts";
import { outcomesByExample, suiteJob } from "./suite-run.ts";
import { trySandbox } from "./try-sandbox.ts";

export interface Checked {
  readonly outcome: Outcome;
  readonly summary: Readonly<Record<Status, number>>;
  readonly requirements: readonly RequirementStatus[];
  readonly diagnostics: readonly Diagnostic[];
  /** Specs with `draft: true` or that were left out for it. */
  readonly drafts: readonly string[];
  /** Level of the sandbox that the verdict was made in; null when nothing was run. */
  readonly sandbox: SandboxLevel | null;
  readonly seed: number;
  /** Why Vitest did not go to its end; empty when it did. */
  readonly endedWhy: string;
}

/**
 * The gate: suite and judge, each in a fresh copy, against the specs as they are now. Needs neither lock nor
 * suite on disk; what is there of them is compared, never used as the verdict. Drafts are left out unless they
 * were asked for by name.
 *
 * @throws UserError as `readProject` does.
 */
export async function check(
  world: World,
  options: { readonly specs: readonly string[]; readonly progress?: Progress },
): Promise<Checked> {
  const read = await readProject(world, options.specs);
  const isLeftOut = ({ plan }: ReadSpec) => plan.draft && options.specs.length === 0;
  const project: Project = { ...read, specs: read.specs.filter((spec) => !isLeftOut(spec)) };
  const drafts = read.specs.filter(isLeftOut).map(({ plan }) => plan.spec);
  const seed = world.seed();
  const base = { diagnostics: project.diagnostics, drafts, seed };
  if (hasErrors(project)) {
    const summary = countStatuses([]);
    return { ...base, outcome: "ambiguous", summary, requirements: [], sandbox: null, endedWhy: "" };
  }
  const snapshot = await world.workspaces.snapshot(project.root, { copy: project.config.copy });
  const sandbox = await trySandbox(world, project.config);
  const verdict = await verdictOn(world, project, { snapshot, sandbox, seed, progress: options.progress });
  const requirements = await statusesOf(world, project, verdict);
  return {
    ...base,
    outcome: outcomeOf(requirements, verdict),
    summary: countStatuses(requirements),
    requirements,
    sandbox: sandbox.level,
    endedWhy: verdict.endedWhy,
  };
}

export interface Verdict {
  readonly suite: ReadonlyMap<string, TestOutcome>;
  readonly judge: ReadonlyMap<string, ExampleVerdict>;
  readonly endedWhy: string;
  /** Ids of the examples that passed in the suite and failed in the judge, twice. */
  readonly compromised: readonly string[];
}

/**
 * What suite and judge say of a snapshot, in fresh copies and processes. The two run side by side. Where an
 * example passes in the suite and fails in the judge, both are asked once more: the same again is `compromised`.
 */
export async function verdictOn(
  world: World,
  project: Project,
  at: {
    readonly snapshot: Snapshot;
    readonly sandbox: Sandbox;
    readonly seed: number;
    readonly progress?: Progress | undefined;
  },
): Promise<Verdict> {
  const once = async () => {
    const [suite, judge] = await Promise.all([
      runSuites(world, project, at),
      judgeProject(world, project, at),
    ]);
    return { suite: suite.outcomes, judge, endedWhy: suite.endedWhy };
  };
  const first = await once();
  const suspects = disagreements(first.suite, first.judge);
  if (suspects.length === 0) return { ...first, compromised: [] };
  const second = await once();
  const again = new Set(disagreements(second.suite, second.judge));
  return { ...first, compromised: suspects.filter((id) => again.has(id)) };
}

async function runSuites(
  world: World,
  project: Project,
  at: { readonly snapshot: Snapshot; readonly sandbox: Sandbox; readonly progress?: Progress | undefined },
): Promise<{ outcomes: ReadonlyMap<string, TestOutcome>; endedWhy: string }> {
  const workspace = await world.workspaces.copy(at.snapshot, { put: suiteTexts(project.specs) });
  try {
    const suites = project.specs.map(({ suite }) => suite);
    const missingExports = missingExportsOf(project.specs.map(({ plan }) => plan));
    const job = suiteJob(suites, { ...at, workspace, config: project.config, missingExports, step: "suite" });
    const report = await world.runner.run(job);
    return { outcomes: outcomesByExample(suites, report), endedWhy: report.endedWhy };
  } finally {
    await workspace.dispose();
  }
}

async function statusesOf(world: World, project: Project, verdict: Verdict): Promise<RequirementStatus[]> {
  const all = await Promise.all(
    project.specs.map(async ({ plan, suite }) => {
      const disk = await world.disk.read(suite.path);
      const changed = disk === null || disk === suite.text ? [] : changedTests(suite.text, disk, suite.path);
      const names = new Set(changed.map((name) => JSON.stringify(name)));
      const editedTests = suite.tests.filter(({ name }) => names.has(JSON.stringify(name)));
      return requirementStatuses(plan, {
        ...verdict,
        lock: project.lock,
        tests: new Map(suite.tests.map(({ example, hash }) => [example, hash])),
        editedTests: new Set(editedTests.map(({ example }) => example)),
      });
    }),
  );
  return all.flat();
}
