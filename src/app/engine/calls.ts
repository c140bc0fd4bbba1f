import type { Diagnostic, Place } from "../../spec/spec.ts";
import type { RunState } from "../../loop/state.ts";
import type { RedReason } from "../../verdict/lock.ts";
import type { RequirementStatus, Status } from "../../verdict/statuses.ts";
import type { Checked } from "../check.ts";
import type { DraftedExample, WrittenExample } from "../examples/add-example.ts";
import type { ExampleDraft, ExampleForm } from "../examples/example-form.ts";
import type { Generated } from "../generate.ts";
import type { Decision, InboxItem } from "../inbox/inbox.ts";
import type { FileChange } from "../ports.ts";
import type { Decided } from "../refine/answer.ts";
import type { Disagreement } from "../refine/question.ts";
import type { NextQuestion } from "../refine/refine.ts";

/**
 * What a screen can ask for, and what it gets. All of it is data that survives a message between processes: the
 * engine works in a process of its own, so that no key ever waits for it.
 */
export interface Calls {
  /** Every spec of the project, nothing run. */
  readonly overview: { readonly asks: object; readonly gives: Overview };
  /** One spec with all that stands behind its lines, nothing run. */
  readonly open: { readonly asks: { readonly spec: string }; readonly gives: OpenedSpec };
  /** What generate would write. */
  readonly planGenerate: { readonly asks: { readonly specs: readonly string[] }; readonly gives: Generated };
  readonly generate: {
    readonly asks: { readonly specs: readonly string[]; readonly force: boolean };
    readonly gives: Generated;
  };
  readonly check: { readonly asks: { readonly specs: readonly string[] }; readonly gives: Checked };
  readonly newSpec: {
    readonly asks: { readonly name: string };
    readonly gives: { readonly path: string };
  };
  /** The demo's example spec, written as a first spec of this project. */
  readonly exampleSpec: { readonly asks: object; readonly gives: { readonly path: string } };
  /** What the example would be in the Markdown; nothing written. */
  readonly draftExample: {
    readonly asks: { readonly draft: ExampleDraft };
    readonly gives: DraftedExample;
  };
  readonly addExample: {
    readonly asks: { readonly draft: ExampleDraft };
    readonly gives: WrittenExample;
  };
  /** The next small decision about a spec; `passedOver` are ids of questions that wait. */
  readonly refine: {
    readonly asks: { readonly spec: string; readonly passedOver: readonly string[] };
    readonly gives: NextQuestion;
  };
  /** Writes a decision into the spec, as one more example. */
  readonly decideQuestion: {
    readonly asks: { readonly question: Disagreement; readonly decided: Decided };
    readonly gives: WrittenExample;
  };
  /** Writes into the spec that any result will do. */
  readonly allowAny: {
    readonly asks: { readonly question: Disagreement };
    readonly gives: WrittenExample;
  };
  /** Takes back changes: each file must be as they left it. */
  readonly undo: { readonly asks: { readonly changes: readonly FileChange[] }; readonly gives: object };
  readonly inbox: { readonly asks: object; readonly gives: readonly InboxItem[] };
  readonly decide: {
    readonly asks: {
      readonly item: string;
      readonly decision: Decision;
      /** The person's own words, where the answer asks for some. */
      readonly text?: string;
    };
    /** `changes` can be taken back by `undo`. */
    readonly gives: { readonly said: string; readonly changes: readonly FileChange[] };
  };
  /** What a green run would change. */
  readonly proposal: { readonly asks: { readonly run: string }; readonly gives: Proposal };
  /** Writes a green run's files: all, or those that were chosen. */
  readonly apply: {
    readonly asks: { readonly run: string; readonly paths: readonly string[] | null };
    readonly gives: { readonly changes: readonly FileChange[] };
  };
  readonly decline: {
    readonly asks: { readonly run: string };
    readonly gives: { readonly changes: readonly FileChange[] };
  };
}

export type CallName = keyof Calls;
export type Request = { [Name in CallName]: { readonly do: Name } & Calls[Name]["asks"] }[CallName];

/** A request with its answer; `do` tells which. */
export type Answered = {
  [Name in CallName]: {
    readonly do: Name;
    readonly request: { readonly do: Name } & Calls[Name]["asks"];
    readonly answer: Calls[Name]["gives"];
  };
}[CallName];

export interface Overview {
  /** Name of the project: package.json's, else its folder's. */
  readonly project: string;
  readonly specs: readonly SpecSummary[];
  /** Agents that could run here, the default first. */
  readonly agents: readonly { readonly name: string; readonly model: string | null }[];
}

export interface SpecSummary {
  readonly spec: string;
  readonly title: string;
  readonly isDraft: boolean;
  readonly requirements: readonly RequirementStatus[];
  readonly examples: number;
  readonly provenRed: number;
  readonly haveHeld: number;
  readonly suite: "current" | "missing" | "changed";
  readonly errors: number;
  readonly warnings: number;
  /** Hash of the spec's text: a verdict on another one is an old one. */
  readonly hash: string;
}

export interface OpenedSpec {
  readonly summary: SpecSummary;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly subjects: readonly { readonly path: string; readonly exists: boolean }[];
  /** In the order of the document; only what stands in the text. */
  readonly requirements: readonly OpenedRequirement[];
}

export interface OpenedRequirement {
  readonly id: string;
  readonly title: string;
  readonly place: Place;
  readonly manual: string | null;
  /** How many of its examples the next agent would not be shown. */
  readonly holdOuts: number;
  readonly examples: readonly OpenedExample[];
  /** What one can add here; null where no call is known. */
  readonly form: ExampleForm | null;
}

export interface OpenedExample {
  readonly id: string;
  readonly kind: string;
  readonly place: Place;
  readonly title: string;
  readonly status: Status;
  /** Its test as rendered: path of the suite, first line there, and the text. */
  readonly test: { readonly path: string; readonly line: number; readonly text: string } | null;
  /** Why it was seen red, for the text and test of today; null without evidence. */
  readonly red: RedReason | null;
  readonly hasHeld: boolean;
}

export interface Proposal {
  readonly run: string;
  readonly state: RunState;
  readonly changes: readonly FileChange[];
}
