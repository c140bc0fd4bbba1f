/** The port to whoever knows what changed in a project. */
export interface ChangedFiles {
  /**
   * What differs from a commit: committed since, uncommitted and untracked files, deleted ones too.
   *
   * @param ref - null: since the work on the default branch was left, else since the last commit.
   * @returns a reason where it cannot be told.
   */
  since(ref: string | null): Promise<ChangedSince | { readonly problem: string }>;
}

export interface ChangedSince {
  /** What it was compared with, for a person: `main`, `the last commit`, or the ref as it was given. */
  readonly since: string;
  /** Relative to the project's root; those of the repository beside it begin with `../`. */
  readonly paths: readonly string[];
  /** Text that a file had there; null where there was none. */
  before(path: string): Promise<string | null>;
}
