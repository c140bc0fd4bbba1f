import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import type { Judge, JudgeAnswers, JudgeJob, JudgeProgram, ProgramAnswer } from "../../verdict/judge.ts";
import { answerInBatches } from "./batches.ts";
import type { RunJob } from "./batches.ts";
import { chooseLoader } from "./loader.ts";
import type { Loader } from "./loader.ts";
import type { JudgeSetting } from "./judge-setting.ts";
import type { Launch } from "./launch.ts";
import { nodeLaunch, transformedLaunch } from "./node-launch.ts";
import { createPatternWorker } from "./pattern-worker.ts";
import { isPath, programModule } from "./program-module.ts";
import { shuffled } from "./shuffle.ts";
import { transformByVite } from "./vite-transform.ts";
import type { ToTransform, Transformed } from "./vite-transform.ts";
import { vitestLaunch } from "./vitest-launch.ts";

/**
 * The judge's child behind its port: a generated module in the workspace's root, loaded by Node itself where
 * that gives what the suite gets, else as the project's own Vite transforms it, else by its Vitest. A subject that
 * then cannot be loaded for its syntax or its imports is loaded by Vitest after all.
 */
export function createJudge(setting: JudgeSetting): Judge {
  return {
    match: createPatternWorker(),
    ask: (job, signal) => askChildren(setting, job, signal),
  };
}

/** A job as the port knows it, or one that is also to say what its programs execute. */
type AnyJob = JudgeJob & Pick<RunJob, "trace">;

/** What the judge asks, also for a trace: the same programs, loaded in the same way. */
export async function askChildren(
  setting: JudgeSetting,
  job: AnyJob,
  signal: AbortSignal | undefined,
): Promise<readonly JudgeAnswers[]> {
  const refused = refusedPrograms(job);
  const askable = job.programs.filter(({ key }) => !refused.has(key));
  const answers = await askLoadable(setting, { ...job, programs: askable }, signal);
  return answers.map(({ loader, programs }) => ({
    loader,
    programs: new Map([...programs, ...refused]),
  }));
}

/** Programs that cannot be loaded and would take the others with them, or only time, by key. */
function refusedPrograms({ runs, programs }: JudgeJob): ReadonlyMap<number, ProgramAnswer> {
  const isMissing = (path: string): boolean =>
    isPath(path) && !runs.every(({ workspace }) => existsSync(join(workspace.dir, path)));
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

async function askLoadable(setting: JudgeSetting, job: AnyJob, signal: AbortSignal | undefined) {
  const [first] = job.runs;
  if (job.programs.length === 0 || first === undefined)
    return job.runs.map(() => ({ loader: "node", programs: new Map() }) as const);
  const loader = chooseLoader(first.workspace, subjectsOf(job));
  const answers = await askPlainly(setting, job, loader, signal);
  return answers === null || answers.some(wasRefused) ? askVitest(setting, job, signal) : answers;
}

/** Without Vitest; null when it cannot be done without. */
async function askPlainly(
  setting: JudgeSetting,
  job: AnyJob,
  loader: Loader,
  signal: AbortSignal | undefined,
): Promise<readonly JudgeAnswers[] | null> {
  const module = programModule(job.programs);
  switch (loader.by) {
    case "vitest":
      return null;
    case "node":
      return askEach(job, "node", (run) => nodeLaunch(setting, run, module), signal);
    case "vite": {
      const transformed = await transformEach(setting, job, { module, config: loader.config }, signal);
      if (transformed === null) return null;
      for (const run of runsOf(job)) run.trace?.transformed(Object.values(transformed(run).modules));
      return askEach(job, "vite", (run) => transformedLaunch(setting, run, transformed(run)), signal);
    }
  }
}

/** Paths stand in what is transformed, so one does for all copies that are called the same inside; null if one fails. */
async function transformEach(
  setting: JudgeSetting,
  job: AnyJob,
  what: ToTransform,
  signal: AbortSignal | undefined,
): Promise<((run: RunJob) => Transformed) | null> {
  const rootOf = (run: RunJob): string => setting.mountsFor(run.workspace, run.sandbox.level).root;
  const byRoot = new Map(runsOf(job).map((run) => [rootOf(run), run]));
  const done = await Promise.all(
    [...byRoot].map(
      async ([root, run]) => [root, await transformByVite(setting, run, what, signal)] as const,
    ),
  );
  const whole = new Map(done.flatMap(([root, made]) => (made === null ? [] : [[root, made] as const])));
  if (whole.size < done.length) return null;
  return (run) => {
    const made = whole.get(rootOf(run));
    if (made === undefined) throw new Error(`Nothing was transformed for ${rootOf(run)}.`);
    return made;
  };
}

function subjectsOf({ programs }: JudgeJob): readonly string[] {
  return [...new Set(programs.flatMap(({ uses }) => uses.map(({ subject }) => subject)))];
}

/** A process for each run, side by side, each in the run's own copy. */
async function askEach(
  job: AnyJob,
  loader: JudgeAnswers["loader"],
  launchOne: (run: RunJob) => Promise<Launch>,
  signal: AbortSignal | undefined,
): Promise<readonly JudgeAnswers[]> {
  const keys = job.programs.map(({ key }) => key);
  return Promise.all(
    runsOf(job).map(async (run) => {
      const launch = await launchOne(run);
      try {
        // What runs only once is claimed by the first that needs it: for a trace that is the spec's own order.
        const order = run.trace === undefined ? shuffled(keys, run.seed) : keys;
        return { loader, programs: await answerInBatches(run, order, launch, signal) };
      } finally {
        await launch.dispose();
      }
    }),
  );
}

async function askVitest(setting: JudgeSetting, job: AnyJob, signal: AbortSignal | undefined) {
  const module = programModule(job.programs);
  return askEach(job, "vitest", (run) => vitestLaunch(setting, run, module), signal);
}

function runsOf({ runs, ...job }: AnyJob): readonly RunJob[] {
  return runs.map((run) => ({ ...job, ...run }));
}

/** Errors of a loader (not of the subject's own code) begin so. */
const refusals =
  /^(?:SyntaxError|\w*Error \[?ERR_|\w*Error: (?:Cannot find (?:module|package)|Unknown file extension))/;

function wasRefused({ programs }: JudgeAnswers): boolean {
  return [...programs.values()].some((answer) => answer.is === "unloadable" && refusals.test(answer.message));
}
