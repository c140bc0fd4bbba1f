import type { Span } from "../../verdict/coverage.ts";

/** Offsets, and how often what lies between them ran. */
export type RanRange = readonly [from: number, to: number, count: number];

/**
 * Where a script ran, by V8's counts. Its ranges lie in each other or apart, and the innermost speaks for a place;
 * what no range speaks of did not run.
 *
 * @param functions - each with its ranges, the whole one first, as V8 lists them.
 */
export function ranSpans(functions: readonly (readonly RanRange[])[]): readonly Span[] {
  const spans: [number, number][] = [];
  const around: RanRange[] = [];
  let at = 0;
  const upTo = (to: number): void => {
    const [, , count = 0] = around.at(-1) ?? [];
    const last = spans.at(-1);
    if (count > 0 && to > at) {
      if (last?.[1] === at) last[1] = to;
      else spans.push([at, to]);
    }
    at = Math.max(at, to);
  };
  const close = (before: number): void => {
    for (let top = around.at(-1); top !== undefined && top[1] <= before; top = around.at(-1)) {
      upTo(top[1]);
      around.pop();
    }
  };
  // Equal ranges stay in V8's order: a function's own comes before a block that fills it.
  const outerFirst = functions.flat().toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
  for (const range of outerFirst) {
    close(range[0]);
    upTo(range[0]);
    around.push(range);
  }
  close(Number.POSITIVE_INFINITY);
  return spans;
}
