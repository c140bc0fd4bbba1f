import { lstat, mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { SandboxLevel } from "../../verdict/sandbox.ts";
import type { Workspaces } from "../../verdict/workspace.ts";
import { copySnapshot, emptyFolder, removeCopy } from "./copy-snapshot.ts";
import { findDependencies } from "./dependencies.ts";
import type { Git } from "./git.ts";
import { linkDependencies, placeBelow } from "./link-dependencies.ts";
import { takeSnapshot } from "./snapshot.ts";

export interface WorkspacesOptions {
  readonly git: Git;
  /** Folder for copies that are not told where to lie. */
  readonly tmp: string;
  /** How programs will run in the copies: bubblewrap mounts the dependencies, elsewhere links lead to them. */
  readonly level: SandboxLevel;
}

/** Fresh copies of a project on disk. A copy that fails half-way leaves nothing behind. */
export function createWorkspaces({ git, tmp, level }: WorkspacesOptions): Workspaces {
  return {
    snapshot: (root, options) => takeSnapshot(root, git, options),
    async copy(snapshot, options) {
      const { root } = snapshot;
      const dependencies = await findDependencies(root);
      const linked = level !== "bubblewrap";
      const base = await emptyFolder(options.at, tmp);
      try {
        const dir = linked && options.at === undefined ? join(base, placeBelow(root, dependencies)) : base;
        await mkdir(dir, { recursive: true });
        await copySnapshot(snapshot, dir, options);
        if (linked) await linkDependencies(base, dir, root, dependencies);
        return { dir, root, dependencies, dispose: () => removeCopy(base) };
      } catch (error) {
        await removeCopy(base);
        throw error;
      }
    },
    async reopen(root, at) {
      const there = await lstat(at).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
        throw error;
      });
      if (there?.isDirectory() !== true) return null;
      const dir = await realpath(at);
      return { dir, root, dependencies: await findDependencies(root), dispose: () => removeCopy(dir) };
    },
  };
}
