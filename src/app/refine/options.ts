import type { Split } from "./disagreement.ts";
import { saidOf } from "./outcome.ts";
import type { Option } from "./question.ts";
import type { Rival } from "./rivals.ts";

/** What programs give at a split, the present code's first, then what most of them give; who gives it, shortest first. */
export function optionsOf({ groups }: Split, rivals: readonly Rival[]): readonly Option[] {
  const options = groups.flatMap(({ outcome, behaviours }): (Option & { readonly size: number })[] => {
    const said = saidOf(outcome);
    if (said === null) return [];
    const who = behaviours.flatMap((behaviour) => behaviour.rivals.map((at) => rivals[at]?.who ?? null));
    const says = who.map((name) => name ?? "the code as it is").toSorted((a, b) => a.length - b.length);
    return [{ ...said, says, isPresent: who.includes(null), size: behaviours.length }];
  });
  return options
    .toSorted((a, b) => Number(b.isPresent) - Number(a.isPresent) || b.size - a.size)
    .map(({ outcome, expected, says, isPresent }) => ({ outcome, expected, says, isPresent }));
}
