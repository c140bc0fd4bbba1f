import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createJudge } from "../src/adapters/judge/judge-adapter.ts";
import { ownInstallation } from "../src/adapters/vitest/own-installation.ts";
import { generateTests } from "../src/app/generate.ts";
import { judgeProject } from "../src/app/judge-project.ts";
import { readProject } from "../src/app/read-project.ts";
import { suiteJob } from "../src/app/suite-run.ts";
import { suiteTexts } from "../src/app/red-gate.ts";
import { verdictOn } from "../src/app/verdict-on.ts";
import { openWorld } from "../src/cli/world.ts";
import type { Row } from "./measure.ts";
import { ratioRow, runProgram, sideBySide } from "./measure.ts";

const subject = (turn: number) => `// ${turn}
export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
`;

/** Warm feedback after an edit, and the judge, each against a cold `node vitest.mjs run FILE` on the same spec. */
export async function verdictRows(root: string): Promise<Row[]> {
  const project = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-bench-")));
  try {
    write(project, "package.json", '{ "name": "bench", "type": "module" }\n');
    write(project, "specs/clamp.md", readFileSync(join(root, "bench/classics/clamp.md"), "utf8"));
    write(project, "src/clamp.ts", subject(0));
    symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
    return [...(await nodeRows(root, project)), ...(await viteRows(root, project))];
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

async function nodeRows(root: string, folder: string): Promise<Row[]> {
  const world = await builtWorld(root, folder);
  await generateTests(world, { specs: [], dryRun: false, force: false });
  const cold = coldRun(root, folder);
  const project = await readProject(world, []);
  const { noSandbox: sandbox } = world;
  const workspaces = world.workspaces(sandbox.level);
  const snapshot = await workspaces.snapshot(folder, { copy: [] });
  const workspace = await workspaces.copy(snapshot, { put: suiteTexts(project.specs) });
  const suites = project.specs.map(({ suite }) => suite);
  const warm = await world.runner.open(
    suiteJob(suites, { workspace, sandbox, config: project.config, missingExports: [] }),
  );
  try {
    let turn = 0;
    const rerun = async () => {
      write(workspace.dir, "src/clamp.ts", subject((turn += 1)));
      const report = await warm.rerun();
      if (report.tests.length !== 8 || report.tests.some(({ outcome }) => outcome.is !== "passed")) {
        throw new Error(`the warm run is not green: ${JSON.stringify(report)}`);
      }
    };
    const edit = await sideBySide(9, rerun, cold);
    const judge = await sideBySide(9, () => judgeOnce(world, folder), cold);
    const whole = await sideBySide(7, () => verdictOnce(world, folder), cold);
    return [
      ratioRow(
        "a one-spec verdict, suite and judge in the sandbox, each in fresh copies, against a cold run without",
        whole,
        1.5,
      ),
      ratioRow("edit of the subject → the suite's result, warm, against a cold run", edit, 0.4),
      ratioRow(
        "judge, built, one spec (two fresh processes), Node loads the subject, against a cold run",
        judge,
        0.5,
      ),
    ];
  } finally {
    await warm.close();
    await workspace.dispose();
  }
}

/** Only Vite resolves what the subject imports. */
const aliased = `import { max } from "@/bounds";
export function clamp(value: number, low: number, high: number): number {
  return Math.min(max(value, low), high);
}
`;

async function viteRows(root: string, folder: string): Promise<Row[]> {
  write(
    folder,
    "vitest.config.ts",
    'export default { resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } } };\n',
  );
  write(folder, "src/bounds.ts", "export const max = (a: number, b: number): number => Math.max(a, b);\n");
  write(folder, "src/clamp.ts", aliased);
  const world = await builtWorld(root, folder);
  const judge = await sideBySide(7, () => judgeOnce(world, folder), coldRun(root, folder));
  return [
    ratioRow(
      "judge, built, one spec (two fresh processes), through the project's Vite, against a cold run",
      judge,
      1,
    ),
  ];
}

/** The judge with its programs as built: from source, each process would first have to strip types. */
async function builtWorld(root: string, folder: string): ReturnType<typeof openWorld> {
  const own = ownInstallation();
  const child = { ...own.child, folder: join(root, "dist"), manifest: join(root, "package.json") };
  return { ...(await openWorld(folder)), judge: createJudge({ ...own, child }) };
}

function coldRun(root: string, folder: string): () => void {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  return () => runProgram(process.execPath, [vitest, "run", "test/specs/clamp.test.ts"], folder);
}

/** All that a check pays for its judge: a fresh copy, the processes, the comparison. */
async function judgeOnce(world: Awaited<ReturnType<typeof openWorld>>, folder: string): Promise<void> {
  const project = await readProject(world, []);
  const { noSandbox: sandbox } = world;
  const snapshot = await world.workspaces(sandbox.level).snapshot(folder, { copy: [] });
  const verdicts = await judgeProject(world, project, { snapshot, sandbox, seed: 1 });
  if (verdicts.size !== 8 || [...verdicts.values()].some(({ status }) => status !== "passed")) {
    throw new Error(`the judge is not green: ${JSON.stringify([...verdicts])}`);
  }
}

/** A whole verdict in a sandbox that has proved itself: that is done once a process. */
async function verdictOnce(world: Awaited<ReturnType<typeof openWorld>>, folder: string): Promise<void> {
  const project = await readProject(world, []);
  const { sandbox } = world;
  const proof = await sandbox.prove();
  if (!proof.holds) throw new Error(`no sandbox: ${JSON.stringify(proof)}`);
  const snapshot = await world.workspaces(sandbox.level).snapshot(folder, { copy: [] });
  const { suite, judge } = await verdictOn(world, project, { snapshot, sandbox, seed: 1 });
  const isGreen = [...suite.values()].every(({ is }) => is === "passed");
  if (!isGreen || [...judge.values()].some(({ status }) => status !== "passed")) {
    throw new Error(`the verdict is not green: ${JSON.stringify([[...suite], [...judge]])}`);
  }
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
