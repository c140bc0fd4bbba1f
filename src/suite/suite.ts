/** A rendered suite: one Vitest file for one spec. */
export interface Suite {
  readonly spec: string;
  /** Path relative to the root, forward slashes. */
  readonly path: string;
  readonly text: string;
  /** One for each example of the plan, in the order of the file. */
  readonly tests: readonly SuiteTest[];
  /** Imports beside the subject: `vitest`, and `fast-check` where there are properties. */
  readonly needs: readonly string[];
}

export interface SuiteTest {
  readonly example: string;
  /** Titles of the `describe` blocks from the outside in, then the test's own: unique in the file. */
  readonly name: readonly string[];
  /** Hash of the test's body, by `testBodies`: neither a formatter's pass nor a title changes it. */
  readonly hash: string;
  /** Where it stands in the suite's text; null for a text that does not parse, left out where nobody shows it. */
  readonly place?: SuitePlace | null;
}

/** A call of `test` in a suite. */
export interface SuitePlace {
  /** Its first line, from 1. */
  readonly line: number;
  /** Offsets in the text; a semicolon stands behind the end. */
  readonly start: number;
  readonly end: number;
}

/** What the project's settings say of generated files; gathered at the edge. */
export interface SuiteSettings {
  /** Folder of the suites, `test/specs`, and of the specs, `specs`, relative to the root. */
  readonly testsFolder: string;
  readonly specsFolder: string;
  /** How a relative import of `x.ts` is written: `.ts` as it is, `.js`, or without (bundler). */
  readonly importExtension: "ts" | "js" | "none";
  readonly templates: TemplateSources;
}

/** Handlebars texts by name (`suite`, `test-row`, `stub`, …), the user's over ours. */
export type TemplateSources = ReadonlyMap<string, string>;
