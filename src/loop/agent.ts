import type { Plan } from "../plan/plan.ts";
import type { Exhausted } from "./budget.ts";
import type { Conversation } from "./conversation.ts";
import type { Failure, LiveEvent, RunEventBody } from "./events.ts";
import type { ToolDefinition, Usage } from "./model.ts";

/** The port to whoever writes the code: a model, the embedded synthesiser, a person. */
export interface Agent {
  readonly name: string;
  /** Works on one requirement until it has something to be judged, or cannot go on. */
  work(brief: Brief, hands: Hands, io: AgentIo): Promise<WorkEnd>;
}

/** Asked before each step: null when it may begin, else how the work ends. */
export type Ready = () => Promise<WorkEnd | null>;

/** Everything that an agent is told. Nothing of a hold-out is in it but that one fails. */
export interface Brief {
  readonly requirement: {
    readonly id: string;
    readonly title: string;
    readonly spec: string;
    readonly line: number;
    readonly endLine: number;
  };
  /** The spec without its hold-outs, line numbers kept. */
  readonly specText: string;
  /** The plan without its hold-outs. */
  readonly plan: Plan;
  /** Modules that the examples use, relative to the root. */
  readonly subjects: readonly string[];
  /** Files and folders that may be written, relative to the root. */
  readonly writable: readonly string[];
  /** Visible examples of this requirement that fail, and others that held before. */
  readonly failing: readonly Failure[];
  /** What failed outside any test. */
  readonly problems: readonly string[];
  /** Titles of requirements of which a hold-out fails. */
  readonly heldOut: readonly string[];
  /** After a fresh context: what was tried. */
  readonly notes: readonly string[];
}

/** What an agent can do, the same for every kind of it. */
export interface Hands {
  readonly tools: readonly ToolDefinition[];
  /** Validates, runs and records one call. Never rejects for what the agent did wrong: the result teaches it. */
  execute(call: ToolCall, signal: AbortSignal): Promise<ToolResult>;
}

export interface ToolCall {
  /** Unique in the run: it is how a call is known again after a kill. */
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
}

export interface ToolResult {
  readonly content: string;
  readonly isError: boolean;
  /** Path that was written, if one was. */
  readonly edited: string | null;
  /** The agent reported that the spec contradicts itself. */
  readonly conflict: boolean;
}

export interface AgentIo {
  /** Records an event; what it says is on disk when this settles. */
  emit(event: RunEventBody): Promise<void>;
  /** For the screen only. */
  live(event: LiveEvent): void;
  /** Aborted: leave everything, now. */
  readonly signal: AbortSignal;
  /** Aborted: finish the step that has begun, and wait for nothing any more. */
  readonly stopping: AbortSignal;
  /** Asked before every step; anything but null means: begin nothing, and end with it. */
  readonly ready: Ready;
  readonly budget: Budget;
  /** The conversation as it stands, earlier sessions of the run included. */
  conversation(): Conversation;
}

export interface Budget {
  /** Most tokens the next answer may have. */
  tokensLeft(wanted: number): number;
  /** Number of the next turn, from 1. */
  nextTurn(): number;
  /** US dollars of a call; null when unknown. */
  cost(usage: Usage): number | null;
}

export type WorkEnd =
  /** There is something to be judged, or nothing more to do. */
  | { readonly is: "done" }
  | { readonly is: "conflict" }
  | { readonly is: "gave-up"; readonly why: string }
  /** The context is full; a fresh one may help. */
  | { readonly is: "context-full" }
  | { readonly is: "budget"; readonly exhausted: Exhausted }
  /** It is a person's turn, and nobody is there. */
  | { readonly is: "waiting"; readonly message: string }
  | { readonly is: "interrupted" }
  | { readonly is: "failed"; readonly kind: string; readonly message: string; readonly retryable: boolean };
