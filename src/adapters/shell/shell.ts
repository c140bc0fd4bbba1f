import { mkdir, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Shell, ShellJob, ShellResult } from "../../verdict/console.ts";
import type { Mount, SandboxLevel } from "../../verdict/sandbox.ts";
import type { Mounts } from "../workspace/mounts-for.ts";
import type { Workspace } from "../../verdict/workspace.ts";

export interface ShellSetting {
  /** Absolute, real path of a Node binary, and what must be readable to run it. */
  readonly node: string;
  readonly reads: readonly Mount[];
  readonly mountsFor: (workspace: Workspace, level: SandboxLevel) => Mounts;
  /** A name that nothing in a project has. */
  readonly nonce: () => string;
}

/**
 * Runs the commands of a console example in the sandbox, by `sh`, one after the other in one new folder. The
 * project's own programs come first on the PATH, as scripts that start them with this Node.
 */
export function createShell(setting: ShellSetting): Shell {
  return {
    async run(job, signal) {
      const { root, workspace, reads } = setting.mountsFor(job.workspace, job.sandbox.level);
      const name = setting.nonce();
      await writePrograms(setting, job, root, name);
      await mkdir(join(job.workspace.dir, name, "work"), { recursive: true });
      const results: ShellResult[] = [];
      for (const command of job.commands) {
        const ended = await job.sandbox.launch(
          {
            argv: ["/bin/sh", "-c", `exec 2>&1\n${command}`],
            workspace,
            cwd: join(root, name, "work"),
            reads: [...setting.reads, ...reads],
            env: {
              PATH: `${join(root, name, "bin")}:/usr/local/bin:/usr/bin:/bin`,
              HOME: join(root, name, "work"),
              TZ: "UTC",
              LANG: "C.UTF-8",
              NO_COLOR: "1",
            },
            limits: { wallMs: job.commandMs, outputBytes: 1_000_000 },
          },
          signal,
        );
        results.push({
          output: ended.stdout,
          status: ended.how === "exit" ? ended.code : null,
          isMissing: isMissing(job, command),
        });
      }
      return results;
    },
  };
}

async function writePrograms(
  { node }: ShellSetting,
  job: ShellJob,
  root: string,
  name: string,
): Promise<void> {
  const folder = join(job.workspace.dir, name, "bin");
  await mkdir(folder, { recursive: true });
  for (const [program, path] of job.bins) {
    const file = join(root, path);
    const text = `#!/bin/sh\nexec ${quoted(node)} ${quoted(file)} "$@"\n`;
    await writeFile(join(folder, program), text, { mode: 0o755 });
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function isMissing(job: ShellJob, command: string): boolean {
  const program = command.trim().split(/\s+/)[0] ?? "";
  const path = job.bins.get(program);
  return path !== undefined && !existsSync(join(job.workspace.dir, path));
}
