import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type {
  Judge,
  JudgeAnswer,
  JudgeAnswers,
  JudgeProgram,
  ProgramAnswer,
} from "../../../../src/verdict/judge.ts";
import type { TestOutcome, TestReport } from "../../../../src/verdict/report.ts";
import type { RunJob, Runner } from "../../../../src/verdict/runner.ts";

/*
 * Runner and judge in this process, for sweeps of hundreds of runs: they load the subject of the scene from the copy
 * that they are given, as it is on disk there, and ask it. A start of Vitest each time would take minutes, and none of
 * what the sweeps break is in it. A few points of each sweep are done with the real ones.
 */

let loads = 0;

async function load(dir: string): Promise<(a: number, b: number) => unknown> {
  const url = pathToFileURL(join(dir, "src/add.ts"));
  const module = (await import(`${url.href}?load=${++loads}`)) as { readonly add?: unknown };
  if (typeof module.add !== "function") throw new TypeError("add is no function");
  return module.add as (a: number, b: number) => unknown;
}

export const standInRunner: Runner = {
  run: (job) => report(job),
  open: (job) => Promise.resolve({ rerun: () => report(job), close: () => Promise.resolve() }),
};

async function report(job: RunJob): Promise<TestReport> {
  const outcome = await outcomeIn(job.workspace.dir);
  return {
    tests: job.planned.map(({ file, name }) => ({ file, name, outcome, duration: 1 })),
    problems: [],
    ended: "complete",
    endedWhy: "",
    output: "",
    vitest: { version: "5.1.1", from: "greenbar" },
  };
}

async function outcomeIn(dir: string): Promise<TestOutcome> {
  try {
    const actual = (await load(dir))(1, 2);
    if (actual === 3) return { is: "passed" };
    return { is: "assertion", message: "it differs", expected: "3", actual: String(actual), at: null };
  } catch (error) {
    const { name, message } = error as Error;
    return { is: "thrown", name, message, at: null };
  }
}

export const standInJudge: Judge = {
  ask: ({ runs, programs }) => Promise.all(runs.map(({ workspace }) => answers(workspace.dir, programs))),
  match: () => Promise.resolve({ is: "given-up", why: "the scene has no patterns" }),
};

async function answers(dir: string, programs: readonly JudgeProgram[]): Promise<JudgeAnswers> {
  const loaded = await load(dir).catch((error: Error) => error);
  const answer = ({ steps }: JudgeProgram): ProgramAnswer => {
    if (loaded instanceof Error) return { is: "unloadable", message: loaded.message };
    const asks = steps.flatMap((step) => (step.do === "ask" ? [step.source] : []));
    return { is: "answered", stopped: null, answers: asks.map((source) => valueOf(loaded, source)) };
  };
  return { loader: "node", programs: new Map(programs.map((program) => [program.key, answer(program)])) };
}

function valueOf(add: (a: number, b: number) => unknown, source: string): JudgeAnswer {
  const [, a, b] = /^add\((\d+), (\d+)\)$/.exec(source) ?? [];
  try {
    return { gave: "value", value: { t: "number", v: String(add(Number(a), Number(b))) }, classes: [] };
  } catch (error) {
    const { name, message } = error as Error;
    return { gave: "threw", value: { t: "error", name, message, classes: [name] }, classes: [] };
  }
}
