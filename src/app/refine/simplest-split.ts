import type { Split } from "./disagreement.ts";
import { bestSplit, costOf, nearlyAsGood } from "./disagreement.ts";
import type { Field } from "./field.ts";
import type { Input } from "./input-pool.ts";
import { sourceOf } from "./input-pool.ts";
import type { Outcome } from "./outcome.ts";
import type { Rival } from "./rivals.ts";
import { simpler } from "./simpler.ts";

/** What each rival gives for each input. */
export type SeeOutcomes = (
  rivals: readonly Rival[],
  inputs: readonly Input[],
) => Promise<readonly (readonly Outcome[])[]>;

/**
 * The best question of the pool, its input then made simpler as long as the answer stays worth nearly as much. Null
 * where nothing is worth asking.
 */
export async function simplestSplit(
  { rivals, behaviours, likeliest }: Field,
  pool: readonly Input[],
  isAsked: (input: Input) => boolean,
  see: SeeOutcomes,
): Promise<Split | null> {
  const first = bestSplit(behaviours, pool, { present: likeliest, isAsked });
  if (first === null) return null;
  let split = first;
  for (let round = 0; round < mostRounds && split.input.source.length > shortEnough; round += 1) {
    const inputs = simplerInputs(split.input, pool);
    if (inputs.length === 0) break;
    // One of each behaviour will do: the others gave the same so far.
    const some = behaviours.flatMap((behaviour) => rivals[behaviour.rivals[0] ?? 0] ?? []);
    const outcomes = await see(some, inputs);
    const here = behaviours.flatMap((behaviour, at) => {
      const own = outcomes[at] ?? [];
      return own.some(({ is }) => is === "nothing")
        ? []
        : [{ of: behaviour, now: { ...behaviour, outcomes: own } }];
    });
    const next = bestSplit(
      here.map(({ now }) => now),
      inputs,
      {
        present: here.find(({ of }) => of === likeliest)?.now ?? null,
        isAsked,
        worth: first.worth * nearlyAsGood,
      },
    );
    if (next === null || costOf(next) >= costOf(split)) break;
    split = next;
  }
  return split;
}

/** Each round starts a process. */
const mostRounds = 2;
const mostSimpler = 60;
/** Of what is so short, nothing simpler is worth the wait. */
const shortEnough = 6;

/** One step simpler, and two where there is room. */
function simplerInputs(input: Input, pool: readonly Input[]): readonly Input[] {
  const taken = new Set([input, ...pool].map(({ source }) => source));
  const steps = ({ args }: Input): readonly Input[] =>
    args
      .flatMap((value, at) => simpler(value).map((less) => args.with(at, less)))
      .map((list) => ({ args: list, source: sourceOf(list) }));
  const fresh = (inputs: readonly Input[]): readonly Input[] =>
    inputs.filter(({ source }) => !taken.has(source) && taken.add(source));
  const once = fresh(steps(input));
  return [...once, ...fresh(once.flatMap(steps))].slice(0, mostSimpler);
}
