/** Lines of a file, from 1, both ends included. */
export type LineRange = readonly [from: number, to: number];

/** Which code each example executes, and by which examples each line is executed. */
export interface Claims {
  /** By the example's id, in the order of the specs: what ran while it did. Those that were not traced are not here. */
  readonly examples: ReadonlyMap<string, readonly ExampleClaim[]>;
  /** By the example's id: why it is not known what it executes. */
  readonly untraced: ReadonlyMap<string, string>;
  /** By its path: each file of the project that examples use. */
  readonly files: ReadonlyMap<string, FileClaims>;
}

/** What one example executes of one file. */
export interface ExampleClaim {
  /** Relative to the project's root, forward slashes. */
  readonly path: string;
  /** Lines of which some part ran while the example did; ascending and apart. */
  readonly lines: readonly LineRange[];
  /** Those among them of which another part did not: a branch not taken, say. */
  readonly partly: readonly LineRange[];
}

export interface FileClaims {
  /** Each line with code, by its number. Blank lines, comments and types are none. */
  readonly lines: ReadonlyMap<number, LineClaim>;
  readonly functions: readonly FunctionClaim[];
}

export interface LineClaim {
  /** Ids of the examples that execute it, in the order of the specs. */
  readonly examples: readonly string[];
  /** It ran when its module was loaded. */
  readonly atLoad: boolean;
  /** Ids of the examples that load its module; they claim a line that runs then. Left out unless `atLoad`. */
  readonly users?: readonly string[];
  /** Parts that neither an example nor loading executes: columns from 1, both ends included; none when all of it ran. */
  readonly missed: readonly ColumnRange[];
}

export type ColumnRange = readonly [from: number, to: number];

export interface FunctionClaim {
  /** `Slugs.add`, `slugify`; `(anonymous)` where the source gives none. */
  readonly name: string;
  readonly lines: LineRange;
  /** Ids of the examples that call it. */
  readonly examples: readonly string[];
  /** It was called when a module was loaded. */
  readonly atLoad: boolean;
}
