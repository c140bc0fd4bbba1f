import type { ExampleUse } from "../plan/plan.ts";
import type { Pattern } from "../spec/spec.ts";
import type { Answer } from "./report.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Workspace } from "./workspace.ts";

/** The port to the judge's child: expressions in, values out. Expected values never go through it. */
export interface Judge {
  /** One set of answers for each run, each from fresh processes in the run's own copy. */
  ask(job: JudgeJob, signal?: AbortSignal): Promise<readonly JudgeAnswers[]>;
  /**
   * Tries a spec's pattern on a text that the code under test gave, where it can be ended: a pattern that
   * backtracks badly meets a text that was made for it.
   */
  match(pattern: Pattern, text: string): Promise<Matched>;
}

export type Matched =
  | { readonly is: "match" | "no-match" }
  /** It was ended, or could not be tried. `why` is a clause for a person. */
  | { readonly is: "given-up"; readonly why: string };

export interface JudgeJob {
  readonly runs: readonly JudgeRun[];
  readonly sandbox: Sandbox;
  readonly programs: readonly JudgeProgram[];
  /** Milliseconds for one program, and for the whole batch. */
  readonly programMs: number;
  readonly wallMs: number;
}

export interface JudgeRun {
  /** A fresh copy of the same project: no run sees what another has left behind. */
  readonly workspace: Workspace;
  /** Orders the programs; printed, so that an order that matters can be had again. */
  readonly seed: number;
}

/** The steps of one example, expectations left out. */
export interface JudgeProgram {
  /** Opaque: an index, never a title. */
  readonly key: number;
  readonly uses: readonly ExampleUse[];
  readonly steps: readonly JudgeStep[];
}

export type JudgeStep =
  | { readonly do: "run"; readonly code: string; readonly isResult: boolean }
  | { readonly do: "ask"; readonly source: string; readonly via: "value" | "resolves" | "rejects" };

/** What an expression gave, and the class names in the prototype chain of a value that is an object. */
export type JudgeAnswer = Answer & {
  readonly classes: readonly string[];
  /** What of the subject's own code had to run for the value to be read; left out where it is plain data. */
  readonly through?: "getter" | "proxy";
};

export interface JudgeAnswers {
  readonly programs: ReadonlyMap<number, ProgramAnswer>;
  /** How the subject was loaded: by Node itself, as the project's own Vite transforms it, or by its Vitest. */
  readonly loader: "node" | "vite" | "vitest";
}

export type ProgramAnswer =
  /** One answer an `ask`, in order; `stopped` when a `run` threw before the rest. */
  | { readonly is: "answered"; readonly answers: readonly JudgeAnswer[]; readonly stopped: Answer | null }
  /** The subject could not be loaded. */
  | { readonly is: "unloadable"; readonly message: string }
  /** It did not end in time, or was not reached because others had not. */
  | { readonly is: "timeout"; readonly message?: string }
  /** The child died, answered twice, late, or with something that is no answer. */
  | { readonly is: "lost"; readonly why: string };
