/** Counts what a search evaluates, and stops it at a number of candidates or after some milliseconds. */
export interface Budget {
  /** One candidate more, evaluated on so many rows; `false` when there is no more to spend. */
  readonly take: (rows?: number) => boolean;
  readonly spent: () => number;
  /** Rows evaluated so far: what the search shares out among its ways, since candidates differ much in work. */
  readonly effort: () => number;
  readonly over: () => "candidates" | "ms" | undefined;
  /** True once some milliseconds have gone by since it was last: time for others to have their turn. */
  readonly isLong: () => boolean;
}

/** Milliseconds that a search takes at once. */
const stretch = 25;

/** The clock is read once in 256 candidates, so that reading it costs nothing. */
export function budgetOf(
  limits: { readonly candidates: number; readonly ms: number },
  now: () => number,
): Budget {
  const end = now() + limits.ms;
  let pause = now() + stretch;
  let isLong = false;
  let count = 0;
  let effort = 0;
  let over: "candidates" | "ms" | undefined;
  return {
    take: (rows = 1) => {
      if (over !== undefined) return false;
      count += 1;
      effort += rows;
      if (count >= limits.candidates) over = "candidates";
      else if ((count & 255) === 0) {
        const time = now();
        if (time >= end) over = "ms";
        isLong ||= time >= pause;
      }
      return over === undefined;
    },
    isLong: () => {
      if (!isLong) return false;
      isLong = false;
      pause = now() + stretch;
      return true;
    },
    spent: () => count,
    effort: () => effort,
    over: () => over,
  };
}
