import type { Plan } from "../../plan/plan.ts";
import type { Suite } from "../../suite/suite.ts";
import type { Lock, LockEntry } from "../lock.ts";
import { textHash } from "../lock.ts";
import { partsOfId, specNameOf } from "./example-ids.ts";

/** A spec as the lock is held against it. */
export interface LockedSpec {
  /** What its ids begin with: `shop/cart`. */
  readonly name: string;
  readonly plan: Plan;
  readonly suite: Suite;
}

/** A lock whose entries stand under the ids that their examples have today. */
export interface Claimed {
  readonly lock: Lock;
  readonly moves: readonly Move[];
  /** Ids of entries that no example of today claims, whatever it is called. */
  readonly unclaimed: readonly string[];
  readonly ambiguous: readonly Ambiguity[];
}

/** An example that the lock knows under another id. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Text and test are what they were: the red evidence stands. */
  readonly isSame: boolean;
  /** The requirement that it came from is there still. */
  readonly isHomeThere: boolean;
}

/** Entries and examples that say the same, and nothing that tells which belongs to which: none is matched. */
export interface Ambiguity {
  readonly entries: readonly string[];
  readonly examples: readonly string[];
}

/**
 * Finds the entries of examples whose id is another one now: their heading was reworded or moved, their spec renamed,
 * an id pinned. One to one, and only
 *
 * - where what the spec says and what the test does (its titles and its place left out) are both what they were, or
 * - where the kind and what goes in are: then the entry says what changed, and is no evidence.
 *
 * Of several that fit, the nearest is taken: in the same requirement, then in the same spec, then where the others of
 * its requirement went. Where that leaves more than one, none is.
 *
 * @param mayMove - false for an id whose owner could not be read: it may still be claimed.
 */
export function claimEntries(
  lock: Lock,
  specs: readonly LockedSpec[],
  mayMove: (id: string) => boolean = () => true,
): Claimed {
  const examples = specs.flatMap(examplesOf);
  const ids = new Set(examples.map(({ id }) => id));
  const names = specs.map(({ name }) => name);
  const unclaimed = [...lock.examples]
    .filter(([id]) => !ids.has(id))
    .map(([id, entry]) => ({ id, entry, ...partsOfId(id), spec: specNameOf(id, names) }));
  const free = {
    entries: unclaimed.filter(({ id, entry }) => entry.red !== "unbound" && mayMove(id)),
    examples: examples.filter(({ id, isUnbound }) => !isUnbound && !lock.examples.has(id)),
  };
  const { pairs, open } = matched(free);
  const homes = new Set(examples.map(({ requirement }) => requirement));
  const moves = pairs.map(({ from, to, isSame }) => ({
    from: from.id,
    to: to.id,
    isSame,
    isHomeThere: from.requirement !== null && homes.has(from.requirement),
  }));
  const newId = new Map(moves.map(({ from, to }) => [from, to]));
  const moved = [...lock.examples].map(([id, entry]) => [newId.get(id) ?? id, entry] as const);
  return {
    lock: moves.length === 0 ? lock : { ...lock, examples: new Map(moved) },
    moves,
    unclaimed: unclaimed.map(({ id }) => id).filter((id) => !newId.has(id)),
    ambiguous: open,
  };
}

interface FreeEntry {
  readonly id: string;
  readonly entry: LockEntry;
  readonly requirement: string | null;
  readonly tail: string | null;
  readonly spec: string | null;
}

interface FreeExample {
  readonly id: string;
  readonly requirement: string;
  readonly tail: string | null;
  readonly spec: string;
  readonly isUnbound: boolean;
  /** What the spec says and what the test does; worked out only where an entry is missing. */
  readonly said: () => string;
}

/** What is not matched yet. */
interface Free {
  readonly entries: readonly FreeEntry[];
  readonly examples: readonly FreeExample[];
}

function examplesOf({ name, plan, suite }: LockedSpec): FreeExample[] {
  const tests = new Map(suite.tests.map((test) => [test.example, test]));
  return plan.requirements.flatMap(({ id: requirement, examples }) =>
    examples.map((example) => ({
      id: example.id,
      requirement,
      tail: partsOfId(example.id).tail,
      spec: name,
      isUnbound: example.body.is === "unbound",
      said: once(() => sayingOf(textHash(example), tests.get(example.id)?.hash ?? "")),
    })),
  );
}

function once(work: () => string): () => string {
  let done: string | null = null;
  return () => (done ??= work());
}

function sayingOf(text: string, test: string): string {
  return `${text} ${test}`;
}

