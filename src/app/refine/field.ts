import type { Example } from "../../plan/plan.ts";
import type { AskedCall } from "./asked-call.ts";
import { argumentsIn } from "./asked-call.ts";
import type { Seen } from "./ask-rivals.ts";
import type { Behaviour } from "./disagreement.ts";
import { behavioursOf } from "./disagreement.ts";
import type { Input } from "./input-pool.ts";
import { sourceOf } from "./input-pool.ts";
import { keyOf } from "./outcome.ts";
import type { RivalMemory } from "./rival-memory.ts";
import type { Rival } from "./rivals.ts";
import { mutatedRivals } from "./rivals.ts";
import type { RivalGround } from "./run-rivals.ts";

/** The programs that are still possible, by what they do. */
export interface Field {
  readonly rivals: readonly Rival[];
  readonly behaviours: readonly Behaviour[];
  /** What is held to be the likeliest; null where nothing is. */
  readonly likeliest: Behaviour | null;
  /** False where none was found that does what every example says: these are wrong as the present code is. */
  readonly isFit: boolean;
  /** Texts of rivals that an example refutes, or that cannot be run. */
  readonly refuted: ReadonlySet<string>;
}

export interface FieldSettings {
  readonly examples: readonly Example[];
  /** Those that the outcomes of behaviours are of come first; what is beyond is looked at for choosing only. */
  readonly pool: readonly Input[];
  /** Inputs of which the spec says that any result will do. */
  readonly free: readonly Input[];
  readonly asked: AskedCall;
  readonly numbers: readonly number[];
  readonly memory: RivalMemory;
  readonly ground: RivalGround;
  /** Whether changes of the present code may be run at all. */
  readonly mayChange: boolean;
  /** Whether programs that an example refutes will do where those that fit do not differ. */
  readonly mayBeWrong: boolean;
}

/** `no`: why there are none to choose between, in a few words. */
export type FieldOrNot = Field | { readonly no: string };

/**
 * Puts rivals to the examples and to a pool of inputs, and keeps those that are possible: that do what every example
 * says. Where the present code does not, some small change of it may: then that is what was meant, more or less, and
 * small changes of that are rivals as well. Where none does, those stay that are wrong just as the present code is:
 * what they do elsewhere is no better known for that.
 */
export async function fieldOf(rivals: readonly Rival[], settings: FieldSettings): Promise<FieldOrNot> {
  const { pool, free, examples, asked, memory, ground } = settings;
  const said = argumentsIn(examples, asked).slice(0, mostSaid);
  const inputs = [...pool, ...free, ...said.map(({ args }) => ({ args, source: sourceOf(args) }))];
  const see = (all: readonly Rival[]): Promise<readonly Seen[]> =>
    memory.see(all, examples, inputs, asked, ground);
  let known = await seen(rivals);
  if (known.every(({ misfits }) => misfits === null)) return { no: "nothing answered in time" };
  const present = known.find(({ rival }) => rival.who === null) ?? null;
  if (present !== null && isRefuted(present) && settings.mayChange) {
    const bases = basesOf(known, present);
    const more = bases.flatMap(({ rival }) =>
      mutatedRivals(rival, asked.subject, { most: mostOfBase, numbers: settings.numbers }),
    );
    const texts = new Set(rivals.map(({ text }) => text));
    known = [...known, ...(await seen(more.filter(({ text }) => !texts.has(text) && texts.add(text))))];
  }
  const right = known.filter(({ misfits }) => misfits?.size === 0);
  const refuted = new Set(known.flatMap((one) => (isRefuted(one) ? one.rival.text : [])));
  const isKnown = right.some(({ rival }) => rival.close >= likely);
  const isFit = present === null || !isRefuted(present) || isKnown || differ(right) || !settings.mayBeWrong;
  const still = isFit ? right : stillLike(known, present, said, pool.length + free.length);
  const fit = agreeing(still, pool.length, free.length);
  const behaviours = behavioursOf(
    fit.map(({ outcomes }) => outcomes.slice(0, pool.length)),
    fit.map(({ rival }) => rival.close),
  );
  return {
    rivals: fit.map(({ rival }) => rival),
    behaviours,
    likeliest: likeliestOf(behaviours, fit),
    isFit,
    refuted,
  };

  async function seen(all: readonly Rival[]): Promise<readonly Known[]> {
    const found = await see(all);
    return all.flatMap((rival, at) => {
      const own = found[at];
      return own === undefined ? [] : [{ rival, ...own }];
    });
  }
}

/** How close a program has to be for it to be what was meant. */
const likely = 0.4;

const mostSaid = 40;
const mostBases = 3;
const mostOfBase = 60;

interface Known extends Seen {
  readonly rival: Rival;
}

function isRefuted({ misfits }: Known): boolean {
  return misfits?.size !== 0;
}

/** The changes of the present code that mend the most of it, those that behave alike counted once. */
function basesOf(known: readonly Known[], present: Known | null): readonly Known[] {
  const all = present?.misfits?.size ?? Infinity;
  const better = known
    .filter(({ misfits }) => misfits !== null && misfits.size < all)
    .toSorted((a, b) => (a.misfits?.size ?? 0) - (b.misfits?.size ?? 0) || b.rival.close - a.rival.close);
  const least = better[0]?.misfits?.size;
  const alike = new Set<string>();
  return better
    .filter(({ misfits, outcomes }) => {
      const key = JSON.stringify(outcomes.map(keyOf));
      return misfits?.size === least && !alike.has(key) && alike.add(key);
    })
    .slice(0, mostBases);
}

/** Those that are wrong just as the present code is, and nowhere else as far as examples go. */
function stillLike(
  known: readonly Known[],
  present: Known,
  said: readonly { readonly id: string }[],
  saidFrom: number,
): readonly Known[] {
  const wrong = present.misfits ?? new Set<string>();
  const refuted = said.flatMap(({ id }, at) => (wrong.has(id) ? [saidFrom + at] : []));
  const does = ({ outcomes }: Known): string =>
    JSON.stringify(refuted.map((at) => keyOf(outcomes[at] ?? { is: "nothing" })));
  const own = does(present);
  return known.filter(
    (one) => one.misfits !== null && [...one.misfits].every((id) => wrong.has(id)) && does(one) === own,
  );
}

function differ(known: readonly Known[]): boolean {
  return new Set(known.map(({ outcomes }) => JSON.stringify(outcomes.map(keyOf)))).size > 1;
}

/** Those that do what the present code does where any result will do, or the first of them: the rest was not asked for. */
function agreeing(fit: readonly Known[], from: number, count: number): readonly Known[] {
  if (count === 0) return fit;
  const does = ({ outcomes }: Known): string => JSON.stringify(outcomes.slice(from, from + count).map(keyOf));
  const first = fit.find(({ rival }) => rival.who === null) ?? fit[0];
  return first === undefined ? fit : fit.filter((one) => does(one) === does(first));
}

/** What the present code does; where it is refuted, the one small change of it that is not. */
function likeliestOf(behaviours: readonly Behaviour[], fit: readonly Known[]): Behaviour | null {
  const has = (wanted: (one: Known) => boolean): readonly Behaviour[] =>
    behaviours.filter(({ rivals }) => rivals.some((at) => fit[at] !== undefined && wanted(fit[at])));
  const [present] = has(({ rival, misfits }) => rival.who === null && misfits?.size === 0);
  return present ?? null;
}
