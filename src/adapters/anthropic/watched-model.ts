import type { Model, ModelAnswer, ModelFailure } from "../../loop/model.ts";

export interface WatchSettings {
  /** Milliseconds without a sign of life after which a call is given up. */
  readonly idleMs: number;
  /** Milliseconds that one call may take in all. */
  readonly wallMs: number;
  /** Calls back after so many milliseconds; the function it gives calls that off. */
  readonly timer: (ms: number, callback: () => void) => () => void;
}

/** A model whose calls end: a stream that stalls never settles by itself. */
export function withWatchdog(model: Model, { idleMs, wallMs, timer }: WatchSettings): Model {
  return {
    name: model.name,
    async turn(request, io) {
      const controller = new AbortController();
      const signal = AbortSignal.any([io.signal, controller.signal]);
      const stalled = Promise.withResolvers<ModelFailure>();
      const giveUp = (ms: number, what: string) => {
        controller.abort();
        stalled.resolve(failure(`${what} in ${Math.round(ms / 100) / 10} s`));
      };
      let stopIdle = () => {};
      const beat = () => {
        stopIdle();
        stopIdle = timer(idleMs, () => giveUp(idleMs, "Nothing came from the model"));
        io.onBeat?.();
      };
      const stopWall = timer(wallMs, () => giveUp(wallMs, "The model's answer did not end"));
      beat();
      try {
        const answer: Promise<ModelAnswer> = model.turn(request, {
          ...io,
          signal,
          onBeat: beat,
          onText: (text) => {
            if (!controller.signal.aborted) io.onText(text);
          },
        });
        // The inner call is told to stop, but not relied upon to do so.
        return await Promise.race([stalled.promise, answer]);
      } finally {
        stopIdle();
        stopWall();
      }
    },
  };
}

function failure(what: string): ModelFailure {
  return {
    is: "failed",
    kind: "stalled",
    message: `${what}; the call was given up. Nothing of it was used. Start \`run\` again: it goes on from here.`,
    retryable: true,
    retryAfterMs: null,
  };
}
