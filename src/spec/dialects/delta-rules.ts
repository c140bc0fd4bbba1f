import type { Diagnostic, Place } from "../spec.ts";

/** What OpenSpec refuses, or remarks on, when it applies a change (`src/core/specs-apply.ts`). */
export const deltaRules = {
  "delta-empty": {
    severity: "error",
    expected:
      "`## ADDED Requirements`, `## MODIFIED Requirements`, `## REMOVED Requirements` or `## RENAMED Requirements`",
    example: "## ADDED Requirements\n\n### Requirement: Trims titles\nThe system SHALL trim titles.",
  },
  "delta-duplicate": { severity: "error", expected: "each requirement once in each section" },
  "delta-conflict": {
    severity: "error",
    expected: "a requirement in one section; with a rename, MODIFIED names the new one",
  },
  "delta-missing": {
    severity: "error",
    expected: "a requirement of the main spec, spelt as it is there",
  },
  "delta-exists": {
    severity: "error",
    expected: "a name that the main spec does not have; to change it: MODIFIED",
  },
  "delta-rename": {
    severity: "error",
    expected: "a FROM line, and right below it its TO line",
    example: "- FROM: `### Requirement: Old name`\n- TO: `### Requirement: New name`",
  },
  "delta-scenario-dropped": {
    severity: "error",
    expected: "the whole requirement as it shall be, with every scenario that stays",
  },
  "delta-outside": {
    severity: "warning",
    expected: "requirements below ADDED, MODIFIED, REMOVED or RENAMED",
  },
  "delta-removed-already": { severity: "warning", expected: "a requirement of the main spec" },
} as const satisfies Readonly<
  Record<string, { severity: Diagnostic["severity"]; expected: string; example?: string }>
>;

export type DeltaRuleId = keyof typeof deltaRules;

/** A diagnostic at a place of the delta. */
export function deltaDiagnostic(rule: DeltaRuleId, file: string, place: Place, message: string): Diagnostic {
  return { file, place, rule, message, ...deltaRules[rule] };
}
