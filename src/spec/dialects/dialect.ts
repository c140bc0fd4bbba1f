import type { Paragraph } from "mdast";
import type { Piece } from "../pieces.ts";
import type { Reading } from "../reading.ts";
import type { StepText } from "../scenario-steps.ts";
import type { Role, SectionDraft, Title } from "../section-draft.ts";
import type { DialectId } from "../spec.ts";
import type { StepWords } from "../step-words.ts";

/**
 * What one form of spec has of its own; all else (sentences, tables, fences, comments for the tool) is read in every
 * dialect alike. A further dialect is one more entry in the table of them.
 */
export interface Dialect {
  readonly id: DialectId;
  /** Whether a document that does not say its dialect is written in this one. */
  readonly recognises: (signs: Signs) => boolean;
  /** What a heading opens. */
  readonly roleOf: (title: Title, words: StepWords) => Role;
  /** What an item of a list, or a paragraph, is besides prose and steps. */
  readonly passageOf: (at: PassageAt) => Passage | null;
  /** Where MUST and SHALL bind: anywhere, or only below what the dialect calls a requirement. */
  readonly binds: "anywhere" | "in-requirements";
  /** Step keywords in other languages than English, and `SHALL return` for `returns`, are read. */
  readonly isTolerant: boolean;
  /** Name of the file that holds a spec, where every spec has the same and its folder tells them apart. */
  readonly fileName: string | null;
  /** Files that the dialect's own tool keeps beside a spec, and that are none. */
  readonly companions: readonly string[];
}

/** What a document shows of its dialect. */
export interface Signs {
  readonly file: string;
  readonly headings: readonly { readonly text: string; readonly depth: number }[];
}

/** A paragraph: the first of a list's item, or one that stands in the section itself. */
export interface PassageAt {
  readonly paragraph: Paragraph;
  /** The number of the item in its list; null for a paragraph of the section. */
  readonly number: number | null;
  readonly isOrdered: boolean;
  readonly section: SectionDraft;
  readonly words: StepWords;
  readonly reading: Reading;
}

export type Passage =
  | {
      readonly is: "requirement";
      readonly key: string | null;
      readonly title: string;
      /** Its text without the key; sentences in it may be examples. */
      readonly pieces: readonly Piece[];
      /** Its text as a scenario's; null when it has not that form. */
      readonly steps: readonly StepText[] | null;
    }
  | { readonly is: "scenario"; readonly title: string; readonly steps: readonly StepText[] };
