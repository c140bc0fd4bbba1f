import type { Budgets } from "../../loop/budget.ts";
import type { Usage } from "../../loop/model.ts";
import type { Proposed } from "../propose/proposal.ts";
import type { ProposerIo } from "../propose/proposer.ts";

/** All that a drafter is told: a sentence, a place, and the names that the subject exports. */
export interface DraftTask {
  /** Path of the spec that is not there yet. */
  readonly spec: string;
  readonly title: string;
  /** Path of the subject, relative to the root. */
  readonly module: string;
  /** What it is to do, as a person said it; null: nobody did. */
  readonly intent: string | null;
  /** What the subject exports, one line each: `slugify(title)`; empty where there is no code yet. */
  readonly signatures: readonly string[];
}

/** What came back: Markdown nothing of which is believed. */
export interface DraftReply {
  /** null: there was none in the answer. */
  readonly markdown: string | null;
  readonly by: Proposed;
  /** null where no tokens were spent. */
  readonly usage: Usage | null;
}

/** The port to whoever drafts a whole first spec. It is told, and it answers; it reads, runs and writes nothing. */
export interface Drafter {
  readonly by: Proposed;
  /** @throws UserError when it cannot answer, or a budget is used up before it is asked. */
  draft(task: DraftTask, budgets: Budgets, io: ProposerIo): Promise<DraftReply>;
}
