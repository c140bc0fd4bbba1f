import type { Line } from "../paint/line.ts";

/** The rows of the whole screen. */
export type Frame = readonly Line[];

/** Where what happens comes in, and frames come out. */
export interface Frames<Event> {
  /** Has the first effects done: once the first frame stands, so that nothing keeps it waiting. */
  readonly begin: () => void;
  readonly dispatch: (event: Event) => void;
  readonly frame: () => Frame;
  readonly subscribe: (changed: () => void) => () => void;
  /** Ends it: nothing is painted any more. */
  readonly close: () => void;
}

export interface FramesSettings<Model, Event, Effect> {
  readonly first: { readonly model: Model; readonly effects: readonly Effect[] };
  readonly update: (
    model: Model,
    event: Event,
  ) => { readonly model: Model; readonly effects: readonly Effect[] };
  readonly paint: (model: Model) => Frame;
  readonly perform: (effect: Effect, dispatch: (event: Event) => void) => void;
  /** True for what a person waits for: a key paints at once. All else is painted together, a few times a second. */
  readonly isUrgent: (event: Event) => boolean;
  /** Milliseconds between paints of what is not urgent. */
  readonly interval: number;
  /** Calls back after so many milliseconds; returns what takes it back. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Work ahead for the next key, done in the quiet moment behind a paint that a person waited for. */
  readonly prepare?: (model: Model) => void;
  /** Our own bug: an update or a view threw. Nothing is painted after it. */
  readonly onBug: (error: unknown) => void;
}

/** Milliseconds behind a paint in which nobody is likely to press the next key. */
const quietMs = 10;

/**
 * The model and its frames: an event changes the model at once; the screen follows at once for what is urgent, and
 * else at most every `interval`, so that a stream of events costs as much as its paints and not as its events.
 */
export function createFrames<Model, Event, Effect>(
  settings: FramesSettings<Model, Event, Effect>,
): Frames<Event> {
  let { model } = settings.first;
  let frame = settings.paint(model);
  let painted = model;
  let isClosed = false;
  let waiting: (() => void) | null = null;
  let preparing: (() => void) | null = null;
  const listeners = new Set<() => void>();

  const paint = () => {
    waiting?.();
    waiting = null;
    if (isClosed || painted === model) return;
    try {
      frame = settings.paint(model);
    } catch (error) {
      return fail(error);
    }
    painted = model;
    for (const changed of listeners) changed();
  };
  const fail = (error: unknown) => {
    close();
    settings.onBug(error);
  };
  const dispatch = (event: Event) => {
    if (isClosed) return;
    const before = model;
    let effects: readonly Effect[];
    try {
      ({ model, effects } = settings.update(model, event));
    } catch (error) {
      return fail(error);
    }
    if (settings.isUrgent(event)) {
      paint();
      prepareSoon();
    } else if (model !== before) waiting ??= settings.after(settings.interval, paint);
    for (const effect of effects) settings.perform(effect, dispatch);
  };
  const prepareSoon = () => {
    preparing?.();
    preparing =
      settings.prepare === undefined || isClosed
        ? null
        : settings.after(quietMs, () => {
            preparing = null;
            try {
              settings.prepare?.(model);
            } catch (error) {
              fail(error);
            }
          });
  };
  const close = () => {
    isClosed = true;
    preparing?.();
    preparing = null;
    waiting?.();
    waiting = null;
  };
  return {
    begin() {
      for (const effect of settings.first.effects) settings.perform(effect, dispatch);
    },
    dispatch,
    frame: () => frame,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    close,
  };
}
