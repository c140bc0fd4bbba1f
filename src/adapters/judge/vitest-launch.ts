import { join } from "node:path";
import type { RunJob } from "./batches.ts";
import type { JudgeSetting } from "./judge-setting.ts";
import type { Launch } from "./launch.ts";
import { suiteEnvironment } from "../vitest/suite-environment.ts";
import { putFiles, secretName } from "./launch.ts";
import { ownPrograms } from "./own-programs.ts";
import { traceOrder } from "./trace-order.ts";
import type { VitestJob } from "./vitest-main.ts";

/** A Vitest starts in half a second, and on a busy machine in twenty. */
const loadMs = 30_000;

/** The program in which the project's own Vitest loads the generated module, as it loads the suite. */
export async function vitestLaunch(setting: JudgeSetting, job: RunJob, module: string): Promise<Launch> {
  const { workspace, sandbox, trace } = job;
  const mounts = setting.mountsFor(workspace, sandbox.level);
  const own = ownPrograms(sandbox.level, setting.child);
  const name = secretName();
  const inside = (file: string): string => join(mounts.root, file);
  const [programs, test] = [`${name}.programs.ts`, `${name}.test.ts`];
  const [out, batchFile, cache] = [`${name}.out`, `${name}.job`, `${name}.cache`];
  const dispose = await putFiles(
    workspace.dir,
    { [programs]: module, [test]: testText(own.answering, `./${programs}`, inside(batchFile)) },
    [out, batchFile, cache],
  );
  return {
    dispose,
    loadMs,
    program: (batch) => {
      const input: VitestJob = {
        ...batch,
        root: mounts.root,
        test,
        out: inside(out),
        job: inside(batchFile),
        temp: inside(cache),
        ownVitest: setting.ownVitest,
        ...traceOrder(trace, mounts.root),
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
