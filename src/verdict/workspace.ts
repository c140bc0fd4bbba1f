/**
 * The port that makes fresh copies of a project. A copy holds what git tracks and what it neither tracks nor
 * ignores, plus `copy` of the configuration; without git everything but `node_modules`. By content, no link
 * followed out of the root, no file with a second hard link taken.
 */
export interface Workspaces {
  /** Lists the files of the project at `root`, sorted, with the hash of each, and what was left out and why. */
  snapshot(root: string, options: SnapshotOptions): Promise<Snapshot>;
  /** A fresh copy of a snapshot, `omit` left out, `put` written over it. The caller disposes of it. */
  copy(snapshot: Snapshot, options: CopyOptions): Promise<Workspace>;
  /** A copy that was made `at` a place earlier, as it is now; null when it is no longer there. */
  reopen(root: string, at: string): Promise<Workspace | null>;
}

export interface SnapshotOptions {
  /** Globs (picomatch style, relative to root) of ignored files that are wanted all the same. */
  readonly copy: readonly string[];
}

export interface Snapshot {
  readonly root: string;
  readonly files: readonly SnapshotFile[];
  readonly leftOut: readonly {
    readonly path: string;
    readonly why: "hard-link" | "link-out" | "not-a-file";
  }[];
  /** Hash over all paths and contents. */
  readonly hash: string;
  /** What the person should know of how the list came about (git could not read the repository); often none. */
  readonly notes?: readonly string[];
}

export interface SnapshotFile {
  /** Relative to root, forward slashes. */
  readonly path: string;
  /** sha256 of the content, hex. */
  readonly hash: string;
  readonly size: number;
  readonly executable: boolean;
  /**
   * Set for a symbolic link to something inside the root: where it leads, relative to its own folder. The copy
   * has the same link, `hash` speaks of the target's name, and `size` is 0.
   */
  readonly link?: string;
}

export interface CopyOptions {
  /** True for a path (relative, forward slashes) that the copy must lack. */
  readonly omit?: (path: string) => boolean;
  /** Files written over the copy: path relative to root, and text. */
  readonly put?: ReadonlyMap<string, string>;
  /** Where to make it; a fresh temporary folder when left out. */
  readonly at?: string;
}

export interface Workspace {
  /** Absolute folder of the copy on disk. */
  readonly dir: string;
  /** The root of the project it was copied from. */
  readonly root: string;
  /**
   * What code in the copy resolves packages from: `node_modules` folders of the project and of its parents,
   * nearest first, then the folders outside of these that links in them lead to. Absolute paths on disk.
   */
  readonly dependencies: readonly string[];
  dispose(): Promise<void>;
}
