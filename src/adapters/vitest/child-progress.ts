import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emit } from "./child-reporter.ts";
import { inRoot } from "./child-reporter.ts";

/** Milliseconds between two looks at the progress file. */
const lookEvery = 200;

/**
 * Vitest holds the results of tests back for a moment, so that a test that never yields takes its own name with
 * it. This makes a setup file that writes the start and end of each test to a file at once, synchronously, and
 * tells which tests are running when that has changed. It is progress only, never evidence.
 */
export function createProgress(temp: string, root: string, emit: Emit) {
  const log = join(temp, "progress.jsonl");
  const setupFile = join(temp, "progress.setup.mjs");
  writeFileSync(setupFile, setupText(log));

  return {
    setupFile,
    /** Starts anew; returns what stops it. */
    watch(): () => void {
      writeFileSync(log, "");
      let told = "[]";
      const timer = setInterval(() => {
        const tests = running(readFileSync(log, "utf8"), root);
        if (JSON.stringify(tests) === told) return;
        told = JSON.stringify(tests);
        emit({ is: "running", tests });
      }, lookEvery);
      return () => clearInterval(timer);
    },
  };
}

function setupText(log: string): string {
  return [
    `import { appendFileSync } from "node:fs";`,
    `import { afterEach, beforeEach } from "vitest";`,
    `const path = (task) => (task === undefined || task.name === "" || task.filepath ? [] : [...path(task.suite), task.name]);`,
    `const tell = (is) => ({ task }) =>`,
    `  appendFileSync(${JSON.stringify(log)}, JSON.stringify([is, task.file.filepath, ...path(task)]) + "\\n");`,
    `beforeEach(tell("started"));`,
    `afterEach(tell("finished"));`,
    ``,
  ].join("\n");
}

function running(text: string, root: string) {
  const open = new Map<string, { readonly file: string; readonly name: readonly string[] }>();
  // The text after the last line end is a line that is still being written, or nothing.
  for (const line of text.split("\n").slice(0, -1)) {
    const [is, file, ...name] = parseLine(line);
    if (file === undefined) continue;
    const key = JSON.stringify([file, ...name]);
    if (is === "started") open.set(key, { file: inRoot(root, file), name });
    else open.delete(key);
  }
  return [...open.values()];
}

function parseLine(line: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) && value.every((part) => typeof part === "string") ? value : [];
  } catch {
    // The file lies open to the code under test: what is no line of ours is passed over.
    return [];
  }
}
