import type { BehaviourExample, BehaviourRequirement } from "./behaviour.ts";
import { exampleKey } from "./match-requirements.ts";

/** An example with the requirement that it stands under. */
export interface Placed {
  readonly example: BehaviourExample;
  readonly requirement: BehaviourRequirement;
}

/**
 * Which example of before is which of now: first by id, then, step by step, by what it does, in the same requirement
 * before any other, and at last by its name or by being the only one of its kind that changed.
 *
 * @param matches - for each requirement of now the one of before.
 * @returns for each example of now the one of before.
 */
export function matchExamples(
  before: readonly BehaviourRequirement[],
  after: readonly BehaviourRequirement[],
  matches: ReadonlyMap<BehaviourRequirement, BehaviourRequirement>,
): ReadonlyMap<BehaviourExample, Placed> {
  const found = new Map<BehaviourExample, Placed>();
  const taken = new Set<BehaviourExample>();
  const then = before.flatMap(placed);
  const now = after.flatMap(placed);
  const pairBy = (keyOf: KeyOf, isAlone: boolean): void => {
    const open = Map.groupBy(
      then.filter(({ example }) => !taken.has(example)),
      (one) => keyOf(one, one.requirement),
    );
    const wanting = Map.groupBy(
      now.filter(({ example }) => !found.has(example)),
      (one) => keyOf(one, matches.get(one.requirement) ?? one.requirement),
    );
    for (const [key, ours] of wanting) {
      const theirs = key === null ? [] : (open.get(key) ?? []);
      if (isAlone && (ours.length !== 1 || theirs.length !== 1)) continue;
      for (const [at, { example }] of ours.entries()) {
        const other = theirs[at];
        if (other === undefined) break;
        found.set(example, other);
        taken.add(other.example);
      }
    }
  };
  for (const { keyOf, isAlone } of steps) pairBy(keyOf, isAlone);
  return found;
}

/** What two examples must share to be one; null for one that this way finds none. `under` is a requirement of before. */
type KeyOf = (placed: Placed, under: BehaviourRequirement) => string | null;

const steps: readonly { readonly keyOf: KeyOf; readonly isAlone: boolean }[] = [
  { keyOf: ({ example }) => example.id, isAlone: false },
  // The result too: of the same call twice, the one that stayed is not the one that changed.
  { keyOf: ({ example }, { id }) => `${id} ${exampleKey(example)} ${example.says}`, isAlone: false },
  { keyOf: ({ example }, { id }) => `${id} ${exampleKey(example)}`, isAlone: false },
  { keyOf: ({ example }) => `${exampleKey(example)} ${example.says}`, isAlone: false },
  { keyOf: ({ example }) => exampleKey(example), isAlone: false },
  { keyOf: ({ example }, { id }) => `${id} ${example.kind} ${example.title}`, isAlone: true },
  { keyOf: ({ example }, { id }) => (isWhole(example) ? `${id} ${example.kind}` : null), isAlone: true },
];

/** Kinds that are edited as a whole: what goes in does not make them what they are, as it does a row. */
function isWhole({ kind }: BehaviourExample): boolean {
  return (
    kind === "snippet" ||
    kind === "scenario" ||
    kind === "property" ||
    kind === "console" ||
    kind === "unbound"
  );
}

function placed(requirement: BehaviourRequirement): Placed[] {
  return requirement.examples.map((example) => ({ example, requirement }));
}
