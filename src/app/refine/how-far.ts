import type { NextQuestion, Settled } from "./refine.ts";

/** How far a search went that has nothing to ask: `nowhere` means that nothing is known of what is open. */
export type HowFar = "everywhere" | "partly" | "nowhere";

/** Reads from what is settled how far the search went; of a question that was found it says nothing. */
export function howFar({ settled }: Pick<NextQuestion, "settled">): HowFar {
  const unseen = settled.filter(({ looked }) => looked === false).length;
  if (unseen === 0) return "everywhere";
  return unseen < settled.length ? "partly" : "nowhere";
}

/** What is said first where there is nothing to ask, in one sentence. */
export const headlines: Readonly<Record<HowFar, string>> = {
  everywhere: "Nothing is left to ask, as far as greenbar can see.",
  partly: "Nothing is left to ask where greenbar could look.",
  nowhere: "greenbar could not look: nothing is known of what is open.",
};

/** Why nothing was found in a requirement. */
export function whySettled({ why, looked }: Pick<Settled, "why" | "looked">): string {
  return looked === false ? `could not look: ${why}` : why;
}
