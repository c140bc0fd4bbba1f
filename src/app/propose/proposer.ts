import type { Budgets } from "../../loop/budget.ts";
import type { ModelRetry, Usage } from "../../loop/model.ts";
import type { Draft, Proposed, Refusal } from "./proposal.ts";

/** All that a proposer is told: nothing that a reader of the page does not see, and no hold-out. */
export interface ProposalTask {
  /** Path of the spec. */
  readonly spec: string;
  /** Its text as an agent may see it; lines are those of the file. */
  readonly text: string;
  /** Requirements to speak of, worst first. */
  readonly requirements: readonly TaskRequirement[];
  /** What the subjects export, one line each: `slugify(title, options)` of `src/slugify.ts`. */
  readonly signatures: readonly string[];
}

export interface TaskRequirement {
  readonly id: string;
  readonly title: string;
  readonly line: number;
  /** What is unbound or weak in it, and why; empty where nothing is known to be. */
  readonly lacks: readonly string[];
  /** How one more example is written here, as Markdown of the document's own form. */
  readonly form: string;
}

export interface ProposerIo {
  readonly onRetry?: (retry: ModelRetry) => void;
  readonly signal: AbortSignal;
}

/** What came back: proposals nothing of which is believed, and what could not be read as one. */
export interface Reply {
  readonly drafts: readonly Draft[];
  readonly refused: readonly Refusal[];
  readonly by: Proposed;
  /** null where no tokens were spent. */
  readonly usage: Usage | null;
}

/** The port to whoever proposes. It is told, and it answers; it reads, runs and writes nothing. */
export interface Proposer {
  readonly by: Proposed;
  /** @throws UserError when it cannot answer, or a budget is used up before it is asked. */
  propose(task: ProposalTask, budgets: Budgets, io: ProposerIo): Promise<Reply>;
}
