import { boundNeighbours } from "./bound-neighbours.ts";
import { exampleAddsNothing } from "./example-adds-nothing.ts";
import type { LintRule } from "./finding.ts";
import { noOutcome } from "./no-outcome.ts";
import { onlyHappyPaths } from "./only-happy-paths.ts";
import { requirementsOverlap } from "./requirements-overlap.ts";
import { twoBehaviours } from "./two-behaviours.ts";
import { undefinedTerm } from "./undefined-term.ts";
import { unverifiableWord } from "./unverifiable-word.ts";

/** Every rule by its id, in the order of docs/lint.md. Ids are stable: they stand in configurations and comments. */
export const lintRules = {
  "no-outcome": noOutcome,
  "two-behaviours": twoBehaviours,
  "unverifiable-word": unverifiableWord,
  "bound-neighbours": boundNeighbours,
  "only-happy-paths": onlyHappyPaths,
  "undefined-term": undefinedTerm,
  "requirements-overlap": requirementsOverlap,
  "example-adds-nothing": exampleAddsNothing,
} as const satisfies Readonly<Record<string, LintRule>>;

/** What the comments themselves get wrong is told under an id of its own. */
export const ignoreRuleId = "lint-ignore";

export type LintRuleId = keyof typeof lintRules | typeof ignoreRuleId;

export const lintRuleIds = [...(Object.keys(lintRules) as (keyof typeof lintRules)[]), ignoreRuleId] as const;
