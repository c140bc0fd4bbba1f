import type { Live } from "./live-value.ts";

/** The bits that it takes to say which of the distinct expected values each row has. */
export function informationOf(goal: readonly Live[]): number {
  const counts = new Map<string, number>();
  for (const value of goal) counts.set(JSON.stringify(value), (counts.get(JSON.stringify(value)) ?? 0) + 1);
  if (counts.size <= 2) return goal.length;
  const bits = [...counts.values()].map((count) => count * Math.log2(goal.length / count));
  // Values that are all their own say more than which row they stand on.
  const own = [...counts].filter(([, count]) => count === 1).map(([text]) => text.length);
  return [...bits, ...own].reduce((sum, value) => sum + value, 0);
}
