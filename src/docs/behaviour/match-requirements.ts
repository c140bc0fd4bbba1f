import type { BehaviourExample, BehaviourRequirement } from "./behaviour.ts";

/**
 * Which requirement of before is which of now. The same id is the same requirement, so a pinned one always is. Of the
 * rest, one that has the examples of another, at least half of them, is that one under another heading or in another
 * place; then one of the same title; then, of those without examples, one that says the same.
 *
 * @returns for each of now the one of before.
 */
export function matchRequirements(
  before: readonly BehaviourRequirement[],
  after: readonly BehaviourRequirement[],
): ReadonlyMap<BehaviourRequirement, BehaviourRequirement> {
  const matches = new Map<BehaviourRequirement, BehaviourRequirement>();
  const taken = new Set<BehaviourRequirement>();
  const pair = (now: BehaviourRequirement, old: BehaviourRequirement): void => {
    if (matches.has(now) || taken.has(old)) return;
    matches.set(now, old);
    taken.add(old);
  };
  const byId = new Map(before.map((requirement) => [requirement.id, requirement]));
  for (const now of after) {
    const old = byId.get(now.id);
    if (old !== undefined) pair(now, old);
  }
  const left = {
    before: before.filter((requirement) => !taken.has(requirement)),
    after: after.filter((requirement) => !matches.has(requirement)),
  };
  for (const { now, old } of candidates(left.before, left.after)) pair(now, old);
  return matches;
}

interface Candidate {
  readonly now: BehaviourRequirement;
  readonly old: BehaviourRequirement;
  readonly score: number;
}

/** Pairs that could be one requirement, the likeliest first; equally likely ones in the order of the text. */
function candidates(
  before: readonly BehaviourRequirement[],
  after: readonly BehaviourRequirement[],
): readonly Candidate[] {
  // Only those that share something are compared: a folder that was renamed leaves thousands on both sides.
  const keys = new Map([...before, ...after].map((one) => [one, new Set(one.examples.map(exampleKey))]));
  const having = new Map<string, BehaviourRequirement[]>();
  for (const old of before) {
    for (const mark of marksOf(old, keys)) {
      const own = having.get(mark);
      if (own === undefined) having.set(mark, [old]);
      else own.push(old);
    }
  }
  const found = after.flatMap((now) => {
    const alike = [...marksOf(now, keys)].map((mark) => having.get(mark) ?? []);
    const telling = alike.filter((all) => all.length <= tellingAtMost).flat();
    return [...new Set(telling)].map((old) => ({ now, old, score: likeness(now, old, keys) }));
  });
  return found.filter(({ score }) => score > 0).toSorted((one, other) => other.score - one.score);
}

/** What more requirements than this share ("Errors" as a title) tells none from the others. */
const tellingAtMost = 50;

type Keys = ReadonlyMap<BehaviourRequirement, ReadonlySet<string>>;

/** The title, what a person checks, and each example. */
function marksOf(requirement: BehaviourRequirement, keys: Keys): ReadonlySet<string> {
  const { title, manual } = requirement;
  const manualMarks = manual === null ? [] : [`manual ${manual}`];
  return new Set([`title ${title}`, ...manualMarks, ...(keys.get(requirement) ?? [])]);
}

function likeness(now: BehaviourRequirement, old: BehaviourRequirement, keys: Keys): number {
  const [own, others] = [keys.get(now) ?? new Set<string>(), keys.get(old) ?? new Set<string>()];
  const shared = [...own].filter((key) => others.has(key)).length;
  const part = shared / Math.max(1, Math.min(own.size, others.size));
  const isSameTitle = now.title === old.title;
  const saysSame = own.size + others.size === 0 && now.manual !== null && now.manual === old.manual;
  if (part < 0.5 && !isSameTitle && !saysSame) return 0;
  return 4 * part + (isSameTitle ? 2 : 0) + (saysSame ? 2 : 0) + (now.spec === old.spec ? 1 : 0);
}

/** What makes two examples of different requirements the same one: what they do, and what they do it with. */
export function exampleKey({ kind, input, calls, text }: BehaviourExample): string {
  return JSON.stringify(kind === "unbound" ? [kind, text] : [input, calls]);
}
