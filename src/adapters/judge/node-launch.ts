import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { JudgeJob } from "../../verdict/judge.ts";
import type { JudgeSetting } from "./judge-setting.ts";
import type { Launch } from "./launch.ts";
import { judgeEnvironment, putFiles, secretName } from "./launch.ts";
import { ownPrograms } from "./own-programs.ts";

/** Enough for what an example can need; a subject that takes all memory is ended before the machine is. */
const heapMegabytes = 1024;

/** The child in which Node itself loads the generated module. It answers one batch. */
export async function nodeLaunch(
  setting: JudgeSetting,
  { workspace, sandbox }: JudgeJob,
  module: string,
): Promise<Launch> {
  const mounts = setting.mountsFor(workspace, sandbox.level);
  const own = ownPrograms(sandbox.level, setting.child.manifest);
  const file = `${secretName()}.mts`;
  const dispose = await putFiles(workspace.dir, { [file]: module });
  const url = pathToFileURL(join(mounts.root, file)).href;
  return {
    dispose,
    program: ([batch]) => ({
      argv: [setting.node, ...stripFlags, `--max-old-space-size=${heapMegabytes}`, own.child],
      workspace: mounts.workspace,
      cwd: mounts.root,
      reads: [...mounts.reads, { host: setting.node, inside: setting.node }, ...own.reads],
      env: judgeEnvironment(sandbox.level === "bubblewrap" ? "/tmp" : mounts.root),
      input: JSON.stringify({ ...batch, module: url }),
    }),
  };
}

/** Node 22 before 22.18 strips types only when it is told to. */
const stripFlags = process.features.typescript ? [] : ["--experimental-strip-types"];
