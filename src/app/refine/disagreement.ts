import type { Input } from "./input-pool.ts";
import type { Outcome } from "./outcome.ts";
import { keyOf } from "./outcome.ts";

/** Programs that give the same for every input that was tried. */
export interface Behaviour {
  /** Indexes of the rivals that behave so, in their order. */
  readonly rivals: readonly number[];
  readonly outcomes: readonly Outcome[];
  /** How much it is worth to rule it out: 1 for a program that many would write by mistake. */
  readonly weight: number;
  /** How near the nearest of the rivals is. */
  readonly close: number;
}

/** An input on which behaviours differ, and what they give. */
export interface Split {
  readonly input: Input;
  readonly groups: readonly { readonly outcome: Outcome; readonly behaviours: readonly Behaviour[] }[];
  /** How many behaviours there are. */
  readonly programs: number;
  /** The weight of the behaviours that the answer rules out, on average over the answers that are likely. */
  readonly worth: number;
}

/**
 * Rivals by what they do. One that gives nothing comparable somewhere is left out: it hangs, or is no program that
 * anybody would mean.
 *
 * @param outcomes - a list for each rival, in the order of the inputs.
 * @param closeness - of each rival; what several come to weighs as much as these together, up to a limit.
 */
export function behavioursOf(
  outcomes: readonly (readonly Outcome[])[],
  closeness: readonly number[] = [],
): readonly Behaviour[] {
  const byKey = new Map<string, { rivals: number[]; outcomes: readonly Outcome[] }>();
  for (const [rival, own] of outcomes.entries()) {
    if (own.some(({ is }) => is === "nothing")) continue;
    const key = JSON.stringify(own.map(keyOf));
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, { rivals: [rival], outcomes: own });
    else same.rivals.push(rival);
  }
  return [...byKey.values()].map(({ rivals, outcomes: own }) => {
    const all = rivals.map((at) => closeness[at] ?? 1);
    const weight = all.reduce((sum, close) => sum + close, 0);
    return {
      rivals,
      outcomes: own,
      weight: closeness.length === 0 ? 1 : Math.min(heaviest, weight),
      close: Math.max(...all),
    };
  });
}

/** Ten programs that do the same are no ten times as likely. */
const heaviest = 3;

export interface SplitOptions {
  /** What is held to be as likely as all else together: what the code as it is does. Null where nothing is. */
  readonly present: Behaviour | null;
  /** True for an input that needs no more asking. */
  readonly isAsked: (input: Input) => boolean;
  /** What the answer has to be worth; nearly as much as the best when left out. */
  readonly worth?: number;
}

/**
 * The input whose answer rules out the most, and among nearly as good ones the simplest; null where all behave the
 * same. What the present code gives is held to be as likely as all else together.
 *
 * @param inputs - those that the behaviours' outcomes are of, in their order.
 */
export function bestSplit(
  behaviours: readonly Behaviour[],
  inputs: readonly Input[],
  { present, isAsked, worth: wanted }: SplitOptions,
): Split | null {
  const splits = inputs.flatMap((input, at): Split[] => {
    const groups = groupsAt(behaviours, at);
    return groups.length < 2 || isAsked(input) || isFarFetched(groups, present)
      ? []
      : [{ input, groups, programs: behaviours.length, worth: worthOf(groups, present) }];
  });
  const enough = wanted ?? Math.max(...splits.map(({ worth }) => worth)) * nearlyAsGood;
  const good = splits.filter(({ worth }) => worth >= enough);
  return good.toSorted((a, b) => costOf(a) - costOf(b))[0] ?? null;
}

/** How much of the best question's worth a simpler one has to have. */
export const nearlyAsGood = 0.75;

/** Long inputs, long results and many choices are hard on whoever has to decide. */
export function costOf({ input, groups }: Split): number {
  const results = groups.map(({ outcome }) => (outcome.is === "returns" ? outcome.text.length : 8));
  return input.source.length + Math.max(...results) / 2 + groups.length * 4;
}

function groupsAt(behaviours: readonly Behaviour[], at: number): Split["groups"] {
  const groups = new Map<string, { outcome: Outcome; behaviours: Behaviour[] }>();
  for (const behaviour of behaviours) {
    const outcome = behaviour.outcomes[at];
    if (outcome === undefined) continue;
    const group = groups.get(keyOf(outcome)) ?? { outcome, behaviours: [] };
    group.behaviours.push(behaviour);
    groups.set(keyOf(outcome), group);
  }
  return [...groups.values()];
}

function worthOf(groups: Split["groups"], present: Behaviour | null): number {
  const all = groups.reduce((sum, group) => sum + weightOf(group), 0);
  const own = present === null ? null : groups.find(({ behaviours }) => behaviours.includes(present));
  return groups.reduce((sum, group) => {
    const weight = weightOf(group);
    const share = weight / all;
    const likely = own === null ? share : (group === own ? 0.5 : 0) + share / 2;
    return sum + likely * (all - weight);
  }, 0);
}

/** Nobody asks for what does not end: it is worth less to rule that out. */
function weightOf({ outcome, behaviours }: Split["groups"][number]): number {
  const weight = behaviours.reduce((sum, behaviour) => sum + behaviour.weight, 0);
  return outcome.is === "hangs" ? weight / 2 : weight;
}

/**
 * Whether only programs that hardly anybody would write, or that do not end, differ from what the others, or the
 * likeliest, do there.
 */
function isFarFetched(groups: Split["groups"], present: Behaviour | null): boolean {
  const own = groups.find(({ behaviours }) => present !== null && behaviours.includes(present));
  const heavy = own ?? groups.toSorted((a, b) => weightOf(b) - weightOf(a))[0];
  return groups.every(
    (group) =>
      group === heavy ||
      group.outcome.is === "hangs" ||
      group.behaviours.every(({ close }) => close < farFetched),
  );
}

const farFetched = 0.4;
