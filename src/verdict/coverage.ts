import type { Shell, ShellJob } from "./console.ts";
import type { JudgeAnswers, JudgeProgram } from "./judge.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Workspace } from "./workspace.ts";

/** The port that says what code each program executes. It gives no verdict, and no verdict is made of what it gives. */
export interface Coverage {
  /** Runs the programs one after the other, as the judge's child does, and says of each what ran meanwhile. */
  trace(job: TraceJob, signal?: AbortSignal): Promise<Traced>;
  /** Runs commands, and says what the project's programs among them execute, from their start to their end. */
  traceCommands(shell: Shell, job: ShellJob, signal?: AbortSignal): Promise<TracedCommands>;
}

export interface TracedCommands {
  readonly seen: readonly FileSpans[];
  readonly program: ProgramTrace;
}

export interface TraceJob {
  /** A fresh copy of the project. */
  readonly workspace: Workspace;
  readonly sandbox: Sandbox;
  readonly programs: readonly JudgeProgram[];
  /** Milliseconds for one program, and for all of them. */
  readonly programMs: number;
  readonly wallMs: number;
}

export interface Traced {
  readonly loader: JudgeAnswers["loader"];
  /** The project's files that were loaded, and what of each could be seen to run at all. */
  readonly seen: readonly FileSpans[];
  /** What ran when the modules were loaded. */
  readonly load: readonly FileSpans[];
  /** By the program's key. */
  readonly programs: ReadonlyMap<number, ProgramTrace>;
}

export type ProgramTrace =
  | { readonly is: "traced"; readonly executed: readonly FileSpans[] }
  /** `why` is a clause for a person. */
  | { readonly is: "untraced"; readonly why: string };

/** Parts of one file of the project. */
export interface FileSpans {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  /** Ascending and apart. */
  readonly spans: readonly Span[];
}

/** Offsets in the file as it is written, in UTF-16 units; `to` is not included. */
export type Span = readonly [from: number, to: number];
