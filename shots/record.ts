import type { Terminal } from "../test/support/terminal/terminal.ts";
import type { Shot } from "./svg.ts";

export interface Recording {
  /** What was shown from the start on, each picture for as long as it stood, within bounds. */
  stop(): readonly Shot[];
}

export interface RecordingBounds {
  /** Milliseconds: what stood for a shorter time is left out. */
  readonly shortest: number;
  /** Nobody waits longer for the next picture. */
  readonly longest: number;
  readonly last: number;
}

const usual: RecordingBounds = { shortest: 80, longest: 1_500, last: 3_000 };

/** Keeps what a terminal shows, picture by picture. */
export function record(terminal: Terminal, bounds: RecordingBounds = usual): Recording {
  const taken: { readonly cells: Shot["cells"]; readonly at: number }[] = [];
  const take = (at: number) => {
    const cells = terminal.cells();
    const last = taken.at(-1);
    if (last !== undefined && at - last.at < bounds.shortest)
      taken[taken.length - 1] = { cells, at: last.at };
    else taken.push({ cells, at });
  };
  take(performance.now());
  const stop = terminal.onOutput((_, at) => take(at));
  return {
    stop() {
      stop();
      return taken.map(({ cells, at }, index) => {
        const next = taken[index + 1];
        return {
          cells,
          ms: next === undefined ? bounds.last : Math.round(Math.min(bounds.longest, next.at - at)),
        };
      });
    },
  };
}
