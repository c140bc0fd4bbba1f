import { createJudge } from "../../../src/adapters/judge/judge-adapter.ts";
import { readValue } from "../../../src/adapters/judge/read-value.ts";
import { shuffled } from "../../../src/adapters/judge/shuffle.ts";
import { ownInstallation } from "../../../src/adapters/vitest/own-installation.ts";
import { hiddenFromJudge } from "../../../src/app/hidden-from-judge.ts";
import type { ExampleVerdict } from "../../../src/verdict/judge-verdict.ts";
import { judgeExamples } from "../../../src/verdict/judge-verdict.ts";
import type { Judge, JudgeAnswers, ProgramAnswer } from "../../../src/verdict/judge.ts";
import type { Sandbox } from "../../../src/verdict/sandbox.ts";
import type { Called, Unguarded } from "./cheat.ts";
import { openAlone } from "./project.ts";
import type { Opened } from "./project.ts";

/** Without the rule that what gives no answer fails: only an answer that differs speaks against the code. */
export const byNoWrongAnswer: Unguarded = async ({ module, files }, bench) => {
  const opened = await openAlone(bench, module, files);
  const verdicts = await judged(opened, createJudge(ownInstallation()));
  return { right: idsOf(verdicts, ({ status }) => status !== "failed"), by: "no wrong answer was heard" };
};

/** Without the shuffled order: both runs ask in the order of the page. */
export const inPageOrder: Unguarded = async ({ module }, bench) => {
  const opened = await openAlone(bench, module);
  const judge = createJudge(ownInstallation());
  const inOrder: Judge = {
    ...judge,
    ask: (job, signal) => {
      const keys = job.programs.map(({ key }) => key);
      const seed = seedThatLeaves(keys);
      return judge.ask({ ...job, runs: job.runs.map((run) => ({ ...run, seed })) }, signal);
    },
  };
  const verdicts = await judged(opened, inOrder);
  return {
    right: idsOf(verdicts, ({ status }) => status === "passed"),
    by: "asked in the order of the page",
  };
};

function seedThatLeaves(keys: readonly number[]): number {
  for (let seed = 1; seed < 1_000_000; seed += 1) {
    if (shuffled(keys, seed).every((key, index) => key === keys[index])) return seed;
  }
  throw new Error(`No seed leaves ${keys.length} keys in their order.`);
}

/** Without the second run that must agree, but with as many tries as a retry gives: what passed once has passed. */
export const untilItPasses: Unguarded = async ({ module }, bench) => {
  const opened = await openAlone(bench, module);
  const judge = createJudge(ownInstallation());
  const once: Judge = {
    ...judge,
    async ask(job, signal) {
      const [answers] = await judge.ask({ ...job, runs: job.runs.slice(0, 1) }, signal);
      return answers === undefined ? [] : [answers, answers];
    },
  };
  const right = new Set<string>();
  for (let retry = 0; retry < 8; retry += 1) {
    for (const id of idsOf(await judged(opened, once), ({ status }) => status === "passed")) right.add(id);
  }
  return { right: [...right], by: "one run, tried again up to eight times" };
};

/** Without the rule that a requirement needs all of its examples: one that passes will do for the others. */
export const anyExampleWill: Unguarded = async ({ module }, bench) => {
  const opened = await openAlone(bench, module);
  const verdicts = await judged(opened, createJudge(ownInstallation()));
  const passed = new Set(idsOf(verdicts, ({ status }) => status === "passed"));
  const requirements = opened.project.specs.flatMap(({ plan }) => plan.requirements);
  const right = requirements.flatMap(({ examples }) =>
    examples.some(({ id }) => passed.has(id)) ? examples.map(({ id }) => id) : [],
  );
  return { right, by: "one example for its requirement" };
};

/** Without hold-outs: only those examples are judged that are shown to everybody. */
export function onlyTheseAreJudged(titles: RegExp): Unguarded {
  return async ({ module }, bench) => {
    const opened = await openAlone(bench, module);
    const verdicts = await judged(opened, createJudge(ownInstallation()), titles);
    const wrong = verdicts.filter(({ status }) => status !== "passed").length;
    return {
      held: wrong > 0,
      saw: `only the ${verdicts.length} examples that it has seen: ${verdicts.length - wrong} pass`,
    };
  };
}

/** Without the nonce and the strict order of answers: the first line that looks like an answer to a key is it. */
export const byFirstLine: Unguarded = async ({ module }, bench): Promise<Called> => {
  const opened = await openAlone(bench, module);
  const judge = createJudge(ownInstallation());
  const credulous: Judge = {
    ...judge,
    async ask(job, signal) {
      const heard: Map<number, ProgramAnswer>[] = [];
      const sandbox: Sandbox = {
        ...job.sandbox,
        launch(program, stop) {
          const nonce = /"nonce":"([^"]*)"/.exec(program.input ?? "")?.[1] ?? "";
          const answers = new Map<number, ProgramAnswer>();
          heard.push(answers);
          return job.sandbox.launch(
            {
              ...program,
              input: (program.input ?? "").replace(nonce, "nonce"),
              onLine(line) {
                takeFirst(line, answers);
                program.onLine?.(line.startsWith("nonce ") ? line.replace("nonce", nonce) : line);
              },
            },
            stop,
          );
        },
      };
      await judge.ask({ ...job, sandbox }, signal);
      const [one = new Map<number, ProgramAnswer>()] = heard;
      const answers: JudgeAnswers = { programs: one, loader: "node" };
      return [answers, answers];
    },
  };
  const verdicts = await judged(opened, credulous);
  return { right: idsOf(verdicts, ({ status }) => status === "passed"), by: "the first line counts" };
};

function takeFirst(line: string, answers: Map<number, ProgramAnswer>): void {
  const said = /\{"at":"answer".*\}$/.exec(line)?.[0];
  if (said === undefined) return;
  const { key, value: json } = JSON.parse(said) as { readonly key: number; readonly value: unknown };
  const value = readValue(json);
  if (value === undefined || answers.has(key)) return;
  answers.set(key, { is: "answered", answers: [{ gave: "value", value, classes: [] }], stopped: null });
}

/** What the judge says of a module, with another judge, or with copies that hide nothing. */
export async function judged(
  { world, project, sandbox, snapshot }: Opened,
  judge: Judge,
  only?: RegExp,
): Promise<readonly ExampleVerdict[]> {
  const specs = project.specs.map(({ plan }) => plan.spec);
  const omit = hiddenFromJudge(project.config, specs);
  const workspaces = world.workspaces(sandbox.level);
  const [first, second] = [
    await workspaces.copy(snapshot, { omit }),
    await workspaces.copy(snapshot, { omit }),
  ];
  try {
    const all = await Promise.all(
      project.specs.map(({ plan }) =>
        judgeExamples(plan, judge, {
          workspaces: [first, second],
          sandbox,
          seed: 7,
          programMs: project.config.timeouts.example,
          wallMs: project.config.timeouts.run,
          ...(only !== undefined && { only: ({ title }) => only.test(title) }),
        }),
      ),
    );
    return all.flat();
  } finally {
    await Promise.all([first.dispose(), second.dispose()]);
  }
}

function idsOf(
  verdicts: readonly ExampleVerdict[],
  isRight: (verdict: ExampleVerdict) => boolean,
): readonly string[] {
  return verdicts.filter(isRight).map(({ example }) => example);
}
