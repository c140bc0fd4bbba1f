/**
 * The program that holds the project's own Vitest for the judge, in a process of its own. A test file, in a
 * fresh process of Vitest's own pool, answers into a file (a worker's output may go anywhere); this program passes on
 * what comes there.
 */
import { mkdirSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, Vitest } from "vitest/node";
import type { TraceOrder, TraceSays } from "../../judge-child/trace.ts";
import { errorCode } from "../error-code.ts";
import { rawError } from "../vitest/child-errors.ts";
import { loadVitest, openVitest, refuseConfigInDependencies, specify } from "../vitest/child-vitest.ts";
import type { Batch } from "./launch.ts";

/** What the parent gives on standard input. Paths are absolute, as this process sees them. */
export interface VitestJob extends Batch {
  readonly root: string;
  /** Folder that may be written and is thrown away. */
  readonly temp: string;
  readonly ownVitest: string;
  /** The generated test file, relative to the root. */
  readonly test: string;
  /** The file that answers come in. */
  readonly out: string;
  /** Where the answering side finds its batch; it removes the file before it loads the subject. */
  readonly job: string;
  /** Handed on to the answering side. */
  readonly trace?: TraceOrder;
}

/** Milliseconds between two looks for answers. */
const lookEvery = 4;

const { nonce, order, root, test, out, job, temp, ownVitest, trace } = JSON.parse(
  readFileSync(0, "utf8"),
) as VitestJob;

try {
  await main();
} catch (error) {
  sayUnloadable(error);
}

async function main(): Promise<void> {
  process.chdir(root);
  mkdirSync(temp, { recursive: true });
  const input = {
    nonce: "",
    root,
    files: [test],
    task: "run",
    temp,
    ownVitest,
    ownFastCheck: "",
    commands: null,
  } as const;
  const loaded = await loadVitest(input);
  if (!loaded.ok) throw new Error(loaded.message);
  refuseConfigInDependencies();
  const vitest = await withoutModuleCache(() => openVitest(loaded.node, input, reporter()));
  eachAlone(vitest);
  const pass = handBatch(trace === undefined ? () => undefined : mapTeller(vitest, trace));
  const timer = setInterval(pass, lookEvery);
  await vitest.runTestSpecifications([...specify(vitest, root, [test])], false);
  clearInterval(timer);
  pass();
  await vitest.close();
}

/**
 * Vitest 5 keeps what it has transformed beside the packages, which are read-only here and nobody's to write to. It
 * heeds these variables when it reads its settings; a project that asks for the cache gets it in the folder that is
 * thrown away. The workers need not see them.
 */
async function withoutModuleCache<T>(open: () => Promise<T>): Promise<T> {
  const variables = {
    VITEST_FS_MODULE_CACHE: "false",
    VITEST_FS_MODULE_CACHE_PATH: join(temp, "modules"),
  };
  Object.assign(process.env, variables);
  try {
    return await open();
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
  }
}

/** In a process of its own, and never left out, whatever the project says of its suites. */
function eachAlone(vitest: Vitest): void {
  vitest.resetGlobalTestNamePattern();
  for (const { config } of new Set([vitest.getRootProject(), ...vitest.projects])) {
    // Up to Vitest 3 these stood in `poolOptions`, and threads are no processes.
    Object.assign(config, {
      isolate: true,
      maxWorkers: 1,
      bail: 0,
      retry: 0,
      // Also where the project asks for it.
      fsModuleCache: false,
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

/** Says why the test file itself could not be loaded: a setup file or the environment is broken. */
function reporter(): Reporter {
  return {
    onTestRunEnd(modules) {
      for (const module of modules) {
        for (const error of module.errors()) sayUnloadable(error);
      }
    },
  };
}

function sayUnloadable(error: unknown): void {
  const { name, message } = rawError(error, null, null);
  const text = `${name}: ${message}`.slice(0, 2000);
  writeSync(1, `\n${nonce} ${JSON.stringify({ at: "unloadable", message: text })}\n`);
}

/**
 * Hands out the batch; the function returned copies to standard output what has come since the last call.
 *
 * @param before - done each time before something is copied.
 */
function handBatch(before: () => void): () => void {
  writeFileSync(out, "");
  writeFileSync(job, JSON.stringify({ nonce, order, out, ...(trace && { trace }) }));
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
    // Whole lines only: an error of Vitest's own may come between.
    const end = open.lastIndexOf(10) + 1;
    if (end > 0) before();
    writeAll(open.subarray(0, end));
    open = open.subarray(end);
  };
}

/** Says the source maps of the modules that have been transformed since the last call: a worker is not given them. */
function mapTeller(vitest: Vitest, { nonce: mark }: TraceOrder): () => void {
  const told = new Set<string>();
  return () => {
    const environments = vitest.projects.flatMap(({ vite }) => Object.values(vite.environments));
    for (const { moduleGraph } of new Set(environments)) {
      for (const { file, transformResult } of moduleGraph.idToModuleMap.values()) {
        const map = transformResult?.map ?? null;
        if (file === null || told.has(file) || map === null || !("sources" in map)) continue;
        told.add(file);
        const { mappings, sources } = map;
        const says: TraceSays = { at: "map", file, map: { mappings, sources } };
        writeAll(Buffer.from(`\n${mark} ${JSON.stringify(says)}\n`));
      }
    }
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
