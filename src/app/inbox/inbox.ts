import type { FileChange } from "../ports.ts";
import type { RunOrder } from "../run/host.ts";
import type { PatchLine } from "./patch-lines.ts";

/** One thing that waits for a person, with what it takes to decide it. Built anew from runs and specs each time. */
export type InboxItem = InboxItemBase & InboxMatter;

export type InboxMatter =
  /** A green run whose files wait to be written. */
  | {
      readonly is: "accept";
      readonly run: string;
      /** Against the project as it is now; empty when they can no longer be written. */
      readonly changes: readonly FileChange[];
      readonly patch: readonly PatchLine[];
      /** Why they can no longer be written, and what would mend it; null when they can. */
      readonly moved: { readonly message: string; readonly advice: readonly string[] } | null;
      /** It was decided, and the decision was taken back. */
      readonly isReopened: boolean;
    }
  /** Examples that pass in the suite and fail before the judge. */
  | {
      readonly is: "compromised";
      readonly run: string;
      readonly why: string;
      readonly examples: readonly DoubtedExample[];
    }
  /** The same code was judged twice, and otherwise. */
  | {
      readonly is: "flaky";
      readonly run: string;
      readonly why: string;
      readonly examples: readonly DoubtedExample[];
    }
  /** The spec contradicts itself, says the agent. */
  | {
      readonly is: "conflict";
      readonly run: string;
      readonly lines: readonly number[];
      readonly reason: string;
      readonly quoted: readonly QuotedLine[];
    }
  | { readonly is: "hand-off"; readonly run: string; readonly brief: string }
  | {
      readonly is: "budget";
      readonly run: string;
      readonly which: string;
      readonly message: string;
      /** Examples that passed and failed when it stopped; null when none were run. */
      readonly counts: { readonly passed: number; readonly failed: number } | null;
    }
  /** A generated suite that somebody changed by hand. */
  | {
      readonly is: "edited-test";
      readonly suite: string;
      readonly tests: readonly string[];
      /** From what the spec says to what stands in the file. */
      readonly patch: readonly PatchLine[];
    }
  /** A line of the spec that only a person can settle: `[NEEDS CLARIFICATION: …]` and what stands under "Open questions". */
  | {
      readonly is: "question";
      readonly line: number;
      readonly text: string;
      readonly quoted: readonly QuotedLine[];
    }
  /** Markdown that a model or somebody else proposed for a spec, and that passed the checks when it came. */
  | {
      readonly is: "proposal";
      readonly proposal: string;
      readonly markdown: string;
      /** The proposer's own words; may be empty. */
      readonly why: string;
      readonly by: string;
      /** What it would change; empty when it no longer fits. */
      readonly patch: readonly PatchLine[];
      /** What each of its examples, seen red, says of the code as it was then. */
      readonly seen: readonly ("holds" | "fails" | "no-code")[];
      /** Why it can no longer be accepted as it is; null when it can. */
      readonly problem: string | null;
    }
  /** Examples that `--accept-all` put into a spec. */
  | {
      readonly is: "unreviewed";
      readonly examples: readonly { readonly line: number; readonly text: string; readonly by: string }[];
    }
  /** A run whose ledger cannot be read, so that nobody knows whether something of it waits. */
  | {
      readonly is: "damaged-run";
      readonly run: string;
      readonly message: string;
      readonly advice: readonly string[];
    };

export interface InboxItemBase {
  /** Stable as long as the matter is: of the run and what it is about, or of the spec and the line's text. */
  readonly id: string;
  /** Path of the spec; of a run of several, the first that is meant. Empty where none is known. */
  readonly spec: string;
  /** The line of the spec to look at; null where it is about all of it. */
  readonly at: number | null;
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
  readonly does: AnswerDoes;
}

/** How an answer is carried out. */
export type AnswerDoes =
  /** `decide` does it. */
  | { readonly do: "decide" }
  /** A line of the person's own is asked for; `decide` puts it where it belongs. */
  | { readonly do: "write"; readonly asks: string }
  /** A run is started, or goes on. */
  | { readonly do: "start"; readonly order: RunOrder }
  /** A file is opened in the editor. */
  | { readonly do: "edit"; readonly path: string; readonly line: number }
  /** It is looked at on a screen of its own. */
  | { readonly do: "show"; readonly what: "spec" | "run" | "changes" };

export type Decision =
  | "accept"
  | "decline"
  | "choose"
  | "later"
  | "sooner"
  | "dismiss"
  | "regenerate"
  | "answer"
  | "edit"
  | "confirm"
  | "grant"
  | "resume"
  | "run-again"
  | "open-spec"
  | "open-suite"
  | "open-run";

/** What a decision did. */
export interface Done {
  /** One sentence. */
  readonly said: string;
  /** What was written; taken back, the item waits again. */
  readonly changes: readonly FileChange[];
}

/** An example about which suite and judge, or two runs of them, do not agree. */
export interface DoubtedExample {
  readonly id: string;
  readonly title: string;
  readonly spec: string;
  /** null: the spec no longer holds it. */
  readonly line: number | null;
}

/** A line of a spec; `isMeant` tells those that it is about from those round them. */
export interface QuotedLine {
  readonly line: number;
  readonly text: string;
  readonly isMeant: boolean;
}

/** How many decisions wait: those that were put off are not counted. */
export function countWaiting(items: readonly InboxItem[]): number {
  return items.filter(({ isLater }) => !isLater).length;
}
