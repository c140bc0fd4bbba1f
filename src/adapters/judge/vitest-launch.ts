import { join } from "node:path";
import type { JudgeJob } from "../../verdict/judge.ts";
import type { JudgeSetting } from "./judge-adapter.ts";
import type { Launch } from "./launch.ts";
import { judgeEnvironment, putFiles, secretName } from "./launch.ts";
import { ownPrograms } from "./own-programs.ts";
import type { VitestJob } from "./vitest-main.ts";

/** The child in which the project's own Vitest loads the generated module, as it loads the suite. */
export async function vitestLaunch(
  setting: JudgeSetting,
  { workspace, sandbox }: JudgeJob,
  module: string,
): Promise<Launch> {
  const mounts = setting.mountsFor(workspace, sandbox.level);
  const own = ownPrograms(sandbox.level, setting.child.manifest);
  const name = secretName();
  const files = { test: `${name}.test.ts`, programs: `${name}.programs.ts`, out: `${name}.out`, job: `${name}.job` };
  const cache = `${name}.cache`;
  const dispose = await putFiles(
    workspace.dir,
    {
      [files.test]: testText(own.answering, `./${files.programs}`, join(mounts.root, files.job)),
      [files.programs]: module,
      [files.out]: "",
    },
    [files.job, cache],
  );
  return {
    dispose,
    program: (nonce, order) => {
      const job: VitestJob = {
        nonce,
        order,
        root: mounts.root,
        test: files.test,
        out: join(mounts.root, files.out),
        job: join(mounts.root, files.job),
        temp: join(mounts.root, cache),
        ownVitest: setting.ownVitest,
      };
      return {
        argv: [setting.node, own.vitest],
        workspace: mounts.workspace,
        cwd: mounts.root,
        reads: [...mounts.reads, ...setting.reads, ...own.reads],
        env: judgeEnvironment(sandbox.level === "bubblewrap" ? "/tmp" : mounts.root),
        input: JSON.stringify(job),
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
