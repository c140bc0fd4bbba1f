import type { Judge, JudgeAnswers, JudgeJob } from "../../verdict/judge.ts";
import type { Workspace } from "../../verdict/workspace.ts";
import type { ChildSetting } from "../vitest/child-program.ts";
import { answerInBatches } from "./batches.ts";
import { chooseLoader } from "./loader.ts";
import type { Loader } from "./loader.ts";
import { nodeLaunch } from "./node-launch.ts";
import { programModule } from "./program-module.ts";
import { shuffled } from "./shuffle.ts";
import { vitestLaunch } from "./vitest-launch.ts";

/** What the judge needs of this installation of greenbar. */
export type JudgeSetting = Pick<ChildSetting, "node" | "child" | "reads" | "ownVitest" | "mountsFor">;

/**
 * The judge's child behind its port: a generated module in the workspace's root, loaded by Node itself where
 * that gives what the suite gets, else by the project's own Vitest. A subject that Node then cannot load for
 * its syntax or its imports is loaded by Vitest after all.
 */
export function createJudge(setting: JudgeSetting): Judge {
  const loaderOf = rememberLoaders();
  return {
    async ask(job, signal) {
      if (loaderOf(job).by === "vitest") return askThrough("vitest", setting, job, signal);
      const answers = await askThrough("node", setting, job, signal);
      return wasRefused(answers) ? askThrough("vitest", setting, job, signal) : answers;
    },
  };
}

const launches = { node: nodeLaunch, vitest: vitestLaunch } as const;

async function askThrough(
  by: Loader["by"],
  setting: JudgeSetting,
  job: JudgeJob,
  signal: AbortSignal | undefined,
): Promise<JudgeAnswers> {
  const launch = await launches[by](setting, job, programModule(job.programs));
  try {
    const order = shuffled(
      job.programs.map(({ key }) => key),
      job.seed,
    );
    return { loader: by, programs: await answerInBatches(job, order, launch.program, signal) };
  } finally {
    await launch.dispose();
  }
}

/** Errors of Node's loader (not of the subject's own code) begin so. */
const refusals = /^(?:SyntaxError|\w*Error \[?ERR_|\w*Error: (?:Cannot find (?:module|package)|Unknown file extension))/;

function wasRefused({ programs }: JudgeAnswers): boolean {
  return [...programs.values()].some((answer) => answer.is === "unloadable" && refusals.test(answer.message));
}

/** Both runs of a workspace have the same loader: it is chosen once. */
function rememberLoaders(): (job: JudgeJob) => Loader {
  const known = new WeakMap<Workspace, Map<string, Loader>>();
  return ({ workspace, programs }) => {
    const subjects = [...new Set(programs.flatMap(({ uses }) => uses.map(({ subject }) => subject)))];
    const loaders = known.get(workspace) ?? new Map<string, Loader>();
    known.set(workspace, loaders);
    const key = subjects.join("\n");
    const loader = loaders.get(key) ?? chooseLoader(workspace, subjects);
    loaders.set(key, loader);
    return loader;
  };
}
