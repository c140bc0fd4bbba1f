import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createJudge } from "../../../src/adapters/judge/judge-adapter.ts";
import { chooseSandbox } from "../../../src/adapters/sandbox/choose-sandbox.ts";
import { createNoSandbox } from "../../../src/adapters/sandbox/no-sandbox.ts";
import { ownInstallation } from "../../../src/adapters/vitest/own-installation.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import type { ExampleVerdict } from "../../../src/verdict/judge-verdict.ts";
import { judgeExamples } from "../../../src/verdict/judge-verdict.ts";
import type { Judge, JudgeAnswers } from "../../../src/verdict/judge.ts";
import type { Sandbox } from "../../../src/verdict/sandbox.ts";
import type { Workspace } from "../../../src/verdict/workspace.ts";

const modules = join(import.meta.dirname, "../../../node_modules");

/** Two copies of a project with the given files, its dependencies beside them, in a folder to remove. */
async function copiesOf(files: Readonly<Record<string, string>>, dependencies: string) {
  const base = await realpath(await mkdtemp(join(tmpdir(), "greenbar-judge-")));
  const root = join(base, "project");
  await mkdir(root);
  const copy = async (name: string): Promise<Workspace> => {
    const dir = join(base, name);
    for (const [path, text] of Object.entries({ "package.json": `{"type":"module"}`, ...files })) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text);
    }
    await symlink(dependencies, join(dir, "node_modules"));
    return { dir, root, dependencies: [dependencies], dispose: () => Promise.resolve() };
  };
  return { base, workspaces: [await copy("one"), await copy("two")] as const };
}

/** The machine's sandbox where it proves itself, else none. */
export async function bestSandbox(): Promise<Sandbox> {
  const sandbox = chooseSandbox({
    platform: process.platform,
    path: process.env["PATH"] ?? "",
    node: await realpath(process.execPath),
    tmp: await realpath(tmpdir()),
  });
  return (await sandbox.prove()).holds ? sandbox : createNoSandbox();
}

export interface Judgement {
  readonly verdicts: ReadonlyMap<string, ExampleVerdict>;
  readonly loaders: readonly JudgeAnswers["loader"][];
}

/** Judges a plan against a project of these files, with the real child. */
export async function judgement(
  plan: Plan,
  files: Readonly<Record<string, string>>,
  options: {
    readonly sandbox?: Sandbox;
    readonly programMs?: number;
    readonly seed?: number;
    /** Absolute folder of packages; greenbar's own when left out. */
    readonly modules?: string;
  } = {},
): Promise<Judgement> {
  const { base, workspaces } = await copiesOf(files, options.modules ?? modules);
  const judge = createJudge(ownInstallation());
  const loaders: JudgeAnswers["loader"][] = [];
  const listening: Judge = {
    ...judge,
    async ask(job, signal) {
      const answers = await judge.ask(job, signal);
      loaders.push(...answers.map(({ loader }) => loader));
      return answers;
    },
  };
  try {
    const verdicts = await judgeExamples(plan, listening, {
      workspaces,
      sandbox: options.sandbox ?? createNoSandbox(),
      seed: options.seed ?? 7,
      programMs: options.programMs ?? 1500,
      wallMs: 60_000,
    });
    return { verdicts: new Map(verdicts.map((verdict) => [verdict.example, verdict])), loaders };
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}
