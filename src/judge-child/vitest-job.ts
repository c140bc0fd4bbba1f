import { readFileSync, unlinkSync } from "node:fs";
import { answerAll, createSay, messageText } from "./answering.ts";
import type { AskedProgram } from "./answering.ts";
import { startTracing } from "./trace.ts";
import type { TraceOrder } from "./trace.ts";

/**
 * The judge's child inside a project's own Vitest: reads its job from a file, removes it, loads the generated
 * module and with it the subject, and answers into the file that the job names. Settles when all is said.
 */
export async function answerJob(path: string, load: () => Promise<unknown>): Promise<void> {
  const job = JSON.parse(readFileSync(path, "utf8")) as {
    readonly nonce: string;
    readonly order: readonly number[];
    readonly out: string;
    readonly trace?: TraceOrder;
  };
  unlinkSync(path);
  const answers = createSay(job.nonce, job.out);
  const say = job.trace === undefined ? answers : startTracing(job.trace, answers, job.out, true).say;
  let programs: { readonly [key: number]: AskedProgram };
  try {
    ({ programs } = (await load()) as { programs: typeof programs });
  } catch (error) {
    say(`{"at":"unloadable","message":${messageText(error)}}`);
    return;
  }
  say(`{"at":"loaded"}`);
  await answerAll(job.order, programs, say);
}
