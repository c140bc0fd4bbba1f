import type { TestOutcome, TestReport } from "./report.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Workspace } from "./workspace.ts";

/** The port to Vitest. */
export interface Runner {
  /** Runs suites once, in fresh processes. Settles also when Vitest cannot be found or dies. */
  run(job: RunJob, signal?: AbortSignal): Promise<TestReport>;
  /** A runner kept warm on a workspace between edits, for feedback only. */
  open(job: RunJob): Promise<WarmRunner>;
}

export interface WarmRunner {
  /** Runs the job's suites again, as they and the code are now. */
  rerun(signal?: AbortSignal): Promise<TestReport>;
  close(): Promise<void>;
}

export interface PlannedTest {
  /** Path of the suite relative to the root. */
  readonly file: string;
  /** Titles from the outermost `describe` to the test. */
  readonly name: readonly string[];
}

export interface RunJob {
  readonly workspace: Workspace;
  readonly sandbox: Sandbox;
  /** Suites, relative to the root. */
  readonly files: readonly string[];
  /** The tests that these suites are to have: each is in the report once. */
  readonly planned: readonly PlannedTest[];
  /** Names that suites import and the subject does not export: using one is `not implemented`. */
  readonly missingExports: readonly string[];
  /**
   * Milliseconds in which nothing at all is heard of the run before it counts as stuck. Until Vitest has started
   * it is given four times as long.
   */
  readonly idleMs: number;
  /** Milliseconds for the whole run. */
  readonly wallMs: number;
  /** Called as tests end, with what each seems to be; for progress only, never evidence. */
  readonly onTest?: (done: number, test: PlannedTest, outcome: TestOutcome) => void;
}
