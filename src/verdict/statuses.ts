import type { ExampleKind } from "../plan/plan.ts";
import type { WeakerEvidence } from "./judge-verdict.ts";

/** Of a requirement or an example; always computed, never stored. */
export type Status = "holds" | "fails" | "weak" | "unproven" | "drifted" | "unbound" | "manual";

/** All statuses, from the one that needs a person most to the one that needs nobody. */
export const statuses: readonly Status[] = [
  "fails",
  "drifted",
  "unbound",
  "unproven",
  "weak",
  "manual",
  "holds",
];

export interface RequirementStatus {
  readonly id: string;
  readonly spec: string;
  readonly line: number;
  readonly title: string;
  readonly status: Status;
  readonly examples: readonly ExampleStatus[];
  /** How many of its examples nobody has looked at; left out where there are none. */
  readonly unreviewed?: number;
}

export interface ExampleStatus {
  readonly id: string;
  readonly kind: ExampleKind;
  readonly line: number;
  readonly title: string;
  readonly status: Status;
  /** Why it is not `holds`: an outcome of the suite or the judge, or `changed`, `no red evidence`, …; else null. */
  readonly reason: string | null;
  /** One line for a person; null where there is nothing to say. */
  readonly message: string | null;
  readonly expected: string | null;
  readonly actual: string | null;
  /** Why the judge's word on it is worth less than on a plain value; left out where it is not. */
  readonly evidence?: WeakerEvidence;
  /** It was proposed, and accepted by nobody yet; left out of all others. */
  readonly unreviewed?: true;
}

/** The one status of several: the one that needs a person most. Of none: `unbound`. */
export function worst(of: readonly Status[]): Status {
  return statuses.find((status) => of.includes(status)) ?? "unbound";
}

/** How many examples were proposed, and accepted by nobody yet. */
export function countUnreviewed(requirements: readonly RequirementStatus[]): number {
  return requirements.reduce((sum, { unreviewed = 0 }) => sum + unreviewed, 0);
}

/** How many requirements have each status. */
export function countStatuses(requirements: readonly RequirementStatus[]): Record<Status, number> {
  const counts: Record<Status, number> = {
    holds: 0,
    fails: 0,
    weak: 0,
    unproven: 0,
    drifted: 0,
    unbound: 0,
    manual: 0,
  };
  for (const { status } of requirements) counts[status] += 1;
  return counts;
}
