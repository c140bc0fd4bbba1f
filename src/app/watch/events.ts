import type { Diagnostic } from "../../spec/spec.ts";
import type { Outcome } from "../../verdict/outcome.ts";
import type { RequirementStatus, Status } from "../../verdict/statuses.ts";

/** What a watch tells as it goes on. */
export type WatchEvent =
  /** It looks at so many specs; `url` is null where no site is served. */
  | { readonly type: "watching"; readonly specs: number; readonly url: string | null }
  /** Files that a spec rests on changed; a check of these specs begins, in place of one that was under way. */
  | {
      readonly type: "changed";
      /** Empty: it has just begun. */
      readonly paths: readonly string[];
      readonly specs: readonly string[];
      /** Errors of specs that cannot be compiled, and are not checked for it. */
      readonly diagnostics: readonly Diagnostic[];
    }
  /** The check is over. */
  | {
      readonly type: "checked";
      readonly specs: readonly string[];
      readonly outcome: Outcome;
      /** Why Vitest did not go to its end; empty when it did. */
      readonly endedWhy: string;
      readonly changes: readonly StatusChange[];
      /** All requirements of all specs that are no drafts, as they are known now. */
      readonly summary: Readonly<Record<Status, number>>;
      /** Whoever edits here sees every example. */
      readonly holdOuts: "visible";
    }
  /** Something stands in the way; the watch goes on, and looks again at the next change. */
  | { readonly type: "problem"; readonly message: string; readonly advice: readonly string[] };

/** A requirement whose status is another one than at the last check. */
export interface StatusChange {
  /** Null where it was not known before. */
  readonly before: Status | null;
  readonly now: RequirementStatus;
}
