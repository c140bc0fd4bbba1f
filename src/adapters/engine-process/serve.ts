import type { Engine } from "../../app/engine/port.ts";
import type { FromEngine, ToEngine } from "./messages.ts";

/** The channel to the process that asks: what `process` is in a child with one. */
export interface Channel {
  readonly on: (event: "message", listen: (message: ToEngine) => void) => unknown;
  readonly send: (message: FromEngine) => void;
}

/**
 * Answers what comes over the channel, several at once; a request that was cancelled comes back as refused.
 *
 * @param explain - what a person is told of an error.
 * @returns what stops everything that is worked on, and settles once it has stopped.
 */
export function serveEngine(
  engine: Engine,
  channel: Channel,
  explain: (error: unknown) => { readonly message: string; readonly advice: readonly string[] },
): () => Promise<void> {
  const working = new Map<number, { readonly abort: AbortController; readonly done: Promise<void> }>();
  channel.on("message", (message) => {
    if (message.is === "cancel") {
      working.get(message.id)?.abort.abort();
      return;
    }
    const { id, request } = message;
    const abort = new AbortController();
    const done = engine
      .ask(request, {
        signal: abort.signal,
        progress: (step, done, total) => channel.send({ id, is: "progress", step, done, total }),
        seen: (example, outcome) => channel.send({ id, is: "seen", example, outcome }),
      })
      .then(
        (answered) => channel.send({ id, is: "answered", answered }),
        (error: unknown) => {
          const { message, advice } = explain(error);
          channel.send({ id, is: "refused", message, advice });
        },
      )
      .finally(() => working.delete(id));
    working.set(id, { abort, done });
  });
  return async () => {
    const all = [...working.values()];
    for (const { abort } of all) abort.abort();
    await Promise.allSettled(all.map(({ done }) => done));
  };
}
