/** Milliseconds of a session's own time. */
export interface Stopwatch {
  readonly elapsed: () => number;
  go(): void;
  /** Time stands still until `go`. */
  halt(): void;
}

/**
 * A stopwatch that stands at 0 until `go`.
 *
 * @param now - monotonic milliseconds.
 */
export function createStopwatch(now: () => number): Stopwatch {
  let before = 0;
  let since: number | null = null;
  const elapsed = () => before + (since === null ? 0 : now() - since);
  return {
    elapsed,
    go() {
      since ??= now();
    },
    halt() {
      before = elapsed();
      since = null;
    },
  };
}
