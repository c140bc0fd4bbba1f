import type { RedReason } from "../../verdict/lock.ts";

/**
 * What a proposal is: rows, sentences or a scenario; a clearer sentence in place of one; or a question for what only
 * a person can know. There is no kind for code: what a spec's helpers do, a person writes.
 */
export type ProposalKind = "examples" | "wording" | "question";

/** A proposal as it was given: Markdown and a place, nothing of it believed. */
export interface Draft {
  readonly kind: ProposalKind;
  /** Id of the requirement that it speaks of. */
  readonly requirement: string;
  /** The spec's own text that it takes the place of; null: it is added. */
  readonly replaces: string | null;
  readonly markdown: string;
  /** Why, in the proposer's words; may be empty. */
  readonly why: string;
}

/** Who proposed: kept in the lock with each example that was accepted. */
export interface Proposed {
  readonly agent: string;
  /** null: whoever got the brief did not say. */
  readonly model: string | null;
}

/** A proposal that passed every check and waits for a decision. */
export interface Pending extends Draft {
  /** Stable as long as the proposal is the same. */
  readonly id: string;
  readonly spec: string;
  readonly by: Proposed;
  /** What was seen of its examples, bound to their text and their test; empty for a wording or a question. */
  readonly seen: readonly SeenExample[];
}

/** One example of a proposal as the red gate saw it. */
export interface SeenExample {
  readonly id: string;
  /** `textHash` of the example, and the hash of its test: the evidence is worth something for these only. */
  readonly text: string;
  readonly test: string;
  readonly red: RedReason;
  readonly now: OnPresentCode;
}

/** What the example says of the code as it is. */
export type OnPresentCode = "holds" | "fails" | "no-code";

/** Why a proposal is not shown. */
export type RefusalReason =
  | "unreadable"
  | "too-many"
  | "too-long"
  | "hidden-characters"
  | "forbidden-markdown"
  | "no-place"
  | "outside-its-place"
  | "does-not-compile"
  | "contradicts"
  | "already-there"
  | "changes-examples"
  | "no-example"
  | "weakens"
  | "needs-sandbox"
  | "not-red";

/** One or more proposals that are not shown, and why. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** null where not even that could be read. */
  readonly kind: ProposalKind | null;
  readonly requirement: string | null;
  /** One sentence; may quote what was given, cleaned and short. */
  readonly message: string;
  /** How many proposals it speaks of. */
  readonly count: number;
}

/** A refusal of one draft. */
export function refuse(
  draft: Pick<Draft, "kind" | "requirement">,
  reason: RefusalReason,
  message: string,
): Refusal {
  return { reason, kind: draft.kind, requirement: draft.requirement, message, count: 1 };
}
