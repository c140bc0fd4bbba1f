import { join } from "node:path";
import type { RunJob } from "../../verdict/runner.ts";
import type { Mount, Program, SandboxLevel } from "../../verdict/sandbox.ts";
import type { Workspace } from "../../verdict/workspace.ts";
import type { ChildInput } from "./child-input.ts";
import { suiteEnvironment } from "./suite-environment.ts";

/** What the child needs of this installation of greenbar; see `own-installation.ts`. */
export interface ChildSetting {
  /** Absolute path of the Node binary itself, no link. */
  readonly node: string;
  /** The child's program: its folder, its file in it, and the package.json that says what kind of module it is. */
  readonly child: { readonly folder: string; readonly file: string; readonly manifest: string };
  /** Where Node and greenbar's own packages are read from. */
  readonly reads: readonly Mount[];
  readonly ownVitest: string;
  readonly ownFastCheck: string;
  /** Folder for temporary folders of ours. */
  readonly tmp: string;
  /** Unguessable text, a new one each time. */
  readonly nonce: () => string;
  /** How a workspace is mounted in a sandbox of that level; `root` is its path inside. */
  readonly mountsFor: (
    workspace: Workspace,
    level: SandboxLevel,
  ) => { readonly workspace: Mount; readonly reads: readonly Mount[]; readonly root: string };
}

interface ChildTask {
  readonly task: ChildInput["task"];
  /** A fresh folder on disk that dies with the run. */
  readonly temp: string;
  readonly nonce: string;
  readonly wallMs: number;
  readonly commands?: string;
}

/** Bytes of each output stream that the sandbox keeps; events are read as they come and need none of it. */
const outputBytes = 64 * 1024;

/** The child as a program for the job's sandbox. */
export function childProgram(
  setting: ChildSetting,
  job: Pick<RunJob, "workspace" | "sandbox" | "files">,
  { task, temp, nonce, wallMs, commands }: ChildTask,
): Program {
  const { workspace, reads, root } = setting.mountsFor(job.workspace, job.sandbox.level);
  const scratch = scratchFolder(job.sandbox.level, temp, root);
  const input: ChildInput = {
    nonce,
    root,
    files: job.files,
    task,
    temp: scratch,
    ownVitest: setting.ownVitest,
    ownFastCheck: setting.ownFastCheck,
    commands: commands ?? null,
  };
  const commandMount = commands === undefined ? [] : [{ host: commands, inside: commands }];
  const child = childMounts(setting, job.sandbox.level);
  return {
    argv: [setting.node, child.path],
    workspace,
    cwd: root,
    reads: withoutNested([...reads, ...setting.reads, ...child.reads, ...commandMount]),
    env: suiteEnvironment(scratch),
    input: JSON.stringify(input),
    limits: { wallMs, outputBytes },
  };
}

/**
 * Where folders can be mounted, the child is shown at a place of its own: greenbar may be the very project whose
 * copy is under test, and its source must not cover that copy's.
 */
function childMounts({ child }: ChildSetting, level: SandboxLevel) {
  const { folder, file, manifest } = child;
  switch (level) {
    case "bubblewrap":
      return {
        path: `/opt/greenbar/child/${file}`,
        reads: [
          { host: folder, inside: "/opt/greenbar/child" },
          { host: manifest, inside: "/opt/greenbar/package.json" },
        ],
      };
    case "sandbox-exec":
    case "none":
      return {
        path: join(folder, file),
        reads: [folder, manifest].map((path) => ({ host: path, inside: path })),
      };
  }
}

/** Where the child may write: its own memory-backed /tmp, or a folder of ours, or the copy itself. */
function scratchFolder(level: SandboxLevel, temp: string, root: string): string {
  switch (level) {
    case "bubblewrap":
      return "/tmp/greenbar-vitest";
    case "none":
      return join(temp, "scratch");
    case "sandbox-exec":
      return join(root, ".greenbar", "scratch");
  }
}

/** One mount for each place, and none for what a mount above it shows already. */
function withoutNested(mounts: readonly Mount[]): readonly Mount[] {
  const shows = (outer: Mount, { host, inside }: Mount): boolean =>
    inside.startsWith(`${outer.inside}/`) && host === outer.host + inside.slice(outer.inside.length);
  return mounts.filter(
    (mount, index) =>
      !mounts.some((other) => shows(other, mount)) &&
      mounts.findIndex(({ inside }) => inside === mount.inside) === index,
  );
}
