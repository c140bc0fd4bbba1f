/** A module with one small change, as a hasty programmer might have written it. */
export interface Mutant {
  /** Kind of the change, as mutation testing names it: `boundary`, `call-removed`. */
  readonly operator: string;
  /** Line of the change in the module, from 1. */
  readonly line: number;
  /** What stood there, and what stands there now. */
  readonly before: string;
  readonly after: string;
  /** The whole module, changed. */
  readonly text: string;
}

/** A replacement of the text between two offsets, in UTF-16 units of the module. */
export interface Edit {
  readonly operator: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
