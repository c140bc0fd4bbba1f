import type { HostMessage } from "../app/run/host.ts";
import type { RunState } from "../loop/state.ts";

/** A run as its screens show it: the run's state, and the transcript that was folded from its messages. */
export interface RunView {
  readonly run: string;
  readonly specs: readonly string[];
  readonly state: RunState;
  readonly transcript: Transcript;
  readonly isPaused: boolean;
  /** A hand-off's brief while it waits for an edit. */
  readonly brief: string | null;
  readonly progress: {
    readonly step: string;
    readonly done: number | null;
    readonly total: number | null;
  } | null;
  /** Monotonic milliseconds of the last message that brought something new. */
  readonly lastProgress: number;
  /** Monotonic milliseconds at which the run's own clock stood at `state.elapsedMs`. */
  readonly since: number;
  readonly ended: Extract<HostMessage, { is: "ended" }> | null;
}

/** What the agent said and did, folded by step. Bounded: the oldest text goes first, what was done stays. */
export interface Transcript {
  readonly steps: readonly TranscriptStep[];
  /** Lines that were let go to keep within bounds. */
  readonly dropped: number;
}

export interface TranscriptStep {
  readonly id: number;
  readonly requirement: string;
  readonly title: string;
  readonly parts: readonly TranscriptPart[];
}

export type TranscriptPart =
  | { readonly is: "said"; readonly text: string }
  | { readonly is: "told"; readonly text: string }
  | {
      readonly is: "edit";
      readonly path: string;
      readonly summary: string;
      readonly patch: string;
      readonly done: boolean;
    }
  | { readonly is: "denied"; readonly path: string; readonly reason: string }
  | {
      readonly is: "tool";
      readonly tool: string;
      readonly summary: string;
      readonly result: string | null;
      readonly isError: boolean;
    }
  | { readonly is: "tests"; readonly passed: number; readonly failed: number }
  | {
      readonly is: "verdict";
      readonly outcome: string;
      readonly why: string;
      readonly passed: number;
      readonly failed: number;
    }
  | { readonly is: "notice"; readonly text: string; readonly tone: "plain" | "warning" | "error" };
