/**
 * When the next step of a run may begin. A step is what cannot be cut without loss: one call to the model with the
 * calls of its answer, one function that is looked for, one verdict.
 */
export interface Pace {
  /** Settles when the next step may begin; with false when none may, since the run is to stop. */
  next(): Promise<boolean>;
  /** Aborted once no further step is to begin: what only waits then ends at once. */
  readonly stopping: AbortSignal;
}

export interface PaceControl extends Pace {
  /** No step begins until `resume`; one that has begun is finished. */
  pause(): void;
  resume(): void;
  /** No further step begins, a pause ends. */
  stop(): void;
  readonly isPaused: () => boolean;
}

/**
 * A pace that is set from outside.
 *
 * @param told - `onHeld` when a step is first kept waiting, `onReleased` when it goes on; never twice in a row.
 */
export function createPace(told: {
  readonly onHeld: () => void;
  readonly onReleased: () => void;
}): PaceControl {
  const stopping = new AbortController();
  let pause: PromiseWithResolvers<void> | null = null;
  let held = false;
  const current = () => pause;
  const end = () => {
    pause?.resolve();
    pause = null;
  };
  return {
    stopping: stopping.signal,
    isPaused: () => pause !== null,
    pause() {
      if (!stopping.signal.aborted) pause ??= Promise.withResolvers<void>();
    },
    resume: end,
    stop() {
      stopping.abort();
      end();
    },
    async next() {
      for (let wait = current(); wait !== null; wait = current()) {
        if (!held) told.onHeld();
        held = true;
        await wait.promise;
      }
      if (held) told.onReleased();
      held = false;
      return !stopping.signal.aborted;
    },
  };
}
