/**
 * The program that holds the project's own Vitest for the judge, in a process of its own. It passes on what the
 * answering side writes to a file (a worker's own output may go anywhere), until that side is done.
 */
import { closeSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from "node:fs";
import type { Reporter } from "vitest/node";
import { loadVitest, openVitest, specify } from "../vitest/child-vitest.ts";

/** What the parent gives on standard input. All paths but `test` are absolute, as this process sees them. */
export interface VitestJob {
  readonly nonce: string;
  readonly order: readonly number[];
  readonly root: string;
  /** The generated test file, relative to the root. */
  readonly test: string;
  /** The file that answers come in. */
  readonly out: string;
  /** Where the answering side finds its job; it removes the file before it loads the subject. */
  readonly job: string;
  /** Folder that may be written and is thrown away. */
  readonly temp: string;
  readonly ownVitest: string;
}

/** Milliseconds between two looks for answers. */
const lookEvery = 4;

const job = JSON.parse(readFileSync(0, "utf8")) as VitestJob;
const { nonce, order, root, test, out, temp, ownVitest } = job;

try {
  await main();
} catch (error) {
  sayUnloadable(error);
}

async function main(): Promise<void> {
  process.chdir(root);
  mkdirSync(temp, { recursive: true });
  writeFileSync(job.job, JSON.stringify({ nonce, order, out }));
  const input = {
    nonce,
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
  const vitest = await openVitest(loaded.node, input, reporter());
  const pass = passOn();
  const timer = setInterval(pass, lookEvery);
  await vitest.runTestSpecifications([...specify(vitest, root, [test])], false);
  clearInterval(timer);
  pass();
  await vitest.close();
}

/** Says why the test file itself could not be loaded: a setup file or the environment is broken. */
function reporter(): Reporter {
  return {
    onTestRunEnd(modules) {
      for (const module of modules) for (const error of module.errors()) sayUnloadable(error);
    },
  };
}

function sayUnloadable(error: unknown): void {
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
  const text = `${String(name ?? "Error")}: ${String(message ?? error)}`.slice(0, 2000);
  writeSync(1, `\n${nonce} ${JSON.stringify({ at: "unloadable", message: text })}\n`);
}

/** Copies what has come since the last call from the file to standard output. */
function passOn(): () => void {
  const buffer = Buffer.alloc(256 * 1024);
  let offset = 0;
  const fd = openSync(out, "r");
  process.once("exit", () => closeSync(fd));
  return () => {
    for (let size = readSync(fd, buffer, 0, buffer.length, offset); size > 0; ) {
      writeAll(buffer.subarray(0, size));
      offset += size;
      size = readSync(fd, buffer, 0, buffer.length, offset);
    }
  };
}

function writeAll(bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      // A full pipe that is non-blocking: its reader needs a moment.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
}
