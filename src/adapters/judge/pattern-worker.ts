import { Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import type { Judge, Matched } from "../../verdict/judge.ts";

/** Milliseconds that one pattern may take on one text: an honest one takes microseconds. */
const matchMs = 1000;

/** Milliseconds after which a thread that does not even begin is given up. */
const beginMs = 10_000;

/**
 * Tries patterns in a thread that can be killed: nothing else ends a match that backtracks for ever. The thread
 * is kept for the next match, one at a time, and holds up nobody's end while there is none.
 */
export function createPatternWorker(limitMs = matchMs): Judge["match"] {
  let kept: Worker | null = null;
  let lastId = 0;
  let before: Promise<unknown> = Promise.resolve();

  const tryNow = (wanted: Omit<Wanted, "id">): Promise<Matched> =>
    new Promise((resolve) => {
      const worker = (kept ??= startWorker());
      const id = ++lastId;
      let isSettled = false;
      const settle = (matched: Matched): void => {
        isSettled = true;
        clearTimeout(timer);
        worker.off("message", hear).off("error", broken).off("exit", gone).unref();
        resolve(matched);
      };
      const giveUp = (why: string): void => {
        kept = null;
        settle({ is: "given-up", why });
        // Its end is not waited for, and whatever it still says is no news.
        worker.on("error", () => undefined);
        void worker.terminate();
      };
      const broken = (error: unknown): void =>
        giveUp(`the pattern could not be tried: ${error instanceof Error ? error.message : String(error)}`);
      const gone = (): void => giveUp("the pattern could not be tried: its thread ended");
      const hear = (said: Said): void => {
        if (said.id !== id) return;
        if (said.matches !== null) return settle({ is: said.matches ? "match" : "no-match" });
        clearTimeout(timer);
        // An answer that lies ready when this process gets round to it has come in time.
        timer = setTimeout(() => setImmediate(late), limitMs);
      };
      const late = (): void => {
        if (!isSettled) giveUp(`the pattern took longer than ${limitMs} ms`);
      };
      let timer = setTimeout(giveUp, beginMs, "the pattern could not be tried: its thread did not begin");
      worker.on("message", hear).on("error", broken).on("exit", gone).ref();
      worker.postMessage({ ...wanted, id } satisfies Wanted, []);
    });

  return ({ source, flags }, text) => {
    const matched = before.then(() => tryNow({ source, flags, text }));
    before = matched;
    return matched;
  };
}

interface Wanted {
  readonly id: number;
  readonly source: string;
  readonly flags: string;
  readonly text: string;
}

/** `matches` is null when the match begins. */
interface Said {
  readonly id: number;
  readonly matches: boolean | null;
}

function startWorker(): Worker {
  const program = `(${answerMatches.toString()})(require("node:worker_threads").parentPort);`;
  const worker = new Worker(program, {
    eval: true,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 64 },
  });
  worker.setMaxListeners(0);
  return worker;
}

/** Runs in the thread, from its own text: it may use nothing but its argument and the language. */
function answerMatches(port: MessagePort): void {
  port.on("message", ({ id, source, flags, text }: Wanted) => {
    port.postMessage({ id, matches: null } satisfies Said);
    port.postMessage({ id, matches: new RegExp(source, flags).test(text) } satisfies Said);
  });
}
