import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import process from "node:process";
import { createJudge } from "../adapters/judge/judge-adapter.ts";
import { createProjectDisk } from "../adapters/project/project-disk.ts";
import { findRoot } from "../adapters/project/find-root.ts";
import { createDiskRuns } from "../adapters/runs/disk-runs.ts";
import { chooseSandbox } from "../adapters/sandbox/choose-sandbox.ts";
import { createNoSandbox } from "../adapters/sandbox/no-sandbox.ts";
import { createShell } from "../adapters/shell/shell.ts";
import { readTemplates } from "../adapters/templates.ts";
import { vitestUsed } from "../adapters/vitest/find-vitest.ts";
import { ownInstallation } from "../adapters/vitest/own-installation.ts";
import { createVitestRunner } from "../adapters/vitest/vitest-runner.ts";
import { createGit } from "../adapters/workspace/git.ts";
import { mountsFor } from "../adapters/workspace/mounts-for.ts";
import { createWorkspaceFiles } from "../adapters/workspace-files.ts";
import { createWorkspaces } from "../adapters/workspace/workspaces.ts";
import { createPipeline } from "../app/pipeline.ts";
import type { Runs, World } from "../app/ports.ts";
import { redactJournal } from "../ledger/redact-journal.ts";
import { processRedactor } from "./redactor.ts";

/**
 * Everything that a command needs of the world, for the project that `directory` lies in.
 *
 * @throws UserError when the directory is not there.
 */
export async function openWorld(directory: string): Promise<World> {
  const root = realpathSync(await findRoot(directory));
  const tmp = realpathSync(tmpdir());
  const node = realpathSync(process.execPath);
  const own = ownInstallation();
  const git = createGit({ git: "git", environment: process.env });
  let templates: ReturnType<World["templates"]> | null = null;
  return {
    disk: createProjectDisk(root),
    workspaces: (level) => createWorkspaces({ git, tmp, level }),
    runner: createVitestRunner(own),
    judge: createJudge(own),
    shell: createShell({ node, reads: own.reads, mountsFor, nonce: () => `.run-${randomUUID()}` }),
    sandbox: chooseSandbox({ platform: process.platform, path: process.env["PATH"] ?? "", node, tmp }),
    noSandbox: createNoSandbox(),
    runs: withoutSecrets(
      createDiskRuns(root, { now: () => new Date(), random: () => randomBytes(3).toString("hex") }),
    ),
    workspaceFiles: (dir) => createWorkspaceFiles(dir, randomUUID),
    templates: () => (templates ??= readTemplates()),
    tools: () =>
      Promise.resolve({
        vitest: vitestUsed(root, own.ownVitest),
        node: Number.parseInt(process.versions.node, 10),
      }),
    pipeline: createPipeline(),
    seed: () => randomInt(1, 2 ** 31),
    now: () => performance.now(),
  };
}

/** Runs whose ledgers hold no secret of this process's environment. */
function withoutSecrets(runs: Runs): Runs {
  const redactor = processRedactor();
  return { ...runs, open: async (id) => redactJournal(await runs.open(id), redactor) };
}
