/**
 * The program that holds Vitest, in a process of its own so that it can be killed. It reads a `ChildInput` from
 * standard input and tells `RawEvent`s on standard output, each a line that begins with the nonce of the input;
 * every other line there is the run's own output.
 */
import { mkdirSync, readFileSync } from "node:fs";
import type { Vitest } from "vitest/node";
import type { RawEvent } from "../../verdict/raw-events.ts";
import { createChildReporter } from "./child-reporter.ts";
import type { ChildInput } from "./child-input.ts";
import { createProgress } from "./child-progress.ts";
import {
  lendFastCheck,
  loadVitest,
  matchingProjects,
  openVitest,
  overrideProjects,
  refuseConfigInDependencies,
  specify,
} from "./child-vitest.ts";
import { obeyCommands } from "./child-warm.ts";
import { changedModules } from "./changed-modules.ts";
import { configFiles, configMessage, messageOf } from "./child-messages.ts";

// Taken before any other code runs: a configuration may replace it.
const write = process.stdout.write.bind(process.stdout);

const input = JSON.parse(readFileSync(0, "utf8")) as ChildInput;
const emit = (event: RawEvent): void => {
  write(`\n${input.nonce}${JSON.stringify(event)}\n`);
};

let currentRun = 0;
let beforeEnd = (): void => {};

// A configuration that never answers must not look like a program that has nothing left to do.
const alive = setInterval(() => {}, 60_000);

try {
  await main();
} catch (error) {
  emit({ is: "stopped", why: "internal", message: `Vitest gave up: ${messageOf(error)}` });
  process.exitCode = 1;
} finally {
  clearInterval(alive);
}

async function main(): Promise<void> {
  process.chdir(input.root);
  mkdirSync(input.temp, { recursive: true });
  const loaded = await loadVitest(input);
  if (!loaded.ok) {
    emit({ is: "stopped", why: "no-vitest", message: loaded.message });
    return;
  }
  emit({ is: "loaded", version: loaded.version, from: loaded.from });
  const reporter = createChildReporter(
    input.root,
    emit,
    (text) => write(text),
    (reason) => {
      beforeEnd();
      emit({ is: "end", run: currentRun, reason });
    },
  );

  // In the user's own folder Vite may do as it always does there.
  if (input.task !== "matches") refuseConfigInDependencies();
  emit({ is: "configuring", file: configFiles(input.root)[0] ?? null });
  let vitest: Vitest;
  try {
    vitest = await openVitest(loaded.node, input, reporter);
  } catch (error) {
    emit({ is: "stopped", why: "config", message: configMessage(error, input.root) });
    return;
  }

  switch (input.task) {
    case "matches":
      for (const file of input.files) {
        emit({ is: "matches", file, projects: matchingProjects(vitest, input.root, file) });
      }
      break;
    case "run":
    case "warm":
      await runTests(vitest);
      break;
  }
  await vitest.close();
}

async function runTests(vitest: Vitest): Promise<void> {
  lendFastCheck(input);
  const progress = createProgress(input.temp, input.root, emit);
  overrideProjects(vitest, progress.setupFile);
  const changes = changedModules(vitest);
  let specifications = specify(vitest, input.root, input.files);

  const run = async (number: number, files: readonly string[]): Promise<void> => {
    const chosen = specifications.filter((_, index) => files.includes(input.files[index] ?? ""));
    currentRun = number;
    emit({ is: "begin", run: number, files });
    const stop = progress.watch();
    try {
      await vitest.runTestSpecifications([...chosen], false);
    } finally {
      stop();
    }
  };
  // Before the parent hears of the end: from then on it may change files, and must find them changed.
  beforeEnd = () => changes.remember();

  await run(0, input.files);
  if (input.commands === null) return;
  await obeyCommands(input.commands, async (command) => {
    changes.invalidate();
    specifications = specify(vitest, input.root, input.files);
    await run(command.run, input.files);
  });
}
