/** What the child is told, as JSON on its standard input. */
export interface ChildInput {
  /** Begins every line of ours on standard output; the code under test cannot know it. */
  readonly nonce: string;
  /** Absolute root of the project, as the child sees it. */
  readonly root: string;
  /** Suites relative to the root. */
  readonly files: readonly string[];
  /** `run` once, stay `warm` and obey commands, or only say which projects would pick the files up. */
  readonly task: "run" | "warm" | "matches";
  /** Absolute folder that may be written and is thrown away. */
  readonly temp: string;
  /** The package.json of greenbar's own Vitest, for a project without one. */
  readonly ownVitest: string;
  /** The folder of greenbar's own fast-check, lent to suites that cannot resolve one. */
  readonly ownFastCheck: string;
  /** Absolute folder in which the parent puts commands for a warm child. */
  readonly commands: string | null;
}

/** One command to a warm child: the content of the file `command.json`, replaced whole. */
export interface ChildCommand {
  /** Counts up; a command is obeyed once. */
  readonly run: number;
}

export const commandFile = "command.json";
