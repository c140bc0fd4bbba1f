import type { Screen } from "./screen.ts";

/** A command as the person sees it; its code is loaded when it is called. */
export interface CommandDefinition {
  readonly name: string;
  readonly alias?: string;
  readonly summary: string;
  readonly args: readonly { readonly form: string; readonly summary: string }[];
  readonly options: readonly CommandOption[];
  /** Lines that work as typed, and what they do. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** With `--json` it prints one event a line instead of one document. */
  readonly jsonLines?: boolean;
  /** A first Ctrl-C lets it finish what it has begun; only a second one makes it leave everything. */
  readonly finishesStep?: boolean;
  readonly load: () => Promise<CommandModule>;
}

export interface CommandOption {
  readonly form: string;
  readonly summary: string;
  /** May be given several times; the command gets a list. */
  readonly repeats?: boolean;
}

export interface CommandModule {
  /** Does it and returns the exit status. */
  run(context: CommandContext): Promise<number>;
}

export interface CommandContext {
  readonly screen: Screen;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Where the command was started, or `-C`. */
  readonly directory: string;
  /** Aborted: leave everything, now. */
  readonly signal: AbortSignal;
  /** Aborted with `signal`, or before it where a command finishes its step. */
  readonly stopping: AbortSignal;
}
