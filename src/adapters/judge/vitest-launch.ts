import { join } from "node:path";
import type { JudgeJob } from "../../verdict/judge.ts";
import type { JudgeSetting } from "./judge-setting.ts";
import type { Launch } from "./launch.ts";
import { suiteEnvironment } from "../vitest/suite-environment.ts";
import { putFiles, secretName } from "./launch.ts";
import { ownPrograms } from "./own-programs.ts";
import type { VitestJob } from "./vitest-main.ts";

/**
 * The program in which the project's own Vitest loads the generated module, as it loads the suite. It answers as
 * many batches as the job has seeds.
 */
export async function vitestLaunch(setting: JudgeSetting, job: JudgeJob, module: string): Promise<Launch> {
  const { workspace, sandbox } = job;
  const mounts = setting.mountsFor(workspace, sandbox.level);
  const own = ownPrograms(sandbox.level, setting.child);
  const name = secretName();
  const programs = `${name}.programs.ts`;
  const lanes = job.seeds.map((_, index) => {
    const file = (extension: string): string => `${name}.${index}.${extension}`;
    return { test: file("test.ts"), out: file("out"), job: file("job") };
  });
  const cache = `${name}.cache`;
  const dispose = await putFiles(
    workspace.dir,
    Object.fromEntries([
      [programs, module],
      ...lanes.map((lane) => [
        lane.test,
        testText(own.answering, `./${programs}`, join(mounts.root, lane.job)),
      ]),
    ]) as Readonly<Record<string, string>>,
    [...lanes.flatMap(({ out, job }) => [out, job]), cache],
  );
  return {
    dispose,
    program: (batches) => {
      const input: VitestJob = {
        root: mounts.root,
        lanes: batches.flatMap((batch, index) => {
          const lane = lanes[index];
          if (lane === undefined) return [];
          return [
            { ...batch, test: lane.test, out: join(mounts.root, lane.out), job: join(mounts.root, lane.job) },
          ];
        }),
        temp: join(mounts.root, cache),
        ownVitest: setting.ownVitest,
      };
      return {
        argv: [setting.node, own.vitest],
        workspace: mounts.workspace,
        cwd: mounts.root,
        reads: [...mounts.reads, ...setting.reads, ...own.reads],
        env: suiteEnvironment(sandbox.level === "bubblewrap" ? "/tmp" : mounts.root),
        input: JSON.stringify(input),
      };
    },
  };
}

/**
 * A test file that answers from within the project's own Vitest. Whether it passes means nothing. The subject is
 * imported only when the answering side has taken what it needs of the language, and the job's file is gone.
 */
function testText(answering: string, programs: string, job: string): string {
  return [
    `import { test } from "vitest";`,
    `import { answerJob } from ${JSON.stringify(answering)};`,
    `test("judge", { timeout: 0 }, () => answerJob(${JSON.stringify(job)}, () => import(${JSON.stringify(programs)})));`,
    ``,
  ].join("\n");
}
