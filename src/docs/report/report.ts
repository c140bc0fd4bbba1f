import type { Diagnostic } from "../../spec/spec.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { Outcome } from "../../verdict/outcome.ts";
import type { SandboxLevel } from "../../verdict/sandbox.ts";
import type { RequirementStatus, Status } from "../../verdict/statuses.ts";

/** What a check found: all that a format may speak of, and the same for every one of them. */
export interface Report {
  readonly outcome: Outcome;
  /** Number of requirements by status. */
  readonly summary: Readonly<Record<Status, number>>;
  /** In the order of the specs and of their lines. */
  readonly requirements: readonly RequirementStatus[];
  readonly diagnostics: readonly Diagnostic[];
  /** Specs that were left out as drafts. */
  readonly drafts: readonly string[];
  /** Null when nothing was run. */
  readonly sandbox: SandboxLevel | null;
  /** Why Vitest did not go to its end; empty when it did. */
  readonly endedWhy: string;
  /** Of a check that was held against a baseline; left out where it was not. */
  readonly debt?: KnownDebt;
}

export interface KnownDebt {
  /** Ids of requirements that do not hold, and are no worse than the baseline says. */
  readonly known: readonly string[];
  /** Something is worse than the baseline says, so that the check fails. */
  readonly isWorse: boolean;
}

/**
 * The report with every text in it as nothing but visible text. Specs, values and messages are anybody's; what is
 * left of them is also legal in XML 1.0, which has no escape for most control characters.
 */
export function cleanReport(report: Report): Report {
  return cleaned(report) as Report;
}

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, cleaned(own)]));
}
