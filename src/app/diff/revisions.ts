/** The project as earlier commits have it. Nothing of a repository is run, and nothing in it is written. */
export interface Revisions {
  /** Full name of the commit that `ref` stands for; null when there is none, or no repository. */
  commit(ref: string): Promise<string | null>;
  /** Where the present work left the default branch: the commit, and the branch's name; null where that is not known. */
  branchPoint(): Promise<{ readonly commit: string; readonly branch: string } | null>;
  tree(commit: string): Promise<RevisionTree>;
}

/** The files below the project's root at one commit; links and submodules are none. */
export interface RevisionTree {
  /** Relative to the root, forward slashes. */
  readonly paths: ReadonlySet<string>;
  /** Text of a file; null when there is none. */
  read(path: string): Promise<string | null>;
}
