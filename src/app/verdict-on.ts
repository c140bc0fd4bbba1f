import type { ExampleVerdict } from "../verdict/judge-verdict.ts";
import { disagreements, latecomers } from "../verdict/outcome.ts";
import type { TestOutcome, TestReport } from "../verdict/report.ts";
import { judgeProject } from "./judge-project.ts";
import type { World } from "./ports.ts";
import type { Project } from "./read-project.ts";
import { missingExportsOf, suitesOf, suiteTexts } from "./red-gate.ts";
import { runSuites } from "./suite-run.ts";
import { together } from "./together.ts";
import type { VerdictAt } from "./verdict-at.ts";

export interface Verdict {
  readonly suite: ReadonlyMap<string, TestOutcome>;
  readonly judge: ReadonlyMap<string, ExampleVerdict>;
  /** How the suite's run ended, and why; the sentence is empty when it came to its end. */
  readonly ended: TestReport["ended"];
  readonly endedWhy: string;
  /** Ids of the examples that passed in the suite and failed in the judge, or gave it no answer, twice. */
  readonly compromised: readonly string[];
}

/** How many times as long an example has that passed in the suite and was late in the judge, when it is asked once more. */
const patience = 3;

/**
 * What suite and judge say of a snapshot, in fresh copies and processes. Where an example passes in the suite and
 * fails in the judge, or gives it no answer, both are asked once more: the same again is `compromised`. One that was
 * late has more time then, so that it is its silence that counts and not the machine's or the project's pace.
 */
export async function verdictOn(world: World, project: Project, at: VerdictAt): Promise<Verdict> {
  const first = await askOnce(world, project, at);
  const late = new Set(latecomers(first.suite, first.judge));
  const suspects = [...disagreements(first.suite, first.judge), ...late];
  if (suspects.length === 0 || at.signal?.aborted === true) return first;
  const second = await askOnce(world, late.size === 0 ? project : withMoreTime(project), at);
  const again = new Set([
    ...disagreements(second.suite, second.judge),
    ...latecomers(second.suite, second.judge),
  ]);
  return { ...first, compromised: suspects.filter((id) => again.has(id)) };
}

function withMoreTime(project: Project): Project {
  const { timeouts } = project.config;
  return {
    ...project,
    config: { ...project.config, timeouts: { ...timeouts, example: timeouts.example * patience } },
  };
}

/** Suite and judge, once, side by side. */
export async function askOnce(world: World, project: Project, at: VerdictAt): Promise<Verdict> {
  const [suite, judge] = await together(askSuite(world, project, at), judgeProject(world, project, at));
  return { ...suite, judge, compromised: [] };
}

async function askSuite(
  world: World,
  project: Project,
  at: VerdictAt,
): Promise<Pick<Verdict, "suite" | "ended" | "endedWhy">> {
  const put = new Map([...(at.overlay ?? []), ...suiteTexts(project.specs)]);
  const workspace = await world.workspaces(at.sandbox.level).copy(at.snapshot, { put });
  try {
    const suites = suitesOf(project.specs);
    const missingExports = missingExportsOf(project.specs.map(({ plan }) => plan));
    const { outcomes, report } = await runSuites(world.runner, suites, {
      ...at,
      workspace,
      config: project.config,
      missingExports,
      step: "suite",
    });
    return { suite: outcomes, ended: report.ended, endedWhy: report.endedWhy };
  } finally {
    await workspace.dispose();
  }
}
