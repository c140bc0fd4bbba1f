import type { Plan, Requirement } from "../../plan/plan.ts";
import { proseOf } from "../../spec/prose.ts";
import type { Spec } from "../../spec/spec.ts";
import { functionsOf } from "../../loop/wanted-functions.ts";
import type { ExampleForm } from "../examples/example-form.ts";
import { anyCalls } from "./any-calls.ts";
import type { AskedCall } from "./asked-call.ts";
import { argumentsIn, argumentsOf, shownCall } from "./asked-call.ts";
import { examplesOf } from "./ask-rivals.ts";
import type { Field } from "./field.ts";
import { fieldOf } from "./field.ts";
import { hintsOf } from "./hints.ts";
import type { Input } from "./input-pool.ts";
import { inputPool, sourceOf } from "./input-pool.ts";
import type { Hints } from "./near.ts";
import { optionsOf } from "./options.ts";
import type { Disagreement } from "./question.ts";
import type { RivalMemory } from "./rival-memory.ts";
import type { Candidate, Rival } from "./rivals.ts";
import { mutatedRivals, presentRival, proposedRivals, synthesisedRivals } from "./rivals.ts";
import type { RivalGround } from "./run-rivals.ts";
import { simplestSplit } from "./simplest-split.ts";
import { specHints } from "./spec-hints.ts";

