/**
 * What the program that holds Vitest tells its parent, one event a line, as it happens. Plain data that
 * survives JSON; `classify.ts` makes a report of it. Everything in it has passed through a process that ran
 * the code under test.
 */
export type RawEvent =
  /** Vitest is loaded. */
  | { readonly is: "loaded"; readonly version: string; readonly from: "project" | "greenbar" }
  /** The project's configuration is being read: `file` is its name in the root, null when there is none. */
  | { readonly is: "configuring"; readonly file: string | null }
  /** A run of these suites starts; what was said of them before no longer holds. */
  | { readonly is: "begin"; readonly run: number; readonly files: readonly string[] }
  /** A worker takes up its first suite: Vitest has started, and from here on silence is the code's. */
  | { readonly is: "started" }
  /** The tests that have started and not ended: names the one that hangs. Never evidence. */
  | {
      readonly is: "running";
      readonly tests: readonly { readonly file: string; readonly name: readonly string[] }[];
    }
  | RawTest
  /** A suite's file, or a `describe` in it (`name`), has ended. */
  | {
      readonly is: "module";
      readonly file: string;
      readonly name: readonly string[];
      readonly state: string;
      /** Tests found in it: none when it could not be imported. */
      readonly tests: number;
      readonly errors: readonly RawError[];
    }
  | { readonly is: "unhandled"; readonly error: RawError }
  | { readonly is: "end"; readonly run: number; readonly reason: "passed" | "failed" | "interrupted" }
  /** Answer to `matches`: names of the project's own Vitest projects that pick the file up. */
  | { readonly is: "matches"; readonly file: string; readonly projects: readonly string[] }
  /** It cannot go on: no Vitest that we can use, or a configuration that throws. */
  | { readonly is: "stopped"; readonly why: "no-vitest" | "config" | "internal"; readonly message: string };

export interface RawTest {
  readonly is: "test";
  /** Vitest's own id of it: the same test told twice has the same. */
  readonly id: string;
  readonly file: string;
  /** Titles from the outermost `describe` to the test. */
  readonly name: readonly string[];
  readonly state: string;
  /** `run`, `only`, `skip` or `todo`; `fails` when it was written to fail. */
  readonly mode: string;
  readonly retries: number;
  readonly errors: readonly RawError[];
  /** Milliseconds. */
  readonly duration: number;
}

export interface RawError {
  readonly name: string;
  readonly message: string;
  readonly expected: string | null;
  readonly actual: string | null;
  /** `path:line` of the topmost frame in the suite. */
  readonly at: string | null;
  /** True when the topmost frame of all is in the suite. */
  readonly thrownInSuite: boolean;
  /** The build plugin that refused a file, when one did. */
  readonly plugin: string | null;
  /** Suite in which an error outside tests was caught, where Vitest knows. */
  readonly file: string | null;
  readonly cause: RawError | null;
}
