import type { Moment } from "../../docs/site/history.ts";

/** What the commits of the project's repository hold of greenbar's own records. */
export interface Commits {
  /**
   * The latest commits that changed the lock or a receipt, oldest first, at most so many.
   *
   * @returns the moments, or why there are none: no repository, no git, or what git says.
   */
  moments(most: number): Promise<readonly Moment[] | { readonly problem: string }>;
}

/** The folder that a site is written to. */
export interface SiteFolder {
  /** Absolute. */
  readonly path: string;
  /** Text of a file in it; null when there is none. */
  read(path: string): Promise<string | null>;
  /** Names of what lies right in it; null when the folder is not there. */
  list(): Promise<readonly string[] | null>;
  /** Makes the folder where it is not there, then writes all at once or none, as `ProjectDisk.write` does. */
  write(changes: readonly SiteChange[]): Promise<void>;
}

/** One file as it must be found and as it will be; null means that there is none. */
export interface SiteChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}
