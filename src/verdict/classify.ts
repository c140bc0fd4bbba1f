import { errorOutcome, moduleOutcome } from "./error-outcome.ts";
import type { RawError, RawEvent, RawTest } from "./raw-events.ts";
import type { Problem, TestOutcome, TestReport, TestResult } from "./report.ts";
import { cleanText } from "./clean-text.ts";
import type { PlannedTest } from "./runner.ts";

export interface RunEnd {
  readonly how: TestReport["ended"];
  /** One sentence; empty when the run is complete. */
  readonly why: string;
  /** What the run printed beside its events. */
  readonly output: string;
}

/**
 * Makes a report of what a run told. Each planned test has exactly one result, in the order of the plan, and has
 * passed only when it was told once, as passed, in mode `run`, without a retry. Tests that were told and not
 * planned follow, never as passed.
 */
export function classify(
  events: readonly RawEvent[],
  planned: readonly PlannedTest[],
  missingExports: readonly string[],
  end: RunEnd,
): TestReport {
  const told = testsByName(events);
  const modules = events.filter((event) => event.is === "module");
  const running = events.findLast((event) => event.is === "running")?.tests ?? [];
  const loaded = events.findLast((event) => event.is === "loaded");

  const files = new Set([...told.values()].flat().map(({ file }) => file));
  const results = planned.map((test): TestResult => {
    const tellings = told.get(keyOf(test)) ?? [];
    const first = tellings[0];
    const outcome =
      first === undefined
        ? untold(test, { events, modules, end, running, isLoaded: files.has(test.file) })
        : tellings.length > 1
          ? missing(`Vitest told of this test ${tellings.length} times, so that none of it counts.`)
          : testOutcome(first, modules, missingExports);
    return { file: test.file, name: test.name, outcome, duration: first?.duration ?? 0 };
  });

  const plan = new Set(planned.map(keyOf));
  const unplanned = [...told.values()].flat().filter((test) => !plan.has(keyOf(test)));
  return {
    tests: [...results, ...unplanned.map((test) => unplannedResult(test, missingExports, modules))],
    problems: [...problemsOf(events, modules), ...timeoutProblem(end, running)],
    ended: end.how,
    endedWhy: cleanText(end.why),
    output: cleanText(end.output),
    vitest: { version: loaded?.version ?? "", from: loaded?.from ?? "project" },
  };
}

/** What one test seems to be while its run goes on. It is shown and forgotten: only a whole report counts. */
export function outcomeSoFar(test: RawTest, missingExports: readonly string[]): TestOutcome {
  return testOutcome(test, [], missingExports);
}

type RawModule = Extract<RawEvent, { is: "module" }>;

function testsByName(events: readonly RawEvent[]): ReadonlyMap<string, readonly RawTest[]> {
  return Map.groupBy(
    events.filter((event) => event.is === "test"),
    keyOf,
  );
}

function keyOf({ file, name }: PlannedTest): string {
  return JSON.stringify([file, ...name]);
}

function testOutcome(
  test: RawTest,
  modules: readonly RawModule[],
  missingExports: readonly string[],
): TestOutcome {
  const error = test.errors[0];
  switch (test.state) {
    case "passed":
      if (test.mode !== "run" && test.mode !== "only")
        return missing(`It passed in mode “${test.mode}”, not as a test.`);
      if (test.retries > 0)
        return missing(`It passed only when it was tried again (${test.retries + 1} times).`);
      return error === undefined ? { is: "passed" } : errorOutcome(error, missingExports);
    case "failed":
      return error === undefined
        ? missing("It failed without an error.")
        : errorOutcome(error, missingExports);
    case "skipped":
      return skippedOutcome(test, modules);
    default:
      return missing(`It did not end (state “${test.state}”).`);
  }
}

/** A test that was meant to run and was skipped all the same fell to a hook, when one failed around it. */
function skippedOutcome(test: RawTest, modules: readonly RawModule[]): TestOutcome {
  const hook = modules.find((module) => module.errors.length > 0 && encloses(module, test))?.errors[0];
  if (hook !== undefined && (test.mode === "run" || test.mode === "only")) {
    return { is: "hook", message: describe(hook) };
  }
  return { is: "skipped", message: test.mode === "todo" ? "It is a todo." : "It was skipped." };
}

function encloses(module: RawModule, test: PlannedTest): boolean {
  return module.file === test.file && module.name.every((title, index) => test.name[index] === title);
}

interface Around {
  readonly events: readonly RawEvent[];
  readonly modules: readonly RawModule[];
  readonly end: RunEnd;
  readonly running: readonly PlannedTest[];
  /** Some test of the same file was told. */
  readonly isLoaded: boolean;
}

/** Why a planned test was not told, as far as that is known. */
function untold(test: PlannedTest, { events, modules, end, running, isLoaded }: Around): TestOutcome {
  const wasRunning = running.some((other) => keyOf(other) === keyOf(test));
  if (end.how === "timeout" && wasRunning)
    return { is: "timeout", message: cleanText(`It did not end. ${end.why}`) };
  if (end.how === "timeout" && running.length === 0 && !isLoaded) {
    return { is: "timeout", message: cleanText(`Its file did not finish loading. ${end.why}`) };
  }
  const module = modules.find(
    ({ file, name, tests }) => file === test.file && name.length === 0 && tests === 0,
  );
  const error = module?.errors[0];
  if (error !== undefined) return moduleOutcome(error);
  if (end.why !== "") return missing(cleanText(end.why));
  if (wasRunning) return missing("It was running when its process died.");
  const unhandled = events.find((event) => event.is === "unhandled");
  return missing(unhandled === undefined ? "Vitest told nothing of it." : describe(unhandled.error));
}

function unplannedResult(
  test: RawTest,
  missingExports: readonly string[],
  modules: readonly RawModule[],
): TestResult {
  const outcome = testOutcome(test, modules, missingExports);
  return {
    file: test.file,
    name: test.name.map(cleanText),
    outcome: outcome.is === "passed" ? missing("It passed, but it is no test of the plan.") : outcome,
    duration: test.duration,
  };
}

function problemsOf(events: readonly RawEvent[], modules: readonly RawModule[]): readonly Problem[] {
  const inModules = modules.flatMap((module) =>
    module.errors.map((error): Problem => {
      const outcome =
        module.tests === 0 ? moduleOutcome(error) : ({ is: "hook", message: describe(error) } as const);
      return { file: module.file, outcome };
    }),
  );
  const outside = events
    .filter((event) => event.is === "unhandled")
    .map(({ error }): Problem => ({
      file: error.file,
      outcome: { is: "unhandled", message: describe(error) },
    }));
  return [...inModules, ...outside];
}

function timeoutProblem(end: RunEnd, running: readonly PlannedTest[]): readonly Problem[] {
  if (end.how !== "timeout") return [];
  return [{ file: running[0]?.file ?? null, outcome: { is: "timeout", message: cleanText(end.why) } }];
}

function describe({ name, message, cause }: RawError): string {
  const because = cause === null || message.includes(cause.message) ? "" : `\n${describe(cause)}`;
  return cleanText(`${name}: ${message}${because}`);
}

function missing(message: string): TestOutcome {
  return { is: "missing", message };
}
