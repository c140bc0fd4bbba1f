import { readFileSync } from "node:fs";
import { answerAll, createSay, messageText } from "./answering.ts";
import type { AskedProgram } from "./answering.ts";

/** What the parent gives on standard input. */
export interface NodeJob {
  readonly nonce: string;
  /** File URL of the generated module, as this process sees it. */
  readonly module: string;
  /** Keys of the programs to run, in this order. */
  readonly order: readonly number[];
}

/**
 * The judge's child: loads the generated module, and with it the subject, and answers. It is given expressions
 * and inputs only. Standard output is shared with whatever the subject prints; the nonce tells its lines apart.
 */
const job = JSON.parse(readFileSync(0, "utf8")) as NodeJob;
const say = createSay(job.nonce, 1);
const kill = process.kill.bind(process);
const { pid } = process;
// A promise that nobody settles must not end the process: the parent's time limit speaks for it.
setInterval(() => undefined, 0x7fff_ffff);

let programs: { readonly [key: number]: AskedProgram } | null = null;
try {
  ({ programs } = (await import(job.module)) as { programs: { readonly [key: number]: AskedProgram } });
} catch (error) {
  say(`{"at":"unloadable","message":${messageText(error)}}`);
}
if (programs !== null) {
  say(`{"at":"loaded"}`);
  await answerAll(job.order, programs, say);
}
// At once and without the subject's exit handlers: what comes later does not count.
kill(pid, "SIGKILL");
