/**
 * What a stretch of text is, in the screen's own words. A theme turns tones into colours; each tone that carries a
 * meaning also has a sign or a word beside it on the screen, so that nothing is said by colour alone.
 */
export type Tone =
  | "plain"
  | "dim"
  | "strong"
  | "heading"
  | "code"
  | "keyword"
  | "string"
  | "number"
  | "comment"
  | "link"
  | "quote"
  | "accent"
  | "key"
  | "added"
  | "removed"
  | "warning"
  | "error"
  | "holds"
  | "fails"
  | "weak"
  | "unproven"
  | "drifted"
  | "unbound"
  | "manual";

export interface Marks {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  /** The cursor's own background: the line or cell that keys speak of. */
  readonly selected?: boolean;
}

/** A stretch of text in one style. Holds no control character and no newline: only `span` makes one. */
export interface Span extends Marks {
  readonly text: string;
  readonly tone: Tone;
}

/** One row of the screen. */
export type Line = readonly Span[];

export const emptyLine: Line = [];
