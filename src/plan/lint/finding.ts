import type { Diagnostic, Place } from "../../spec/spec.ts";
import type { SpecView } from "./spec-view.ts";

/** How grave a finding is; a rule that is `off` is not looked at. */
export const lintLevels = ["off", "hint", "warning", "error"] as const;

export type LintLevel = (typeof lintLevels)[number];

/** What can be read without a problem, and still leaves open what is meant or whether it holds. */
export interface Finding extends Diagnostic {
  /** Id of the requirement that it is about; null for what belongs to none. */
  readonly requirement: string | null;
  /** Headings below the H1, the nearest last. */
  readonly section: readonly string[];
  /** Left out wherever a person has to choose. */
  readonly fix?: readonly Edit[];
}

/** A stretch of the spec's text and what stands there afterwards. */
export interface Edit {
  readonly place: Place;
  readonly text: string;
}

export interface LintRule {
  readonly level: Exclude<LintLevel, "off">;
  /** One line for the documentation. */
  readonly summary: string;
  /** What to do. */
  readonly expected: string;
  /** The right form, as Markdown. */
  readonly example: string;
  readonly find: (view: SpecView) => readonly Found[];
}

/** What a rule found; the rest of the finding comes from the table. */
export interface Found {
  readonly place: Place;
  /** Index of the section that it stands in. */
  readonly section: number;
  readonly message: string;
  readonly expected?: string;
  readonly example?: string;
  readonly related?: Place;
  readonly fix?: readonly Edit[];
}
