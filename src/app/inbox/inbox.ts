import type { FileChange } from "../ports.ts";

/** One thing that waits for a person, with what it takes to decide it. Built anew from runs and specs each time. */
export type InboxItem = InboxItemBase &
  (
    | { readonly is: "accept"; readonly run: string; readonly changes: readonly FileChange[] }
    | {
        readonly is: "conflict";
        readonly run: string;
        readonly lines: readonly number[];
        readonly reason: string;
      }
    | { readonly is: "compromised"; readonly run: string; readonly examples: readonly string[] }
    | { readonly is: "budget"; readonly run: string; readonly which: string; readonly message: string }
    | { readonly is: "hand-off"; readonly run: string; readonly brief: string }
    | {
        readonly is: "edited-test";
        readonly suite: string;
        readonly tests: readonly string[];
        readonly patch: string;
      }
    /** A line of the spec that only a person can settle: `[NEEDS CLARIFICATION: …]` and what stands under "Open questions". */
    | { readonly is: "question"; readonly line: number; readonly text: string }
  );

export interface InboxItemBase {
  /** Stable as long as the matter is: of the run and what it is about, or of the spec and the line's text. */
  readonly id: string;
  readonly spec: string;
  /** One line that says what is to be decided. */
  readonly title: string;
  /** Each answer that there is: its key, what it is called, what it does. */
  readonly answers: readonly InboxAnswer[];
  /** Put off by the person; listed last, not counted. */
  readonly isLater: boolean;
}

export interface InboxAnswer {
  readonly key: string;
  readonly decision: Decision;
  readonly label: string;
}

export type Decision =
  | "accept"
  | "decline"
  | "later"
  | "sooner"
  | "dismiss"
  | "regenerate"
  | "grant"
  | "open-spec"
  | "open-run";
