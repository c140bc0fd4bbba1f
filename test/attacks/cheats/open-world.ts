import { existsSync } from "node:fs";
import { join } from "node:path";
import { check } from "../../../src/app/check.ts";
import { judgeProject } from "../../../src/app/judge-project.ts";
import { suitesOf, suiteTexts } from "../../../src/app/red-gate.ts";
import { runSuites } from "../../../src/app/suite-run.ts";
import type { World } from "../../../src/app/ports.ts";
import type { ExampleVerdict } from "../../../src/verdict/judge-verdict.ts";
import type { ShellResult } from "../../../src/verdict/console.ts";
import type { Unguarded } from "./cheat.ts";
import { openAlone } from "./project.ts";
import type { Opened } from "./project.ts";

/** Without a sandbox: the whole check, suite and judge, where all processes share the machine's places. */
export const withoutSandbox: Unguarded = async ({ module, files }, bench) => {
  const { world } = await openAlone(bench, module, files);
  const { outcome, requirements } = await check({ ...world, sandbox: world.noSandbox }, { specs: [] });
  const examples = requirements.flatMap((requirement) => requirement.examples);
  const right = examples.filter(({ status }) => status !== "fails").map(({ id }) => id);
  return { right, by: `no sandbox, ${outcome}` };
};

/** The same, where it is not the verdict that matters but a file that should not be there afterwards. */
export const packagesWithoutSandbox =
  (path: string): Unguarded =>
  async (cheat, bench) => {
    await withoutSandbox(cheat, bench);
    const { root } = await openAlone(bench, cheat.module, cheat.files);
    const isThere = existsSync(join(root, path));
    return { held: !isThere, saw: `no sandbox: ${path} is ${isThere ? "written" : "not there"}` };
  };

/** Without a fresh copy for each run: the suite is run twice in one, and the second word counts. */
export const againInTheSameCopy: Unguarded = async ({ module, files }, bench) => {
  const { world, project, sandbox, snapshot } = await openAlone(bench, module, files);
  const put = suiteTexts(project.specs);
  const workspace = await world.workspaces(sandbox.level).copy(snapshot, { put });
  try {
    const run = () =>
      runSuites(world.runner, suitesOf(project.specs), {
        workspace,
        sandbox,
        missingExports: [],
        config: project.config,
      });
    await run();
    const { outcomes } = await run();
    const right = [...outcomes].filter(([, { is }]) => is === "passed").map(([id]) => id);
    return { right, by: "the suite, again in the same copy" };
  } finally {
    await workspace.dispose();
  }
};

/** Without hiding specs and suites from the judge's copy. `more`: a suite as somebody else would have written it. */
export const withSpecsInSight =
  (more: Readonly<Record<string, string>> = {}): Unguarded =>
  async ({ module, files }, bench) => {
    const opened = await openAlone(bench, module, files);
    const texts = new Map([...suiteTexts(opened.project.specs), ...Object.entries(more)]);
    const world: World = {
      ...opened.world,
      workspaces(level) {
        const workspaces = opened.world.workspaces(level);
        return { ...workspaces, copy: (snapshot) => workspaces.copy(snapshot, { put: texts }) };
      },
    };
    return {
      right: passedIn(await judgedBy(world, opened)),
      by: "the judge, with specs and suite in its copy",
    };
  };

/** Without a second run of the console's commands in another copy, backwards: the first one counts twice. */
export const consoleOnce: Unguarded = async ({ module, files }, bench) => {
  const opened = await openAlone(bench, module, files);
  const { shell } = opened.world;
  const known = new Map<string, Promise<readonly ShellResult[]>>();
  const [first] = opened.project.specs;
  const order = (first?.plan.requirements ?? []).flatMap(({ examples }) => examples);
  const commandsOf = order.flatMap(({ body }) =>
    body.is === "console" ? [body.commands.map(({ command }) => command)] : [],
  );
  const world: World = {
    ...opened.world,
    shell: {
      async run(job, signal) {
        const key = JSON.stringify(job.commands);
        // In the order of the page, all in the copy of whoever asks first.
        for (const commands of commandsOf) {
          const own = JSON.stringify(commands);
          if (!known.has(own)) known.set(own, shell.run({ ...job, commands }, signal));
          await known.get(own);
        }
        return (await known.get(key)) ?? shell.run(job, signal);
      },
    },
  };
  return {
    right: passedIn(await judgedBy(world, opened)),
    by: "the console, once and in the order of the page",
  };
};

async function judgedBy(world: World, opened: Opened): Promise<ReadonlyMap<string, ExampleVerdict>> {
  const { project, snapshot, sandbox } = opened;
  return judgeProject(world, project, { snapshot, sandbox, seed: 7 });
}

function passedIn(verdicts: ReadonlyMap<string, ExampleVerdict>): readonly string[] {
  return [...verdicts].filter(([, { status }]) => status === "passed").map(([id]) => id);
}
