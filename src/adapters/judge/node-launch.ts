import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RunJob } from "./batches.ts";
import type { JudgeSetting } from "./judge-setting.ts";
import type { BatchProgram, Launch } from "./launch.ts";
import { traceOrder } from "./trace-order.ts";
import { suiteEnvironment } from "../vitest/suite-environment.ts";
import { putFiles, secretName } from "./launch.ts";
import { ownPrograms } from "./own-programs.ts";
import type { Transformed } from "./vite-transform.ts";

const loadMs = 10_000;

/** Enough for what an example can need; a subject that takes all memory is ended before the machine is. */
const heapMegabytes = 1024;

/** The child in which Node itself loads the generated module. It answers one batch. */
export async function nodeLaunch(setting: JudgeSetting, job: RunJob, module: string): Promise<Launch> {
  const { root } = setting.mountsFor(job.workspace, job.sandbox.level);
  const name = secretName();
  const file = `${name}.mts`;
  const dispose = await putFiles(job.workspace.dir, { [file]: module }, []);
  const program = childProgram(setting, job, pathToFileURL(join(root, file)).href);
  return { dispose, loadMs, program };
}

/** The same child, given the generated module and all that it imports as Vite has transformed them. */
export async function transformedLaunch(
  setting: JudgeSetting,
  job: RunJob,
  module: Transformed,
): Promise<Launch> {
  const dispose = await putFiles(job.workspace.dir, {}, []);
  return { dispose, loadMs, program: childProgram(setting, job, module) };
}

function childProgram(
  setting: JudgeSetting,
  { workspace, sandbox, trace }: RunJob,
  module: string | Transformed,
): BatchProgram {
  const mounts = setting.mountsFor(workspace, sandbox.level);
  const own = ownPrograms(sandbox.level, setting.child);
  const node = { host: setting.node, inside: setting.node };
  // The module runner comes with Vite, which may be greenbar's own.
  const others = typeof module === "string" ? [node] : setting.reads;
  return (batch) => ({
    argv: [setting.node, ...stripFlags, `--max-old-space-size=${heapMegabytes}`, own.child],
    workspace: mounts.workspace,
    cwd: mounts.root,
    reads: [...mounts.reads, ...others, ...own.reads],
    env: suiteEnvironment(sandbox.level === "bubblewrap" ? "/tmp" : mounts.root),
    input: JSON.stringify({ ...batch, module, ...traceOrder(trace, mounts.root) }),
  });
}

/** Node 22 before 22.18 strips types only when it is told to. */
const stripFlags = process.features.typescript ? [] : ["--experimental-strip-types"];
