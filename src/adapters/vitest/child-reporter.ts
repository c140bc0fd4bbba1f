import { relative, sep } from "node:path";
import type { Reporter, TestCase, TestModule, TestSuite } from "vitest/node";
import type { RawEvent, RawTest } from "../../verdict/raw-events.ts";
import { rawError } from "./child-errors.ts";

export type Emit = (event: RawEvent) => void;

/**
 * A Vitest reporter that tells each result as it comes, and at the end whatever was not told or has changed
 * since; then `onEnd`. `print` gets what tests print. Works on Vitest 3 to 5.
 */
export function createChildReporter(
  root: string,
  emit: Emit,
  print: (text: string) => void,
  onEnd: (reason: "passed" | "failed" | "interrupted") => void,
): Reporter {
  let told = new Map<string, string>();
  let hasStarted = false;

  const tell = (test: TestCase, again: boolean): void => {
    const event = rawTest(root, test);
    const state = `${event.state} ${event.retries}`;
    if (!again && told.get(event.id) === state) return;
    told.set(event.id, state);
    emit(event);
  };

  return {
    onTestRunStart() {
      told = new Map();
    },
    onTestModuleQueued() {
      if (!hasStarted) emit({ is: "started" });
      hasStarted = true;
    },
    onTestCaseResult(test) {
      tell(test, true);
    },
    onUserConsoleLog(log) {
      print(log.content);
    },
    onTestRunEnd(modules, unhandled, reason) {
      for (const module of modules) {
        for (const test of module.children.allTests()) tell(test, false);
        for (const suite of module.children.allSuites()) emit(rawModule(root, suite));
        emit(rawModule(root, module));
      }
      for (const error of unhandled) {
        const raw = rawError(error, null, null);
        emit({ is: "unhandled", error: { ...raw, file: raw.file === null ? null : inRoot(root, raw.file) } });
      }
      onEnd(reason);
    },
  };
}

/** Relative to the root with forward slashes, as suites are named everywhere. */
export function inRoot(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

function rawTest(root: string, test: TestCase): RawTest {
  const result = test.result();
  const diagnostic = test.diagnostic();
  const file = inRoot(root, test.module.moduleId);
  return {
    is: "test",
    id: test.id,
    file,
    name: namePath(test),
    state: result.state,
    mode: test.options.fails === true ? "fails" : test.options.mode,
    retries: (diagnostic?.retryCount ?? 0) + (diagnostic?.repeatCount ?? 0),
    errors: (result.errors ?? []).map((error) => rawError(error, test.module.moduleId, file)),
    duration: Math.round(diagnostic?.duration ?? 0),
  };
}

function rawModule(root: string, part: TestModule | TestSuite): RawEvent {
  const module = part.type === "module" ? part : part.module;
  const file = inRoot(root, module.moduleId);
  return {
    is: "module",
    file,
    name: part.type === "module" ? [] : namePath(part),
    state: part.state(),
    tests: [...part.children.allTests()].length,
    errors: part.errors().map((error) => rawError(error, module.moduleId, file)),
  };
}

function namePath(part: TestCase | TestSuite): readonly string[] {
  return part.parent.type === "module" ? [part.name] : [...namePath(part.parent), part.name];
}
