import type { Line } from "../paint/line.ts";

/** Rows of what was laid out lately. */
export interface RowsCache<Key extends object> {
  /** The rows of `key` at that width, made when they are not known. */
  readonly rows: (key: Key, width: number, make: () => readonly Line[]) => readonly Line[];
}

/**
 * Remembers rows by identity and width, at most so many: a transcript may be scrolled through from end to end, and
 * only what is near the window is kept.
 */
export function createRowsCache<Key extends object>(most: number): RowsCache<Key> {
  const known = new Map<Key, { readonly width: number; readonly rows: readonly Line[] }>();
  return {
    rows(key, width, make) {
      const found = known.get(key);
      if (found !== undefined) known.delete(key);
      const entry = found?.width === width ? found : { width, rows: make() };
      known.set(key, entry);
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
      return entry.rows;
    },
  };
}
