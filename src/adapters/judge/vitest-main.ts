/**
 * The program that holds the project's own Vitest for the judge, in a process of its own. Each lane is a test
 * file, in a fresh process of Vitest's own pool, which answers into a file (a worker's output may go anywhere);
 * this program passes on what comes there.
 */
import { mkdirSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from "node:fs";
import type { Reporter, Vitest } from "vitest/node";
import { errorCode } from "../error-code.ts";
import { rawError } from "../vitest/child-errors.ts";
import { loadVitest, openVitest, refuseConfigInDependencies, specify } from "../vitest/child-vitest.ts";
import type { Batch } from "./batches.ts";

/** What the parent gives on standard input. Paths are absolute, as this process sees them. */
export interface VitestJob {
  readonly root: string;
  readonly lanes: readonly VitestLane[];
  /** Folder that may be written and is thrown away. */
  readonly temp: string;
  readonly ownVitest: string;
}

export interface VitestLane extends Batch {
  /** The generated test file, relative to the root. */
  readonly test: string;
  /** The file that answers come in. */
  readonly out: string;
  /** Where the answering side finds its batch; it removes the file before it loads the subject. */
  readonly job: string;
}

/** Milliseconds between two looks for answers. */
const lookEvery = 4;

const { root, lanes, temp, ownVitest } = JSON.parse(readFileSync(0, "utf8")) as VitestJob;

try {
  await main();
} catch (error) {
  for (const lane of lanes) sayUnloadable(lane, error);
}

async function main(): Promise<void> {
  process.chdir(root);
  mkdirSync(temp, { recursive: true });
  const tests = lanes.map(({ test }) => test);
  const input = {
    nonce: "",
    root,
    files: tests,
    task: "run",
    temp,
    ownVitest,
    ownFastCheck: "",
    commands: null,
  } as const;
  const loaded = await loadVitest(input);
  if (!loaded.ok) throw new Error(loaded.message);
  refuseConfigInDependencies();
  const vitest = await openVitest(loaded.node, input, reporter());
  eachAlone(vitest);
  const passes = lanes.map(openLane);
  const pass = (): void => passes.forEach((passOn) => passOn());
  const timer = setInterval(pass, lookEvery);
  await vitest.runTestSpecifications([...specify(vitest, root, tests)], false);
  clearInterval(timer);
  pass();
  await vitest.close();
}

/** Every file in a process of its own, side by side, and none left out, whatever the project says of its suites. */
function eachAlone(vitest: Vitest): void {
  vitest.resetGlobalTestNamePattern();
  for (const { config } of new Set([vitest.getRootProject(), ...vitest.projects])) {
    // Up to Vitest 3 these stood in `poolOptions`, and threads are no processes.
    Object.assign(config, {
      isolate: true,
      fileParallelism: true,
      maxWorkers: lanes.length,
      bail: 0,
      retry: 0,
    });
    if (config.pool === "threads") config.pool = "forks";
    if (config.pool === "vmThreads") config.pool = "vmForks";
    const { poolOptions } = config as { poolOptions?: Record<string, object | undefined> };
    for (const options of Object.values(poolOptions ?? {})) {
      Object.assign(options ?? {}, { isolate: true, singleFork: false, singleThread: false });
    }
    delete config.testNamePattern;
  }
}

/** Says why a test file itself could not be loaded: a setup file or the environment is broken. */
function reporter(): Reporter {
  return {
    onTestRunEnd(modules) {
      for (const module of modules) {
        const lane = lanes.find(({ test }) => module.moduleId.endsWith(`/${test}`));
        for (const error of module.errors()) if (lane !== undefined) sayUnloadable(lane, error);
      }
    },
  };
}

function sayUnloadable({ nonce }: VitestLane, error: unknown): void {
  const { name, message } = rawError(error, null, null);
  const text = `${name}: ${message}`.slice(0, 2000);
  writeSync(1, `\n${nonce} ${JSON.stringify({ at: "unloadable", message: text })}\n`);
}

/** Hands the lane its batch; the function returned copies to standard output what has come since the last call. */
function openLane({ nonce, order, out, job }: VitestLane): () => void {
  writeFileSync(out, "");
  writeFileSync(job, JSON.stringify({ nonce, order, out }));
  const buffer = Buffer.alloc(256 * 1024);
  const fd = openSync(out, "r");
  let offset = 0;
  let open = Buffer.alloc(0);
  return () => {
    for (let size = readSync(fd, buffer, 0, buffer.length, offset); size > 0;) {
      offset += size;
      open = Buffer.concat([open, buffer.subarray(0, size)]);
      size = readSync(fd, buffer, 0, buffer.length, offset);
    }
    // Whole lines only: two lanes share the output.
    const end = open.lastIndexOf(10) + 1;
    writeAll(open.subarray(0, end));
    open = open.subarray(end);
  };
}

function writeAll(bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      // A full pipe that is non-blocking: its reader needs a moment.
      if (errorCode(error) !== "EAGAIN") throw error;
    }
  }
}
