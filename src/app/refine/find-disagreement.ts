import type { Plan, Requirement } from "../../plan/plan.ts";
import { proseOf } from "../../spec/prose.ts";
import type { Spec } from "../../spec/spec.ts";
import type { Value } from "../../spec/value.ts";
import type { WantedFunction } from "../../loop/wanted-functions.ts";
import { callsOf, functionsOf } from "../../loop/wanted-functions.ts";
import { readPlainCall } from "../../loop/plain-call.ts";
import type { ExampleForm } from "../examples/example-form.ts";
import { anyCalls } from "./any-calls.ts";
import type { Asked, Outcome, RivalGround } from "./ask-rivals.ts";
import type { Behaviour, Split } from "./disagreement.ts";
import { behavioursOf, bestSplit, costOf, nearlyAsGood } from "./disagreement.ts";
import { hintsOf } from "./hints.ts";
import type { Input } from "./input-pool.ts";
import { inputPool, sourceOf } from "./input-pool.ts";
import type { Disagreement, Option } from "./question.ts";
import type { RivalMemory } from "./rival-memory.ts";
import type { Rival } from "./rivals.ts";
import { mutatedRivals, synthesisedRivals } from "./rivals.ts";
import { simpler } from "./simpler.ts";

/** What the search is given. */
export interface RefineGround extends RivalGround {
  readonly memory: RivalMemory;
  /** A subject's text; null where it is not there. */
  readonly read: (path: string) => Promise<string | null>;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** Why there is no question, in a few words that complete "nothing to ask: …". */
export type Found = { readonly question: Disagreement } | { readonly none: string };

/**
 * Looks for programs that fit every example of a requirement's function, the present code and small changes of it
 * among them, that give different results for one input: what the examples leave open.
 *
 * @param form - the requirement's own form for one more example.
 * @param isAsked - true for a call (`slugify("a")`) that waits for later.
 */
export async function findDisagreement(
  spec: Spec,
  plan: Plan,
  requirement: Requirement,
  form: ExampleForm | null,
  isAsked: (call: string) => boolean,
  ground: RefineGround,
): Promise<Found> {
  const wanted = functionsOf(plan, requirement.id).find(({ name }) => takes(form, name));
  if (form === null || wanted === undefined)
    return { none: "its examples are no plain calls with plain values" };
  const asked = askedOf(plan, wanted);
  if (asked === null)
    return { none: `${wanted.name} is reached in a way that no other module can stand in for` };
  const present = await ground.read(wanted.subject);
  const rivals = [
    ...(present === null || ground.sandbox.level === "none"
      ? presentOnly(present)
      : mutatedRivals(present, wanted.subject, mostMutants)),
    ...(await synthesisedRivals(wanted, present, proseOf(spec.text), limits, ground.now)),
  ];
  const misfits = await ground.memory.misfits(rivals, plan, asked, ground);
  if (misfits.every((own) => own === null)) return { none: "nothing answered in time" };
  const fit = fitting(rivals, misfits);
  if (fit.length < 2) {
    return {
      none: fit.length === 0 ? "no program was found that fits its examples" : "only one program fits",
    };
  }
  const known = argsOf(wanted, plan.requirements);
  const free = freeInputs(spec.text, wanted.name);
  const left = await agreeing(fit, free, asked, ground);
  if (left.length < 2) return { none: "what is open, the spec leaves open on purpose" };
  const pool = poolFor(known, requirement, wanted, form, present);
  const callOf = ({ source }: Input): string => `${asked.use.local}(${source})`;
  const said = new Set([...known.map(sourceOf), ...free.map(({ source }) => source)]);
  const isSettled = (input: Input): boolean => said.has(input.source) || isAsked(callOf(input));
  const split = await searchPool(left, pool, isSettled, asked, ground);
  if (split === null) return { none: `${left.length} programs that fit agree on ${pool.length} inputs` };
  const call = callOf(split.input);
  return {
    question: {
      is: "disagreement",
      id: `${requirement.id} ${call}`,
      spec: spec.file,
      line: requirement.place.line,
      requirement: { id: requirement.id, title: requirement.title },
      call,
      inputs: inputsOf(form, split.input),
      options: optionsOf(split, left),
      programs: split.programs,
    },
  };
}

/**
 * Those that fit every example. Where the present code itself does not, its small changes are still asked about as
 * long as they fit what it fits: what it does elsewhere is no better known for that.
 */
function fitting(
  rivals: readonly Rival[],
  misfits: readonly (ReadonlySet<string> | null)[],
): readonly Rival[] {
  const present = rivals.findIndex(({ who }) => who === null);
  const known = misfits[present] ?? new Set<string>();
  return rivals.filter((_, at) => {
    const own = misfits[at] ?? null;
    return own !== null && [...own].every((id) => known.has(id));
  });
}

const mostMutants = 80;
const mostInputs = 160;
const limits = { programs: 4, candidates: 20_000, ms: 1500 };

function presentOnly(text: string | null): readonly Rival[] {
  return text === null ? [] : [{ who: null, text }];
}

/** The inputs of which the spec says that any result will do. */
function freeInputs(text: string, name: string): readonly Input[] {
  return [...anyCalls(text)].flatMap((call): Input[] => {
    const read = readPlainCall(call);
    return read?.name === name ? [{ args: read.args, source: sourceOf(read.args) }] : [];
  });
}

/** Those that do there what the present code does, or the first of them: what else they may do was not asked for. */
async function agreeing(
  fit: readonly Rival[],
  free: readonly Input[],
  asked: Asked,
  ground: RivalGround & { readonly memory: RivalMemory },
): Promise<readonly Rival[]> {
  if (free.length === 0) return fit;
  const outcomes = await ground.memory.outcomes(fit, free, asked, ground);
  const keys = outcomes.map((own) =>
    JSON.stringify(own.map((outcome) => ("key" in outcome ? outcome.key : null))),
  );
  const present = Math.max(
    0,
    fit.findIndex(({ who }) => who === null),
  );
  return fit.filter((_, at) => keys[at] === keys[present]);
}

/**
 * A few inputs from all over the pool first, and more only as long as they show no difference that is worth asking
 * about: many programs on many inputs take their time.
 */
async function searchPool(
  rivals: readonly Rival[],
  pool: readonly Input[],
  isSettled: (input: Input) => boolean,
  asked: Asked,
  ground: RefineGround,
): Promise<Split | null> {
  const isSmall = rivals.length * pool.length <= quickly;
  const few = isSmall ? pool : pool.filter((_, at) => at % 3 === 0);
  const more = isSmall ? [] : pool.filter((_, at) => at % 3 !== 0);
  const outcomes = await ground.memory.outcomes(rivals, few, asked, ground);
  const behaviours = behavioursOf(outcomes);
  const isWorthIt = behaviours.length > rivals.length / 8;
  const first = await simplestSplit(behaviours, rivals, few, isSettled, asked, ground);
  if (isSmall || (first !== null && isWorthIt)) return first;
  const others = await ground.memory.outcomes(rivals, more, asked, ground);
  const all = behavioursOf(rivals.map((_, at) => [...(outcomes[at] ?? []), ...(others[at] ?? [])]));
  return simplestSplit(all, rivals, [...few, ...more], isSettled, asked, ground);
}

/** Calls that are made in well under a second. */
const quickly = 4000;

/** The best question of the pool, its input then made simpler as long as the answer stays worth nearly as much. */
async function simplestSplit(
  behaviours: readonly Behaviour[],
  fit: readonly Rival[],
  pool: readonly Input[],
  isAsked: (input: Input) => boolean,
  asked: Asked,
  ground: RefineGround,
): Promise<Split | null> {
  const isPresent = ({ rivals }: Behaviour): boolean => rivals.some((at) => fit[at]?.who === null);
  const present = behaviours.find(isPresent) ?? null;
  const first = bestSplit(behaviours, pool, { present, isAsked });
  if (first === null) return null;
  let split = first;
  for (let round = 0; round < mostRounds; round += 1) {
    const inputs = simplerInputs(split.input).slice(0, mostSimpler);
    // One of each behaviour will do: the others gave the same so far.
    const some = behaviours.map(({ rivals }) => fit[rivals[0] ?? 0]).filter((rival) => rival !== undefined);
    const outcomes = await ground.memory.outcomes(some, inputs, asked, ground);
    const here = behaviours
      .map(({ rivals }, at) => ({ rivals, outcomes: outcomes[at] ?? [] }))
      .filter((behaviour) => behaviour.outcomes.every(({ is }) => is !== "nothing"));
    const next = bestSplit(here, inputs, {
      present: here.find(isPresent) ?? null,
      isAsked,
      worth: first.worth * nearlyAsGood,
    });
    if (next === null || costOf(next) >= costOf(split)) break;
    split = next;
  }
  return split;
}

const mostRounds = 4;
const mostSimpler = 40;

function simplerInputs({ args }: Input): readonly Input[] {
  return args
    .flatMap((value, at) => simpler(value).map((less) => args.with(at, less)))
    .map((list) => ({ args: list, source: sourceOf(list) }));
}

/** The form's call is a plain one of the function, its arguments the form's fields in order. */
function takes(form: ExampleForm | null, name: string): boolean {
  if (form === null || form.also.length > 0) return false;
  const match = /^([^(]+)\(([^()]*)\)$/.exec(form.call.trim());
  const given = (match?.[2] ?? "").split(",").map((word) => word.trim().replace(/\?$/, ""));
  const names = form.inputs.map((field) => field.name);
  const isSame = names.length === 0 ? given.join("") === "" : names.join(",") === given.join(",");
  return match?.[1] === name && isSame;
}

function askedOf(plan: Plan, { name, subject }: WantedFunction): Asked | null {
  const use = plan.requirements
    .flatMap(({ examples }) => examples)
    .flatMap(({ uses }) => uses)
    .find((found) => found.subject === subject && found.local === name);
  return use === undefined || !/\.[cm]?[jt]sx?$/.test(subject) ? null : { subject, use };
}

/** The arguments of every example of these requirements that calls the function. */
function argsOf(
  { name, subject }: WantedFunction,
  requirements: readonly Requirement[],
): readonly (readonly Value[])[] {
  return requirements
    .flatMap(({ examples }) => examples)
    .flatMap(callsOf)
    .filter((call) => call.name === name && call.subject === subject)
    .map(({ example }) => example.args);
}

function poolFor(
  known: readonly (readonly Value[])[],
  requirement: Requirement,
  wanted: WantedFunction,
  form: ExampleForm,
  present: string | null,
): readonly Input[] {
  const own = argsOf(wanted, [requirement]);
  const longest = Math.min(Math.max(...own.map(({ length }) => length)), form.inputs.length);
  const hints = present === null ? { numbers: [], texts: [] } : hintsOf(present, wanted.subject);
  return inputPool(
    own.filter(({ length }) => length === longest),
    known,
    { hints, seed: 1, most: mostInputs },
  );
}

function inputsOf(form: ExampleForm, { args }: Input): Readonly<Record<string, string>> {
  return Object.fromEntries(args.map((value, at) => [form.inputs[at]?.name ?? "", sourceOf([value])]));
}

function optionsOf({ groups }: Split, fit: readonly Rival[]): readonly Option[] {
  const options = groups.flatMap(({ outcome, behaviours }): (Option & { size: number })[] => {
    const said = saidOf(outcome);
    if (said === null) return [];
    const who = behaviours.flatMap(({ rivals }) => rivals.map((at) => fit[at]?.who ?? null));
    const isPresent = who.includes(null);
    const names = who.map((name) => name ?? "the code as it is");
    return [
      { ...said, says: names.toSorted((a, b) => a.length - b.length), isPresent, size: behaviours.length },
    ];
  });
  return options
    .toSorted((a, b) => Number(b.isPresent) - Number(a.isPresent) || b.size - a.size)
    .map(({ outcome, expected, says, isPresent }) => ({ outcome, expected, says, isPresent }));
}

function saidOf(outcome: Outcome): Pick<Option, "outcome" | "expected"> | null {
  switch (outcome.is) {
    case "returns":
      return { outcome: "returns", expected: outcome.text };
    case "throws":
      return { outcome: "throws", expected: outcome.name };
    case "nothing":
      return null;
  }
}
