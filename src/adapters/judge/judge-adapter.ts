import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import type { Judge, JudgeAnswers, JudgeJob, JudgeProgram, ProgramAnswer } from "../../verdict/judge.ts";
import { answerInBatches } from "./batches.ts";
import { chooseLoader } from "./loader.ts";
import type { Loader } from "./loader.ts";
import type { JudgeSetting } from "./judge-setting.ts";
import type { Launch } from "./launch.ts";
import { nodeLaunch, transformedLaunch } from "./node-launch.ts";
import { createPatternWorker } from "./pattern-worker.ts";
import { isPath, programModule } from "./program-module.ts";
import { shuffled } from "./shuffle.ts";
import { transformByVite } from "./vite-transform.ts";
import { vitestLaunch } from "./vitest-launch.ts";

/**
 * The judge's child behind its port: a generated module in the workspace's root, loaded by Node itself where
 * that gives what the suite gets, else as the project's own Vite transforms it, else by its Vitest. A subject that
 * then cannot be loaded for its syntax or its imports is loaded by Vitest after all.
 */
export function createJudge(setting: JudgeSetting): Judge {
  return {
    match: createPatternWorker(),
    async ask(job, signal) {
      const refused = refusedPrograms(job);
      const askable = job.programs.filter(({ key }) => !refused.has(key));
      const answers = await askLoadable(setting, { ...job, programs: askable }, signal);
      return answers.map(({ loader, programs }) => ({
        loader,
        programs: new Map([...programs, ...refused]),
      }));
    },
  };
}

/** Programs that cannot be loaded and would take the others with them, or only time, by key. */
function refusedPrograms({ workspace, programs }: JudgeJob): ReadonlyMap<number, ProgramAnswer> {
  const isMissing = (path: string): boolean => isPath(path) && !existsSync(join(workspace.dir, path));
  const isWhole = syntaxError(programs) === null;
  return new Map(
    programs.flatMap((program) => {
      const missing = program.uses.find(({ subject }) => isMissing(subject))?.subject;
      const message =
        missing === undefined ? (isWhole ? null : syntaxError([program])) : `${missing} is not there`;
      return message === null ? [] : [[program.key, { is: "unloadable", message }] as const];
    }),
  );
}

function syntaxError(programs: readonly JudgeProgram[]): string | null {
  const { errors } = parseSync("programs.mts", programModule(programs), { showSemanticErrors: true });
  return errors[0] === undefined ? null : `the example is no valid code: ${errors[0].message}`;
}

async function askLoadable(setting: JudgeSetting, job: JudgeJob, signal: AbortSignal | undefined) {
  if (job.programs.length === 0)
    return job.seeds.map(() => ({ loader: "node", programs: new Map() }) as const);
  const loader = chooseLoader(job.workspace, subjectsOf(job));
  const answers = await askPlainly(setting, job, loader, signal);
  return answers === null || answers.some(wasRefused) ? askVitest(setting, job, signal) : answers;
}

/** Without Vitest; null when it cannot be done without. */
async function askPlainly(
  setting: JudgeSetting,
  job: JudgeJob,
  loader: Loader,
  signal: AbortSignal | undefined,
): Promise<readonly JudgeAnswers[] | null> {
  const module = programModule(job.programs);
  switch (loader.by) {
    case "vitest":
      return null;
    case "node":
      return askEach(job, "node", () => nodeLaunch(setting, job, module), signal);
    case "vite": {
      const transformed = await transformByVite(setting, job, { module, config: loader.config }, signal);
      if (transformed === null) return null;
      return askEach(job, "vite", () => transformedLaunch(setting, job, transformed), signal);
    }
  }
}

function subjectsOf({ programs }: JudgeJob): readonly string[] {
  return [...new Set(programs.flatMap(({ uses }) => uses.map(({ subject }) => subject)))];
}

/** One process for each order. */
async function askEach(
  job: JudgeJob,
  loader: JudgeAnswers["loader"],
  launchOne: () => Launch | Promise<Launch>,
  signal: AbortSignal | undefined,
) {
  return Promise.all(
    ordersOf(job).map(async (order) => {
      const [programs = new Map<never, never>()] = await answered(await launchOne(), job, [order], signal);
      return { loader, programs } satisfies JudgeAnswers;
    }),
  );
}

/** One Vitest, which gives each order a fresh process of its own: starting Vitest is what takes the time. */
async function askVitest(setting: JudgeSetting, job: JudgeJob, signal: AbortSignal | undefined) {
  const launch = await vitestLaunch(setting, job, programModule(job.programs));
  const lanes = await answered(launch, job, ordersOf(job), signal);
  return lanes.map((programs) => ({ loader: "vitest", programs }) satisfies JudgeAnswers);
}

async function answered(
  launch: Launch,
  job: JudgeJob,
  orders: readonly (readonly number[])[],
  signal: AbortSignal | undefined,
) {
  try {
    return await answerInBatches(job, orders, launch.program, signal);
  } finally {
    await launch.dispose();
  }
}

function ordersOf({ programs, seeds }: JudgeJob) {
  const keys = programs.map(({ key }) => key);
  return seeds.map((seed) => shuffled(keys, seed));
}

/** Errors of a loader (not of the subject's own code) begin so. */
const refusals =
  /^(?:SyntaxError|\w*Error \[?ERR_|\w*Error: (?:Cannot find (?:module|package)|Unknown file extension))/;

function wasRefused({ programs }: JudgeAnswers): boolean {
  return [...programs.values()].some((answer) => answer.is === "unloadable" && refusals.test(answer.message));
}
