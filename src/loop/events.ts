import type { TestOutcome } from "../verdict/report.ts";
import type { SandboxLevel } from "../verdict/sandbox.ts";
import type { BudgetKind, Budgets } from "./budget.ts";
import type { AssistantBlock, StopReason, Usage } from "./model.ts";

/**
 * Everything that happens in a run. Screen, JSON and ledger subscribe to it; the state of a run is a fold over
 * it. Each event survives JSON. `at` is milliseconds of the run's own time (time between a stop and a resume
 * left out), filled by whoever records it.
 */
export type RunEvent = RunEventBody & { readonly at?: number };

export type RunEventBody =
  | {
      readonly type: "run-started";
      readonly run: string;
      readonly specs: readonly string[];
      /** The change of OpenSpec that it works on; left out: the specs as they are, and in ledgers from before it was kept. */
      readonly change?: string;
      readonly agent: string;
      readonly model: string | null;
      readonly budgets: Budgets;
      /** Hash of the project's snapshot that the workspace was copied from. */
      readonly snapshot: string;
      readonly sandbox: SandboxLevel;
    }
  /** Goes on after a stop or a kill, perhaps with other budgets. */
  | { readonly type: "run-resumed"; readonly budgets: Budgets }
  /** Before the first turn: what wrong programs would fulfil as well. For the person; no agent is told. */
  | { readonly type: "weak-found"; readonly requirements: readonly WeakFound[] }
  | {
      readonly type: "requirement-started";
      readonly requirement: string;
      readonly why: StartedWhy;
      /** Fingerprint of the code that it starts from. */
      readonly code: string;
    }
  /** Text that the loop said to the model; part of the conversation. */
  | { readonly type: "told"; readonly text: string }
  /** What the person who watches said; it goes to the model with the next turn that starts. */
  | { readonly type: "person-said"; readonly text: string }
  /** Limits that hold from the next step on. */
  | { readonly type: "budgets-changed"; readonly budgets: Budgets }
  | { readonly type: "turn-started"; readonly turn: number }
  | {
      readonly type: "turn-ended";
      readonly turn: number;
      /** Complete blocks, as they go back to the model with the next call. */
      readonly content: readonly AssistantBlock[];
      readonly stop: StopReason;
      readonly usage: Usage;
      /** US dollars; null when the model's price is unknown. */
      readonly cost: number | null;
    }
  | { readonly type: "turn-failed"; readonly turn: number; readonly kind: string; readonly message: string }
  | { readonly type: "tool-called"; readonly call: string; readonly tool: string; readonly input: unknown }
  | {
      readonly type: "edit-intended";
      readonly call: string;
      readonly path: string;
      /** sha256 of the file before; null when it was not there. */
      readonly preHash: string | null;
      readonly postHash: string;
      /** What the tool will answer once it is done. */
      readonly summary: string;
    }
  | { readonly type: "edit-applied"; readonly call: string; readonly path: string; readonly postHash: string }
  | { readonly type: "edit-denied"; readonly call: string; readonly path: string; readonly reason: string }
  | {
      readonly type: "tool-result";
      readonly call: string;
      readonly tool: string;
      readonly content: string;
      readonly isError: boolean;
    }
  /** Suite, or suite and judge, are about to run this code. What the code does then is not in the ledger. */
  | { readonly type: "trial-started"; readonly by: Verdict["by"]; readonly code: string }
  /** The suite without the hold-outs was run, warm. */
  | ({ readonly type: "feedback" } & Feedback)
  /** One for every attempt: by the suite alone when that is red already, else by fresh suite and judge. */
  | ({ readonly type: "verdict" } & Verdict)
  | {
      readonly type: "conflict-reported";
      readonly requirement: string | null;
      readonly lines: readonly number[];
      readonly reason: string;
    }
  | { readonly type: "no-progress"; readonly requirement: string; readonly count: number }
  | { readonly type: "fresh-context"; readonly requirement: string; readonly notes: readonly string[] }
  | { readonly type: "budget-exhausted"; readonly which: BudgetKind; readonly message: string }
  /** Resumable; nothing has been decided. */
  | { readonly type: "paused"; readonly why: "interrupted" | "waiting"; readonly message: string }
  | { readonly type: "run-ended"; readonly outcome: Outcome; readonly why: string }
  | { readonly type: "proposal"; readonly files: readonly ProposedFile[] }
  /** The person said yes: these files of the project, lock and receipts among them, are about to be written. */
  | { readonly type: "apply-intended"; readonly files: readonly ProposedFile[] }
  | { readonly type: "applied"; readonly files: readonly string[] }
  | { readonly type: "proposal-declined" };

/** For the screen while it happens; never in the ledger. */
export type LiveEvent =
  | { readonly type: "text-delta"; readonly text: string }
  | {
      readonly type: "retrying";
      readonly attempt: number;
      readonly waitMs: number;
      readonly why: string;
    };

/** A requirement that its spec does not pin down. */
export interface WeakFound {
  readonly requirement: string;
  readonly spec: string;
  readonly line: number;
  /** One sentence: what is not pinned down, and the program that passes. */
  readonly message: string;
  /** What would mend it, and as Markdown; empty where there is none. */
  readonly expected: string;
  readonly example: string;
}

export type StartedWhy = "red" | "hold-out" | "verdict";

export type Outcome = "green" | "red" | "compromised" | "flaky" | "ambiguous" | "budget" | "infra";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** One visible example that does not hold. */
export interface Failure {
  readonly requirement: string;
  readonly example: string;
  readonly spec: string;
  readonly line: number;
  readonly kind: Exclude<TestOutcome["is"], "passed"> | "judge";
  readonly message: string;
  readonly expected: string | null;
  readonly actual: string | null;
}

export interface Feedback {
  /** Fingerprint of the code that was run. */
  readonly code: string;
  readonly counts: Counts;
  readonly failures: readonly Failure[];
  /** What failed outside any test: an import, a hook, an unhandled rejection. One text each. */
  readonly problems: readonly string[];
  /** Ids of the examples that passed. */
  readonly passed: readonly string[];
}

export interface Verdict {
  readonly code: string;
  readonly by: "suite" | "judge";
  readonly outcome: Outcome;
  readonly counts: Counts;
  /** Visible examples only: what is here is told to the agent. */
  readonly failures: readonly Failure[];
  readonly problems: readonly string[];
  /** Requirements with a hold-out that fails. That it does is all that an agent is told. */
  readonly heldOut: readonly string[];
  /** Examples that passed in the suite and failed in the judge. */
  readonly compromised: readonly string[];
  /** One sentence for a person. */
  readonly why: string;
}

export interface ProposedFile {
  readonly path: string;
  /** null: a new file. */
  readonly preHash: string | null;
  /** null: the file goes. */
  readonly postHash: string | null;
}
