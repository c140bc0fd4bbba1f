import type { Outcome } from "../../loop/events.ts";
import type { Patch } from "./patch.ts";
import type { LongText } from "./long-text.ts";

/**
 * What the agent said and did, folded by step. Bounded: the oldest text goes first, what was done stays as one line
 * each. Each event replaces the last step and shares the rest.
 */
export interface Transcript {
  /** Steps that are over, oldest first. A step's id is its place here. */
  readonly past: readonly TranscriptStep[];
  readonly last: TranscriptStep | null;
  /** Requirement that the next step is for. */
  readonly requirement: string | null;
  /** UTF-16 units of the texts that are kept. */
  readonly size: number;
  /** So many of the oldest steps keep only what was done. */
  readonly thinned: number;
  /** Lines that came so far, those that were let go included. */
  readonly lines: number;
  /** Lines that were let go to keep within bounds. */
  readonly dropped: number;
  /** Texts of files that went by lately, by their sha256: what an edit's diff is made from. */
  readonly files: ReadonlyMap<string, string>;
}

/** A turn of the agent, or an attempt of one that has no turns. */
export interface TranscriptStep {
  readonly id: number;
  readonly requirement: string | null;
  readonly turn: number | null;
  /** It was judged: what comes next belongs to another step. */
  readonly isOver: boolean;
  readonly parts: readonly TranscriptPart[];
}

export type TranscriptPart =
  /** `isStreaming`: it may still be replaced by the turn's complete text. */
  | { readonly is: "said"; readonly text: LongText; readonly isStreaming: boolean }
  /** What the loop, or a person, said to the agent: its beginning, and how many lines it has. */
  | {
      readonly is: "told";
      readonly by: "loop" | "person";
      readonly text: string;
      readonly lines: number;
    }
  | { readonly is: "brief"; readonly text: string }
  | {
      readonly is: "tool";
      readonly call: string;
      readonly tool: string;
      readonly summary: string;
      /** As it was called, until it has its result: an edit's diff is made from it. */
      readonly input: unknown;
      readonly result: { readonly text: string; readonly lines: number; readonly isError: boolean } | null;
    }
  | {
      readonly is: "edit";
      readonly call: string;
      readonly path: string;
      readonly patch: Patch;
      /** The file's old text is not known: the diff is its new one. */
      readonly isWhole: boolean;
      readonly state: "intended" | "applied" | "failed";
    }
  | { readonly is: "denied"; readonly call: string; readonly path: string; readonly reason: string }
  | { readonly is: "tests"; readonly passed: number; readonly failed: number; readonly problems: number }
  | {
      readonly is: "verdict";
      readonly outcome: Outcome;
      readonly why: string;
      readonly passed: number;
      readonly failed: number;
    }
  | { readonly is: "conflict"; readonly lines: readonly number[]; readonly reason: string }
  /** `text` is ours; `theirs` is what someone else said of it. */
  | {
      readonly is: "notice";
      readonly text: string;
      readonly theirs: string | null;
      readonly tone: "plain" | "warning" | "error";
    };

export const emptyTranscript: Transcript = {
  past: [],
  last: null,
  requirement: null,
  size: 0,
  thinned: 0,
  lines: 0,
  dropped: 0,
  files: new Map(),
};

/** How many steps there are. */
export function stepCount({ past, last }: Transcript): number {
  return past.length + (last === null ? 0 : 1);
}
