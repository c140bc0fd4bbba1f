import { readFileSync } from "node:fs";
import process from "node:process";
import { testsBySpecLine } from "./tests-by-spec-line.ts";
import type { SpecTest } from "./tests-by-spec-line.ts";
import { printFailures } from "./print-failures.ts";
import type { SpecFailure } from "./print-failures.ts";

/** What is used of Vitest's reporter interface, the same from version 3 on. */
export interface TestModule {
  readonly moduleId: string;
  readonly children: { allTests(state: "failed"): Iterable<TestCase> };
}

export interface TestCase {
  readonly name: string;
  readonly parent: Parent;
  result(): { readonly errors?: readonly TestError[] | undefined };
}

interface Parent {
  readonly type: string;
  readonly name?: string;
  readonly parent?: Parent;
}

interface TestError {
  readonly message: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/**
 * A reporter for the user's own `vitest run`, beside others: `reporters: ["default", "greenbar/reporter"]`. When the
 * run is over it lists the generated tests that failed by the line of the spec that they stand for. Tests that nobody
 * generated it leaves to the other reporters.
 */
// Vitest makes a reporter that is named in a configuration from what the module exports by default.
// oxlint-disable-next-line import/no-default-export
export default class GreenbarReporter {
  readonly #write: (text: string) => void;

  /** @param options - `write`: where the text goes; standard output when left out. */
  constructor(options: { readonly write?: (text: string) => void } = {}) {
    this.#write = options.write ?? ((text) => void process.stdout.write(text));
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const failures = modules.flatMap(failuresIn);
    if (failures.length > 0) this.#write(printFailures(failures));
  }
}

function failuresIn({ moduleId, children }: TestModule): SpecFailure[] {
  const failed = [...children.allTests("failed")];
  if (failed.length === 0) return [];
  const tests = testsBySpecLine(readFileSync(moduleId, "utf8"), moduleId);
  return failed.flatMap((test) => {
    const own = tests.get(JSON.stringify(namesOf(test)));
    return own === undefined ? [] : [failureOf(own, test)];
  });
}

/** Titles from the outermost `describe` to the test. */
function namesOf({ name, parent }: TestCase): string[] {
  const names = [name];
  for (let at: Parent | undefined = parent; at?.type === "suite"; at = at.parent)
    names.unshift(at.name ?? "");
  return names;
}

function failureOf(own: SpecTest, test: TestCase): SpecFailure {
  const [error] = test.result().errors ?? [];
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    ...own,
    title: test.name,
    message: error?.message ?? "it failed",
    expected: text(error?.expected),
    actual: text(error?.actual),
  };
}
