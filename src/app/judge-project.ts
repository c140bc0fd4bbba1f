import type { Example, Plan } from "../plan/plan.ts";
import { consoleDifference } from "../verdict/console.ts";
import type { ExampleVerdict } from "../verdict/judge-verdict.ts";
import { agreed, judgeExamples } from "../verdict/judge-verdict.ts";
import type { Workspace } from "../verdict/workspace.ts";
import { helperFiles, hiddenFromJudge } from "./hidden-from-judge.ts";
import { inTurns } from "./in-turns.ts";
import type { World } from "./ports.ts";
import type { Project } from "./read-project.ts";
import { together } from "./together.ts";
import type { VerdictAt } from "./verdict-at.ts";

/**
 * The judge's word on every example, by id. Each run of each spec gets a fresh copy of its own, without specs,
 * suites, `.greenbar` and `.git`: nothing that one subject or run leaves behind is there for the next.
 */
export async function judgeProject(
  world: World,
  project: Project,
  at: VerdictAt,
): Promise<ReadonlyMap<string, ExampleVerdict>> {
  let done = 0;
  const verdicts = await inTurns(project.specs, 2, async ({ plan }) => {
    const judged = await judgePlan(world, project, plan, at);
    at.progress?.("judge", ++done, project.specs.length);
    return judged;
  });
  return new Map(verdicts.flat().map((verdict) => [verdict.example, verdict]));
}

async function judgePlan(
  world: World,
  project: Project,
  plan: Plan,
  at: VerdictAt,
): Promise<ExampleVerdict[]> {
  const examples = plan.requirements.flatMap(({ examples }) => examples);
  const consoles = examples.filter(({ body }) => body.is === "console");
  const judged = await inTwoCopies(world, project, at, (workspaces) =>
    judgeExamples(plan, world.judge, {
      workspaces,
      sandbox: at.sandbox,
      seed: at.seed,
      programMs: project.config.timeouts.example,
      wallMs: project.config.timeouts.run,
      ...(at.signal !== undefined && { signal: at.signal }),
    }),
  );
  if (consoles.length === 0) return judged;
  const shown = await inTwoCopies(world, project, at, (workspaces) =>
    judgeConsoles(world, project, consoles, at, workspaces),
  );
  const byExample = new Map(shown.map((verdict) => [verdict.example, verdict]));
  return judged.map((verdict) => byExample.get(verdict.example) ?? verdict);
}

async function inTwoCopies<T>(
  world: World,
  project: Project,
  at: VerdictAt,
  work: (workspaces: readonly [Workspace, Workspace]) => Promise<T>,
): Promise<T> {
  const plans = project.specs.map(({ plan }) => plan);
  const specs = plans.map(({ spec }) => spec);
  const omit = hiddenFromJudge(project.config, specs, helperFiles(plans));
  const copy = () =>
    world
      .workspaces(at.sandbox.level)
      .copy(at.snapshot, { omit, ...(at.overlay !== undefined && { put: at.overlay }) });
  const first = await copy();
  try {
    const second = await copy();
    try {
      return await work([first, second]);
    } finally {
      await second.dispose();
    }
  } finally {
    await first.dispose();
  }
}

/** Console examples are run and compared by the parent, twice like the others, the second time backwards. */
async function judgeConsoles(
  world: World,
  project: Project,
  examples: readonly Example[],
  at: VerdictAt,
  [one, other]: readonly [Workspace, Workspace],
): Promise<ExampleVerdict[]> {
  const inTurn = (of: readonly Example[], workspace: Workspace) =>
    inTurns(of, 1, (example) => judgeConsole(world, project, example, { ...at, workspace }));
  const [forwards, backwards] = await together(
    inTurn(examples, one),
    inTurn(examples.toReversed(), other).then((verdicts) => verdicts.toReversed()),
  );
  return forwards.map((first, index) => agreed(first, backwards[index] ?? first, ["one order", "the other"]));
}

/** What a program prints, and the status that it ends with, is all that it gives. */
async function judgeConsole(
  world: World,
  project: Project,
  example: Example,
  at: Pick<VerdictAt, "sandbox" | "signal"> & { readonly workspace: Workspace },
): Promise<ExampleVerdict> {
  const commands = example.body.is === "console" ? example.body.commands : [];
  const job = {
    workspace: at.workspace,
    sandbox: at.sandbox,
    bins: project.bins,
    commands: commands.map(({ command }) => command),
    commandMs: project.config.timeouts.example * 2,
  };
  const results = await world.shell.run(job, at.signal);
  const difference = commands
    .map((command, index) =>
      consoleDifference(command, results[index] ?? { output: "", status: null, isMissing: false }),
    )
    .find((found) => found !== null);
  return difference === undefined
    ? { example: example.id, status: "passed", reason: null, message: null }
    : { example: example.id, status: "failed", ...difference };
}