/** What the search is given. */
export interface RefineGround extends RivalGround {
  readonly memory: RivalMemory;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** Requirements whose examples make the same call, the worst first; the form and the call of each. */
export type AskedTogether = readonly [AskedOne, ...(readonly AskedOne[])];

export interface AskedOne {
  readonly requirement: Requirement;
  readonly form: ExampleForm;
  readonly asked: AskedCall;
}

export interface SearchOptions {
  /** True for a call (`slugify("a")`) of a requirement that waits for later. */
  readonly isAsked: (requirement: string, call: string) => boolean;
  /** Further programs, proposed from outside. */
  readonly candidates: readonly Candidate[];
}

export type Found = (
  | { readonly question: Disagreement }
  /** Looked, and found nothing: why, in a few words that complete "nothing to ask: …". */
  | { readonly none: string }
  /** Could not look at all: why, in a few words. */
  | { readonly unseen: string }
) & {
  /** Labels of the candidates that do not load, or that an example refutes. */
  readonly dropped?: readonly string[];
};

/**
 * Looks for programs that fit every example of a function, the present code and small changes of it among them, that
 * give different results for one input: what the examples leave open.
 */
export async function findDisagreement(
  spec: Spec,
  plan: Plan,
  together: AskedTogether,
  { isAsked, candidates }: SearchOptions,
  ground: RefineGround,
): Promise<Found> {
  const [{ asked, requirement }] = together;
  const present = await ground.read(asked.subject);
  const prose = proseOf(spec.text);
  const spoken = specHints(prose);
  const rivals = [
    ...presentRival(present),
    ...proposedRivals(ground.sandbox.level === "none" ? [] : candidates, asked.subject),
    ...(ground.sandbox.level === "none" ? [] : changed(present, asked, spoken)),
    ...(await synthesised(plan, requirement, asked, present, prose, ground)),
  ];
  if (rivals.length === 0)
    return { unseen: `no program was found that fits its examples, and ${asked.subject} is not there yet` };
  const examples = examplesOf(plan, asked);
  const said = argumentsIn(examples, asked).map(({ args }) => args);
  const free = [...anyCalls(spec.text)].flatMap((call): Input[] => {
    const args = argumentsOf(asked, call);
    return args === null ? [] : [{ args, source: sourceOf(args) }];
  });
  const settled = new Set([...said.map(sourceOf), ...free.map(({ source }) => source)]);
  const isSettled = (input: Input): boolean => {
    const of = ownerOf(input, together);
    return settled.has(input.source) || isAsked(of.requirement.id, shownCall(of.asked, input.args));
  };
  const kept = ground.memory.inputs(asked, ground);
  const pools = [kept, freshPool(together, said, kept, rivals.length, hintsFor(present, asked, spoken))];
  const texts = new Set(rivals.map(({ text }) => text));
  let none = "";
  let dropped: Pick<Found, "dropped"> = {};
  for (const [at, pool] of pools.entries()) {
    if (pool.length === 0) continue;
    const field = await fieldOf(rivals, {
      examples,
      pool,
      free,
      asked,
      numbers: spoken.numbers,
      memory: ground.memory,
      ground,
      mayChange: ground.sandbox.level !== "none",
      mayBeWrong: at === pools.length - 1,
    });
    ground.memory.keep(asked, pool);
    if ("no" in field) return { unseen: field.no };
    const isOut = ({ source }: Candidate): boolean => field.refuted.has(source) || !texts.has(source);
    if (candidates.length > 0) dropped = { dropped: candidates.filter(isOut).map(({ label }) => label) };
    none = whyNone(field, pool, free.length > 0);
    const see = async (some: readonly Rival[], inputs: readonly Input[]) =>
      (await ground.memory.see(some, [], inputs, asked, ground)).map(({ outcomes }) => outcomes);
    const split = field.behaviours.length < 2 ? null : await simplestSplit(field, pool, isSettled, see);
    if (split === null) continue;
    const { form, requirement: own, asked: ownCall } = ownerOf(split.input, together);
    const call = shownCall(ownCall, split.input.args);
    const question: Disagreement = {
      is: "disagreement",
      id: `${own.id} ${call}`,
      spec: spec.file,
      line: own.place.line,
      requirement: { id: own.id, title: own.title },
      call,
      inputs: Object.fromEntries(
        split.input.args.map((value, at) => [form.inputs[at]?.name ?? "", sourceOf([value])]),
      ),
      also: form.also.map(({ name }) => name),
      options: optionsOf(split, field.rivals),
      programs: split.programs,
      ...(field.isFit ? {} : { isUnfit: true as const }),
    };
    return { question, ...dropped };
  }
  return { none, ...dropped };
}

const mostMutants = 120;

function changed(present: string | null, { subject }: AskedCall, { numbers }: Hints): readonly Rival[] {
  return presentRival(present).flatMap((rival) =>
    mutatedRivals(rival, subject, { most: mostMutants, numbers }),
  );
}

const withCode = { programs: 4, candidates: 4000, ms: 300 };
const withoutCode = { programs: 4, candidates: 20_000, ms: 1200 };

async function synthesised(
  plan: Plan,
  { id }: Requirement,
  { subject, columns }: AskedCall,
  present: string | null,
  prose: string,
  { now }: RefineGround,
): Promise<readonly Rival[]> {
  const wanted = functionsOf(plan, id).find(
    (one) => one.subject === subject && columns[0]?.source.startsWith(`${one.name}(`) === true,
  );
  const limits = present === null ? withoutCode : withCode;
  return wanted === undefined ? [] : synthesisedRivals(wanted, present, prose, limits, now);
}

function hintsFor(present: string | null, { subject }: AskedCall, spoken: Hints): Hints {
  const own: Hints = present === null ? { numbers: [], texts: [] } : hintsOf(present, subject);
  return {
    numbers: [...new Set([...own.numbers, ...spoken.numbers])],
    texts: [...new Set([...own.texts, ...spoken.texts])],
    patterns: own.patterns ?? [],
  };
}

/** Calls that are made in about half a second. */
const mostCalls = 9000;

/** Inputs near the examples of every requirement that makes the call, few where there are many to be put to. */
function freshPool(
  together: AskedTogether,
  said: readonly (readonly Input["args"][number][])[],
  kept: readonly Input[],
  rivals: number,
  hints: Hints,
): readonly Input[] {
  const room = Math.max(60, Math.min(200, Math.floor(mostCalls / Math.max(1, rivals))));
  const most = kept.length === 0 ? room : Math.ceil(room / 3);
  const own = together.flatMap(({ asked }) => asked.own);
  const longest = Math.max(...own.map(({ length }) => length));
  const fresh = inputPool(
    own.filter(({ length }) => length === longest),
    [...said, ...kept.map(({ args }) => args)],
    { hints, seed: 1, most },
  );
  return [...kept.slice(-2 * room), ...fresh];
}

/** The requirement of which an example is the nearest to the input; the worst of those that are equally near. */
function ownerOf({ source }: Input, together: AskedTogether): AskedOne {
  const distance = ({ asked }: AskedOne): number =>
    Math.min(...asked.own.map((args) => Math.abs(sourceOf(args).length - source.length)));
  const [first] = together;
  return together.reduce((best, one) => (distance(one) < distance(best) ? one : best), first);
}

function whyNone({ rivals, behaviours }: Field, pool: readonly Input[], hasFree: boolean): string {
  if (rivals.length === 0) return "no program was found that fits its examples";
  if (rivals.length === 1)
    return hasFree ? "what is open, the spec leaves open on purpose" : "only one program fits";
  return behaviours.length < 2
    ? `${rivals.length} programs that fit agree on ${pool.length} inputs`
    : `${rivals.length} programs that fit differ in nothing that would be worth an answer, on ${pool.length} inputs`;
}
