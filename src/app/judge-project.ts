import type { Example, Plan } from "../plan/plan.ts";
import { consoleDifference } from "../verdict/console.ts";
import type { ExampleVerdict } from "../verdict/judge-verdict.ts";
import { judgeExamples } from "../verdict/judge-verdict.ts";
import { inTurns } from "./in-turns.ts";
import type { World } from "./ports.ts";
import type { Project } from "./read-project.ts";
import type { VerdictAt } from "./verdict-at.ts";

/**
 * The judge's word on every example, by id. Each spec gets a fresh copy of its own, without specs, suites,
 * `.greenbar` and `.git`: nothing that one subject leaves behind is there for the next.
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
  const hidden = [project.config.specs, project.config.tests, ".greenbar", ".git"];
  const omit = (path: string) => hidden.some((folder) => path === folder || path.startsWith(`${folder}/`));
  const workspace = await world.workspaces(at.sandbox.level).copy(at.snapshot, {
    omit,
    ...(at.overlay !== undefined && { put: at.overlay }),
  });
  try {
    const judged = await judgeExamples(plan, world.judge, {
      workspace,
      sandbox: at.sandbox,
      seed: at.seed,
      programMs: project.config.timeouts.example,
      wallMs: project.config.timeouts.run,
      ...(at.signal !== undefined && { signal: at.signal }),
    });
    const examples = plan.requirements.flatMap(({ examples }) => examples);
    const consoles = examples.filter(({ body }) => body.is === "console");
    const shown = await inTurns(consoles, 1, (example) =>
      judgeConsole(world, project, example, { ...at, workspace }),
    );
    const byExample = new Map(shown.map((verdict) => [verdict.example, verdict]));
    return judged.map((verdict) => byExample.get(verdict.example) ?? verdict);
  } finally {
    await workspace.dispose();
  }
}

/** Console examples are run and compared here, by the parent: the program's output is all that it gives. */
async function judgeConsole(
  world: World,
  project: Project,
  example: Example,
  at: Pick<VerdictAt, "sandbox" | "signal"> & {
    readonly workspace: Parameters<World["shell"]["run"]>[0]["workspace"];
  },
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
