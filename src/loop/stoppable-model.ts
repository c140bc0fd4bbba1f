import type { Model } from "./model.ts";

export interface StopSettings {
  /** Aborted once the run is to stop after its step. */
  readonly stopping: AbortSignal;
  /** Milliseconds without a sign of life after which a call counts as one that will bring nothing any more. */
  readonly idleMs: number;
  /** Calls back after so many milliseconds; the function it gives calls that off. */
  readonly timer: (ms: number, callback: () => void) => () => void;
}

/**
 * A model whose call is let finish when the run is to stop, as long as something comes of it: what is silent, or
 * waits to be sent again, is given up.
 */
export function stoppable(model: Model, { stopping, idleMs, timer }: StopSettings): Model {
  return {
    name: model.name,
    async turn(request, io) {
      const controller = new AbortController();
      let stopIdle = () => {};
      let waits = false;
      const watch = () => {
        if (!stopping.aborted) return;
        stopIdle();
        if (waits) controller.abort();
        else stopIdle = timer(idleMs, () => controller.abort());
      };
      stopping.addEventListener("abort", watch, { once: true });
      watch();
      try {
        return await model.turn(request, {
          ...io,
          signal: AbortSignal.any([io.signal, controller.signal]),
          onBeat: () => {
            waits = false;
            watch();
            io.onBeat?.();
          },
          onRetry: (retry) => {
            waits = true;
            io.onRetry?.(retry);
            watch();
          },
        });
      } finally {
        stopping.removeEventListener("abort", watch);
        stopIdle();
      }
    },
  };
}
