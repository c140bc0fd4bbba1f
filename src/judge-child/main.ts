import { readFileSync } from "node:fs";
import { answerAll, createSay, messageText } from "./answering.ts";
import type { AskedProgram } from "./answering.ts";
import { startTracing } from "./trace.ts";
import type { TraceOrder } from "./trace.ts";
import { transformedImport } from "./transformed.ts";
import type { Transformed } from "./transformed.ts";

/** What the parent gives on standard input. */
export interface NodeJob {
  readonly nonce: string;
  /** The generated module: its file URL, as this process sees it, or it and all that it imports, transformed. */
  readonly module: string | Transformed;
  /** Keys of the programs to run, in this order. */
  readonly order: readonly number[];
  /** Left out where a verdict is wanted. */
  readonly trace?: TraceOrder;
}

/**
 * The judge's child: loads the generated module, and with it the subject, and answers. It is given expressions
 * and inputs only. Standard output is shared with whatever the subject prints; the nonce tells its lines apart.
 */
const { nonce, module, order, trace } = JSON.parse(readFileSync(0, "utf8")) as NodeJob;
const answers = createSay(nonce, 1);
const tracing = trace === undefined ? null : startTracing(trace, answers, 1, false);
const say = tracing?.say ?? answers;
const kill = process.kill.bind(process);
const { pid } = process;
// A promise that nobody settles must not end the process: the parent's time limit speaks for it.
setInterval(() => undefined, 0x7fff_ffff);

let programs: { readonly [key: number]: AskedProgram } | null = null;
try {
  const load =
    typeof module === "string" ? () => import(module) : await transformedImport(module, tracing?.evaluator);
  ({ programs } = (await load()) as { programs: { readonly [key: number]: AskedProgram } });
} catch (error) {
  say(`{"at":"unloadable","message":${messageText(error)}}`);
}
if (programs !== null) {
  say(`{"at":"loaded"}`);
  await answerAll(order, programs, say);
}
// At once and without the subject's exit handlers: what comes later does not count.
kill(pid, "SIGKILL");
