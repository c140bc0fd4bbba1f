import { noBudgets, nothingSpent, spend } from "./budget.ts";
import type { Budgets, Spent } from "./budget.ts";
import { converse, emptyConversation } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";
import type { Feedback, Outcome, ProposedFile, RunEvent, Verdict } from "./events.ts";
import { summarizeAttempt } from "./failure-text.ts";

/** Where a run stands: always a fold over its events, live as well as after a kill. */
export interface RunState {
  /** The run's `run-started`; null for an empty ledger. */
  readonly started: Extract<RunEvent, { type: "run-started" }> | null;
  readonly budgets: Budgets;
  readonly spent: Spent;
  /** Milliseconds of the run's own time up to the last event. */
  readonly elapsedMs: number;
  readonly requirement: string | null;
  readonly conversation: Conversation;
  /** Calls that began and have no result yet, with the edit that they meant to make, if they came that far. */
  readonly openCalls: readonly OpenCall[];
  readonly feedback: Feedback | null;
  readonly verdict: Verdict | null;
  /** Verdicts so far, oldest first, by outcome. */
  readonly verdicts: readonly Outcome[];
  /** Examples that once passed in this run: they must go on passing. */
  readonly held: readonly string[];
  /** Fingerprints of code that was judged for the present requirement, and of the code it started from. */
  readonly seen: readonly string[];
  /** Attempts in a row that brought no new code. */
  readonly stuck: number;
  /** How often the present requirement was given a fresh context. */
  readonly freshContexts: number;
  /** What was tried for the present requirement, one sentence an attempt. */
  readonly tried: readonly string[];
  readonly notes: readonly string[];
  /** Paths written since the last feedback. */
  readonly editedSince: readonly string[];
  /** Every path that the agent wrote. */
  readonly edited: readonly string[];
  readonly denials: number;
  readonly conflict: { readonly lines: readonly number[]; readonly reason: string } | null;
  readonly paused: { readonly why: "interrupted" | "waiting"; readonly message: string } | null;
  readonly outcome: Outcome | null;
  readonly why: string;
  readonly proposal: { readonly files: readonly ProposedFile[] } | null;
  /** What was about to be written into the project: some of it may have been. */
  readonly applying: { readonly files: readonly ProposedFile[] } | null;
  readonly decided: "applied" | "declined" | null;
}

export interface OpenCall {
  readonly call: string;
  readonly edit: {
    readonly path: string;
    readonly preHash: string | null;
    readonly postHash: string;
    readonly summary: string;
    readonly applied: boolean;
  } | null;
}

export const emptyState: RunState = {
  started: null,
  budgets: noBudgets,
  spent: nothingSpent,
  elapsedMs: 0,
  requirement: null,
  conversation: emptyConversation,
  openCalls: [],
  feedback: null,
  verdict: null,
  verdicts: [],
  held: [],
  seen: [],
  stuck: 0,
  freshContexts: 0,
  tried: [],
  notes: [],
  editedSince: [],
  edited: [],
  denials: 0,
  conflict: null,
  paused: null,
  outcome: null,
  why: "",
  proposal: null,
  applying: null,
  decided: null,
};

/**
 * True when `run` can go on with it: not decided, stopped by something that may be mended, or green and killed
 * before the result was proposed.
 */
export function isResumable(state: RunState): boolean {
  if (state.started === null) return false;
  const { outcome, proposal } = state;
  return (
    outcome === null ||
    outcome === "budget" ||
    outcome === "infra" ||
    (outcome === "green" && proposal === null)
  );
}

/** True when a green result waits for a person. */
export function proposalWaits(state: RunState): boolean {
  return state.proposal !== null && state.decided === null;
}

/** The state after one more event. */
export function step(before: RunState, event: RunEvent): RunState {
  const state: RunState = {
    ...before,
    conversation: converse(before.conversation, event),
    elapsedMs: Math.max(before.elapsedMs, event.at ?? 0),
    paused: null,
  };
  switch (event.type) {
    case "run-started":
      return { ...emptyState, started: event, budgets: event.budgets, elapsedMs: state.elapsedMs };
    case "run-resumed":
      return { ...state, budgets: event.budgets, outcome: null, why: "" };
    case "budgets-changed":
      return { ...state, budgets: event.budgets };
    case "requirement-started":
      return {
        ...state,
        requirement: event.requirement,
        seen: [event.code],
        stuck: 0,
        freshContexts: 0,
        tried: [],
        notes: [],
      };
    case "turn-ended":
      return { ...state, spent: spend(state.spent, event.usage, event.cost) };
    case "tool-called":
      return { ...state, openCalls: [...state.openCalls, { call: event.call, edit: null }] };
    case "edit-intended": {
      const { path, preHash, postHash, summary } = event;
      return withEdit(state, event.call, { path, preHash, postHash, summary, applied: false });
    }
    case "edit-applied": {
      const edit = state.openCalls.find((open) => open.call === event.call)?.edit ?? null;
      return {
        ...withEdit(state, event.call, edit === null ? null : { ...edit, applied: true }),
        editedSince: added(state.editedSince, [event.path]),
        edited: added(state.edited, [event.path]),
      };
    }
    case "edit-denied":
      return { ...state, denials: state.denials + 1 };
    case "tool-result":
      return { ...state, openCalls: state.openCalls.filter((open) => open.call !== event.call) };
    case "feedback": {
      const { type: _type, at: _at, ...feedback } = event;
      const tried = state.editedSince.length === 0 ? [] : [summarizeAttempt(state.editedSince, feedback)];
      return {
        ...state,
        feedback,
        held: added(state.held, feedback.passed),
        tried: [...state.tried, ...tried],
        editedSince: [],
      };
    }
    case "verdict": {
      const { type: _type, at: _at, ...verdict } = event;
      const isNew = !state.seen.includes(verdict.code);
      return {
        ...state,
        verdict,
        verdicts: [...state.verdicts, verdict.outcome],
        seen: added(state.seen, [verdict.code]),
        stuck: isNew ? 0 : state.stuck,
      };
    }
    case "no-progress":
      return { ...state, stuck: event.count };
    case "fresh-context":
      return { ...state, stuck: 0, freshContexts: state.freshContexts + 1, notes: event.notes };
    case "conflict-reported":
      return { ...state, conflict: { lines: event.lines, reason: event.reason } };
    case "paused":
      return { ...state, paused: { why: event.why, message: event.message } };
    case "run-ended":
      return { ...state, outcome: event.outcome, why: event.why };
    case "proposal":
      return { ...state, proposal: { files: event.files }, applying: null, decided: null };
    case "apply-intended":
      return { ...state, applying: { files: event.files } };
    case "applied":
      return { ...state, applying: null, decided: "applied" };
    case "proposal-declined":
      return { ...state, decided: "declined" };
    case "weak-found":
    case "told":
    case "person-said":
    case "turn-started":
    case "turn-failed":
    case "trial-started":
    case "budget-exhausted":
      return state;
  }
}

function withEdit(state: RunState, call: string, edit: OpenCall["edit"]): RunState {
  return { ...state, openCalls: state.openCalls.map((open) => (open.call === call ? { call, edit } : open)) };
}

function added(all: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...all, ...more])];
}
