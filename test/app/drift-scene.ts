import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createProjectDisk } from "../../src/adapters/project/project-disk.ts";
import { createGit } from "../../src/adapters/workspace/git.ts";
import { createWorkspaces } from "../../src/adapters/workspace/workspaces.ts";
import { createPipeline } from "../../src/app/pipeline.ts";
import type { World } from "../../src/app/ports.ts";
import type { Value } from "../../src/spec/value.ts";
import type { Judge, JudgeAnswer, JudgeProgram, ProgramAnswer } from "../../src/verdict/judge.ts";
import type { TestOutcome } from "../../src/verdict/report.ts";
import { testPlaces } from "../../src/suite/same-syntax.ts";
import type { PlannedTest, RunJob, Runner } from "../../src/verdict/runner.ts";
import type { Sandbox } from "../../src/verdict/sandbox.ts";
import { writeFiles } from "../support/project.ts";
import { templates } from "../suite/support/templates.ts";

/** A git repository in a temporary folder, in which edits are made and taken back. */
export interface Repository {
  readonly root: string;
  readonly world: World;
  read(path: string): string;
  /** Texts by path; null deletes. */
  put(files: Readonly<Record<string, string | null>>): void;
  git(...args: readonly string[]): string;
  /** As it was committed last. */
  reset(): void;
  remove(): void;
}

/** A repository with these files, and a world whose suite and judge answer without a process. */
export function openRepository(files: Readonly<Record<string, string>>): Repository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-drift-")));
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_AUTHOR_NAME: "a",
    GIT_AUTHOR_EMAIL: "a@example.com",
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@example.com",
  };
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: root, env, encoding: "utf8" });
  writeFiles(root, files);
  git("init", "-q", "-b", "main");
  return {
    root,
    world: drivenWorld(root, env),
    read: (path) => readFileSync(join(root, path), "utf8"),
    put: (changes) => {
      for (const [path, text] of Object.entries(changes)) {
        if (text === null) rmSync(join(root, path), { recursive: true });
        else writeFiles(root, { [path]: text });
      }
    },
    git,
    reset: () => {
      git("reset", "-q", "--hard");
      git("clean", "-fdq");
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Files, copies and git are real; what runs code is not. */
function drivenWorld(root: string, environment: NodeJS.ProcessEnv): World {
  const world: Partial<World> = {
    disk: createProjectDisk(root),
    workspaces: (level) =>
      createWorkspaces({ git: createGit({ git: "git", environment }), tmp: realpathSync(tmpdir()), level }),
    runner: actedRunner,
    judge: actedJudge,
    sandbox: noSandbox,
    noSandbox,
    templates: () => Promise.resolve(templates),
    pipeline: createPipeline(),
    seed: () => 1,
    now: () => 0,
  };
  return world as World;
}

const noSandbox: Sandbox = {
  level: "none",
  prove: () =>
    Promise.resolve({ holds: false, level: "none", why: "none", message: "", mend: "", canaries: [] }),
  launch: () => Promise.reject(new Error("nothing is launched here")),
};

/** Every test passes whose suite's subject is there, is no stub, and exports what the suite imports. */
const actedRunner: Runner = {
  open: () => Promise.reject(new Error("nothing is kept warm here")),
  run: (job) =>
    Promise.resolve({
      tests: job.planned.map((test) => ({ ...test, outcome: outcomeOf(job, test), duration: 1 })),
      problems: [],
      ended: "complete",
      endedWhy: "",
      output: "",
      vitest: { version: "5.1.1", from: "greenbar" },
    }),
};

function outcomeOf({ workspace }: RunJob, { file, name }: PlannedTest): TestOutcome {
  const suite = readFileSync(join(workspace.dir, file), "utf8");
  const test = testPlaces(suite, file).get(JSON.stringify(name))?.text ?? "";
  if (test.includes(".fail(")) return { is: "unbound", message: "unbound" };
  for (const [, names = "", from = ""] of suite.matchAll(/^import \{ (.+) \} from "(\..+)";$/gm)) {
    const module = loaded(join(workspace.dir, file, "..", from));
    const missing = names
      .split(", ")
      .find(
        (each) => [`${each}(`, `${each}.`].some((use) => test.includes(use)) && module?.[each] === undefined,
      );
    if (missing !== undefined) return { is: "notImplemented", name: missing };
  }
  return { is: "passed" };
}

const actedJudge: Judge = {
  match: () => Promise.reject(new Error("no pattern is tried here")),
  ask: ({ runs, programs }) =>
    Promise.resolve(
      runs.map(({ workspace }) => ({
        loader: "node",
        programs: new Map(programs.map((program) => [program.key, answerOf(program, workspace.dir)])),
      })),
    ),
};

function answerOf(program: JudgeProgram, dir: string): ProgramAnswer {
  const isThere = program.uses.every(({ subject }) => loaded(join(dir, subject)) !== null);
  if (!isThere) return { is: "unloadable", message: "the subject is not there" };
  return { is: "answered", answers: answersOf(program, dir), stopped: null };
}

function answersOf({ uses, steps }: JudgeProgram, dir: string): JudgeAnswer[] {
  const scope = uses.map(
    ({ subject, exported, local }) => [local, loaded(join(dir, subject))?.[exported]] as const,
  );
  return steps.flatMap((step): JudgeAnswer[] => {
    if (step.do !== "ask") throw new Error("only expressions are asked here");
    try {
      const value: unknown = evaluate(`return (${step.source});`, Object.fromEntries(scope));
      return [{ gave: "value", value: encoded(value), classes: [] }];
    } catch (error) {
      const { name, message } = error as Error;
      return [
        { gave: "threw", value: { t: "error", name, message, classes: [name, "Error"] }, classes: [name] },
      ];
    }
  });
}

/** The exports of a module of plain functions; null when it is not there or is a stub. */
function loaded(path: string): Readonly<Record<string, unknown>> | null {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (text === "" || text.includes("not implemented")) return null;
  const names = [...text.matchAll(/^export function (\w+)/gm)].map(([, name]) => name ?? "");
  const source = `${text.replaceAll(/^export (?:default )?/gm, "")}\nreturn { ${names.join(", ")} };`;
  return evaluate(source, {}) as Record<string, unknown>;
}

function evaluate(source: string, scope: Readonly<Record<string, unknown>>): unknown {
  // oxlint-disable-next-line no-implied-eval -- the subjects are the tests' own
  return (new Function(...Object.keys(scope), source) as (...values: unknown[]) => unknown)(
    ...Object.values(scope),
  );
}

function encoded(value: unknown): Value {
  if (typeof value === "number") return { t: "number", v: String(value) };
  if (typeof value === "string") return { t: "string", v: value };
  throw new Error(`no value of ${typeof value} is told here`);
}
