import type { Value } from "../spec/value.ts";

/** What one Vitest run said, classified. It is feedback; green is the judge's word as well. */
export interface TestReport {
  readonly tests: readonly TestResult[];
  /** What failed outside any test: a file that could not be imported, a hook, an unhandled rejection. */
  readonly problems: readonly Problem[];
  /**
   * `no-vitest`: none that can be used is there, or its configuration throws or never answers; `not-started`: it
   * took too long to get ready. Neither says anything of the code.
   */
  readonly ended: "complete" | "timeout" | "crashed" | "aborted" | "no-vitest" | "not-started";
  /** Why it did not complete, in one sentence; empty when it did. */
  readonly endedWhy: string;
  /** Capped output of the run, cleaned of escape sequences. */
  readonly output: string;
  readonly vitest: { readonly version: string; readonly from: "project" | "greenbar" };
}

export interface TestResult {
  /** Path of the suite relative to the root. */
  readonly file: string;
  /** Titles from the outermost `describe` to the test. */
  readonly name: readonly string[];
  readonly outcome: TestOutcome;
  /** Milliseconds. */
  readonly duration: number;
}

/** The closed union of what a test can do. */
export type TestOutcome =
  | { readonly is: "passed" }
  | {
      readonly is: "assertion";
      readonly message: string;
      readonly expected: string | null;
      readonly actual: string | null;
      /** `path:line` in the suite, where known. */
      readonly at: string | null;
    }
  | { readonly is: "notImplemented"; readonly name: string }
  | { readonly is: "unbound"; readonly message: string }
  | { readonly is: "thrown"; readonly name: string; readonly message: string; readonly at: string | null }
  | { readonly is: "timeout"; readonly message: string }
  | { readonly is: "import"; readonly message: string }
  | { readonly is: "syntax"; readonly message: string }
  | { readonly is: "hook"; readonly message: string }
  | { readonly is: "unhandled"; readonly message: string }
  | { readonly is: "missing"; readonly message: string }
  | { readonly is: "skipped"; readonly message: string };

export interface Problem {
  readonly file: string | null;
  readonly outcome: Extract<TestOutcome, { is: "import" | "syntax" | "hook" | "unhandled" | "timeout" }>;
}

/** One attempt of the judge's child at one check: what the expression gave. */
export type Answer =
  | { readonly gave: "value"; readonly value: Value }
  | { readonly gave: "threw"; readonly value: Value };
