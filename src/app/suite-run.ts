import type { Suite } from "../suite/suite.ts";
import type { TestOutcome, TestReport } from "../verdict/report.ts";
import type { RunJob, Runner } from "../verdict/runner.ts";
import type { Sandbox } from "../verdict/sandbox.ts";
import type { Workspace } from "../verdict/workspace.ts";
import type { Config } from "./config.ts";
import type { Progress, Seen } from "./ports.ts";

/** What to run of some suites in a copy that holds them. */
export function suiteJob(
  suites: readonly Suite[],
  at: {
    readonly workspace: Workspace;
    readonly sandbox: Sandbox;
    readonly config: Config;
    /** Names that the subjects lack: calling one is `not implemented`, whatever error it gives. */
    readonly missingExports: readonly string[];
    readonly progress?: Progress | undefined;
    readonly step?: string;
    readonly seen?: Seen | undefined;
  },
): RunJob {
  const planned = suites.flatMap(({ path, tests }) => tests.map(({ name }) => ({ file: path, name })));
  const examples = new Map(
    suites.flatMap(({ path, tests }) => tests.map(({ name, example }) => [key(path, name), example])),
  );
  return {
    workspace: at.workspace,
    sandbox: at.sandbox,
    files: suites.map(({ path }) => path),
    planned,
    missingExports: at.missingExports,
    idleMs: at.config.timeouts.idle,
    wallMs: at.config.timeouts.run,
    ...((at.progress ?? at.seen) && {
      onTest: (done, test, outcome) => {
        at.progress?.(at.step ?? "tests", done, planned.length);
        const example = examples.get(key(test.file, test.name));
        if (example !== undefined) at.seen?.(example, outcome);
      },
    }),
  };
}

/** Runs suites in fresh processes; with none there is nothing to run, and it is complete. */
export async function runSuites(
  runner: Runner,
  suites: readonly Suite[],
  at: Parameters<typeof suiteJob>[1] & { readonly signal?: AbortSignal | undefined },
): Promise<{ readonly outcomes: Map<string, TestOutcome>; readonly report: TestReport }> {
  const report = suites.length === 0 ? nothingRun : await runner.run(suiteJob(suites, at), at.signal);
  return { report, outcomes: outcomesByExample(suites, report) };
}

const nothingRun: TestReport = {
  tests: [],
  problems: [],
  ended: "complete",
  endedWhy: "",
  output: "",
  vitest: { version: "", from: "greenbar" },
};

/**
 * The outcome of each example, by id. A problem outside the tests (a hook, an unhandled rejection, a file that
 * could not be imported) is the outcome of every test of its file that is said to have passed, since nothing
 * green can be believed there.
 */
export function outcomesByExample(suites: readonly Suite[], report: TestReport): Map<string, TestOutcome> {
  const byName = new Map(report.tests.map((test) => [key(test.file, test.name), test.outcome]));
  const outcomes = new Map<string, TestOutcome>();
  for (const suite of suites) {
    const problem = report.problems.find(({ file }) => file === null || file === suite.path)?.outcome;
    for (const { example, name } of suite.tests) {
      const own = byName.get(key(suite.path, name)) ?? notRun(report);
      outcomes.set(example, problem !== undefined && isDoubtful(own) ? problem : own);
    }
  }
  return outcomes;
}

function isDoubtful(outcome: TestOutcome): boolean {
  return outcome.is === "passed" || outcome.is === "missing" || outcome.is === "skipped";
}

function notRun({ ended, endedWhy }: TestReport): TestOutcome {
  return ended === "timeout"
    ? { is: "timeout", message: endedWhy }
    : { is: "missing", message: endedWhy === "" ? "its test did not run" : endedWhy };
}

function key(file: string, name: readonly string[]): string {
  return JSON.stringify([file, ...name]);
}
