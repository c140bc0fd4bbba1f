import * as fc from "fast-check";
import type { Value } from "../../spec/value.ts";
import { literal } from "../../suite/literal.ts";
import type { Hints } from "./near.ts";
import { near } from "./near.ts";
import { valuesLike } from "./values-like.ts";

/** What a call could be tried with: its arguments, and the text of them as a call writes them. */
export interface Input {
  readonly args: readonly Value[];
  readonly source: string;
}

export interface PoolSettings {
  readonly hints: Hints;
  /** The same seed draws the same inputs. */
  readonly seed: number;
  /** At most so many. */
  readonly most: number;
}

/**
 * Inputs that might tell programs apart, the simplest first: those one step from an example's, those put together
 * from two examples, and some that fast-check draws from their kinds. None that an example has already.
 *
 * @param own - the arguments of a requirement's examples; each list as long as the call is.
 * @param known - the arguments of all examples of the same function.
 */
export function inputPool(
  own: readonly (readonly Value[])[],
  known: readonly (readonly Value[])[],
  { hints, seed, most }: PoolSettings,
): readonly Input[] {
  const taken = new Set(known.map(sourceOf));
  const steps = roundRobin(own.map((args) => stepsFrom(args, hints)));
  const crossed = own.flatMap((args) =>
    own.flatMap((others) => args.map((_, at) => args.with(at, others[at] ?? { t: "undefined" }))),
  );
  const fresh = (lists: readonly (readonly Value[])[]): readonly Input[] =>
    lists.flatMap((args) => {
      const source = sourceOf(args);
      if (taken.has(source) || source.length > longestSource) return [];
      taken.add(source);
      return { args, source };
    });
  const small = chosen(fresh([...steps, ...crossed]), Math.ceil(most * 0.6));
  return [...small, ...chosen(fresh(drawn(own, hints, seed, most)), most - small.length)].toSorted(
    (a, b) => a.source.length - b.source.length,
  );
}

/** A question about more than this is no small one. */
const longestSource = 160;

/** The text of a call's arguments. */
export function sourceOf(args: readonly Value[]): string {
  return args.map((value) => literal(value)).join(", ");
}

function stepsFrom(args: readonly Value[], hints: Hints): readonly (readonly Value[])[] {
  return roundRobin(args.map((value, at) => near(value, hints).map((other) => args.with(at, other))));
}

/** One of each in turn, so that no example and no argument crowds out the others. */
function roundRobin<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

function drawn(
  own: readonly (readonly Value[])[],
  hints: Hints,
  seed: number,
  most: number,
): readonly (readonly Value[])[] {
  const [first] = own;
  if (first === undefined || first.length === 0) return [];
  const like = first.map((_, at) =>
    valuesLike(
      own.flatMap((args) => args[at] ?? []),
      hints,
    ),
  );
  const known = like.filter((arbitrary) => arbitrary !== null);
  return known.length < like.length ? [] : fc.sample(fc.tuple(...known), { seed, numRuns: most });
}

/** Two thirds from the front, where the small steps stand, one third from all over the rest. */
function chosen<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const front = Math.ceil((most * 2) / 3);
  const rest = all.slice(front);
  const stride = rest.length / (most - front);
  const spread = Array.from({ length: most - front }, (_, at) => rest[Math.floor(at * stride)]);
  return [...all.slice(0, front), ...spread.flatMap((each) => each ?? [])];
}