function savedSaying({ entry }: FreeEntry): string {
  return sayingOf(entry.text, entry.test);
}

interface Pair {
  readonly from: FreeEntry;
  readonly to: FreeExample;
  readonly isSame: boolean;
}

function matched(free: Free): { readonly pairs: readonly Pair[]; readonly open: readonly Ambiguity[] } {
  if (free.entries.length === 0 || free.examples.length === 0) return { pairs: [], open: [] };
  /** Where the examples of a requirement went; null for more than one place. */
  const went = new Map<string, string | null>();
  const same = pairUp(free, [savedSaying, ({ said }) => said()], went);
  const open = ambiguities(same.left);
  const [doubted, doubtful] = [
    new Set(open.flatMap(({ entries }) => entries)),
    new Set(open.flatMap(({ examples }) => examples)),
  ];
  // What fits several already is not given to one of them for less; and what goes into a call of the same name may
  // be another spec's affair, unless that spec is gone.
  const rest = {
    entries: same.left.entries.filter(({ id }) => !doubted.has(id)),
    examples: same.left.examples.filter(({ id }) => !doubtful.has(id)),
  };
  const changed = pairUp(rest, [({ tail }) => tail, ({ tail }) => tail], went, ({ spec }) => spec === null);
  return {
    pairs: [
      ...same.pairs.map(([from, to]) => ({ from, to, isSame: true })),
      ...changed.pairs.map(([from, to]) => ({ from, to, isSame: false })),
    ],
    open,
  };
}

type Key<Item> = (item: Item) => string | null;
type Keys = readonly [ofEntry: Key<FreeEntry>, ofExample: Key<FreeExample>];

/**
 * Pairs of the same key, the nearest first.
 *
 * @param went - where the examples of each requirement went; what is paired here is added.
 * @param mayLeave - whether an entry may be paired with an example of any spec.
 */
function pairUp(
  free: Free,
  [ofEntry, ofExample]: Keys,
  went: Map<string, string | null>,
  mayLeave: (entry: FreeEntry) => boolean = () => true,
): { readonly pairs: readonly (readonly [FreeEntry, FreeExample])[]; readonly left: Free } {
  const scopes: readonly Keys[] = [
    [({ requirement }) => requirement, ({ requirement }) => requirement],
    [({ spec }) => spec, ({ spec }) => spec],
    [(entry) => (mayLeave(entry) ? "" : null), () => ""],
    [({ requirement }) => went.get(requirement ?? "") ?? null, ({ requirement }) => requirement],
  ];
  const pairs: (readonly [FreeEntry, FreeExample])[] = [];
  let left = free;
  for (const [entryScope, exampleScope] of scopes) {
    const found = onlyPairs(left, [both(entryScope, ofEntry), both(exampleScope, ofExample)]);
    for (const [{ requirement }, to] of found) {
      if (requirement === null) continue;
      const before = went.get(requirement);
      went.set(requirement, before === undefined || before === to.requirement ? to.requirement : null);
    }
    const gone = new Set<FreeEntry | FreeExample>(found.flat());
    left = {
      entries: left.entries.filter((entry) => !gone.has(entry)),
      examples: left.examples.filter((example) => !gone.has(example)),
    };
    pairs.push(...found);
  }
  return { pairs, left };
}

function both<Item>(scope: Key<Item>, key: Key<Item>): Key<Item> {
  return (item) => {
    const where = scope(item);
    const what = where === null ? null : key(item);
    return where === null || what === null ? null : `${where}\n${what}`;
  };
}

/** Entries and examples of one key, where each side has a single one. */
function onlyPairs({ entries, examples }: Free, [ofEntry, ofExample]: Keys) {
  const byKey = Map.groupBy(entries, ofEntry);
  return [...Map.groupBy(examples, ofExample)].flatMap(([key, [example, another]]) => {
    const [entry, other] = byKey.get(key) ?? [];
    if (key === null || example === undefined || entry === undefined) return [];
    return another === undefined && other === undefined ? [[entry, example] as const] : [];
  });
}

function ambiguities({ entries, examples }: Free): Ambiguity[] {
  if (entries.length === 0) return [];
  const bySaying = Map.groupBy(entries, savedSaying);
  return [...Map.groupBy(examples, ({ said }) => said())].flatMap(([said, same]) => {
    const found = bySaying.get(said);
    if (found === undefined) return [];
    return [{ entries: found.map(({ id }) => id), examples: same.map(({ id }) => id) }];
  });
}
