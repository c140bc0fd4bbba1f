import type { Baseline, Debt, Owed } from "./baseline.ts";
import type { ExampleStatus, RequirementStatus, Status } from "./statuses.ts";
import { worst } from "./statuses.ts";

/** What a check found, held against the baseline. */
export interface HeldToBaseline {
  /** Old debt that is still there, no worse than it was. */
  readonly known: readonly Entry[];
  /** Worse than the baseline says: what makes the check fail. */
  readonly new: readonly Entry[];
  /** Debt that is there no more, since the requirement passes now. */
  readonly paid: readonly Entry[];
  /** Debt of requirements that are no longer in the specs. */
  readonly gone: readonly Entry[];
}

export interface Entry {
  readonly id: string;
  readonly spec: string;
  /** null where the requirement is gone. */
  readonly line: number | null;
  readonly title: string | null;
  /** null: the baseline has no entry, so that it passed, or was not there. */
  readonly was: Owed | null;
  /** null: the requirement is gone. */
  readonly is: Status | null;
  /** Ids of the examples that are worse than they were. */
  readonly examples: readonly string[];
}

/**
 * Holds statuses against a baseline. Only what makes a check fail counts: `fails`, `drifted` and `unbound`, with
 * `strict` also `unproven` and `weak`. A requirement is new when it, or an example of its own, is worse than it was,
 * in the order in which a person is needed: `unbound`, `drifted`, `fails`.
 *
 * @param isLeftOut - whether a spec is in the project and was not checked: nothing can be said of its entries.
 */
export function holdToBaseline(
  baseline: Baseline,
  requirements: readonly RequirementStatus[],
  { strict, isLeftOut }: { readonly strict: boolean; readonly isLeftOut: (spec: string) => boolean },
): HeldToBaseline {
  const held = { known: [] as Entry[], new: [] as Entry[], paid: [] as Entry[], gone: [] as Entry[] };
  for (const requirement of requirements) {
    const { id, spec, line, title } = requirement;
    const then = baseline.get(id);
    const is = ownStatus(requirement);
    const examples = isOwed(is, strict) ? worseExamples(requirement.examples, then, strict) : [];
    const was = then === undefined ? null : then.status;
    const entry = { id, spec, line, title, was, is, examples };
    if (isOwed(is, strict)) {
      const isWorse = examples.length > 0 || rank(is) > (was === null ? 0 : rank(was));
      held[isWorse ? "new" : "known"].push(entry);
    } else if (was !== null && isOwed(was, strict)) held.paid.push(entry);
  }
  const there = new Set(requirements.map(({ id }) => id));
  for (const [id, { spec, status }] of baseline) {
    if (there.has(id) || isLeftOut(spec) || !isOwed(status, strict)) continue;
    held.gone.push({ id, spec, line: null, title: null, was: status, is: null, examples: [] });
  }
  return held;
}

/**
 * The baseline as it should be written: debt that was paid, or is gone, taken out, and what got better as it is now.
 * What got worse stays as it was, unless the debt may rise.
 *
 * @param before - null: there is none yet, and all that does not hold goes in.
 */
export function nextBaseline(
  before: Baseline | null,
  requirements: readonly RequirementStatus[],
  { mayRise, isLeftOut }: { readonly mayRise: boolean; readonly isLeftOut: (spec: string) => boolean },
): Baseline {
  const there = new Set(requirements.map(({ id }) => id));
  const next = new Map([...(before ?? [])].filter(([id, { spec }]) => !there.has(id) && isLeftOut(spec)));
  for (const requirement of requirements) {
    const now = debtOf(requirement);
    const then = before?.get(requirement.id);
    if (before === null || mayRise) {
      if (now !== null) next.set(requirement.id, now);
    } else if (now !== null && then !== undefined) {
      const isWorse =
        rank(now.status) > rank(then.status) || worseExamples(requirement.examples, then, true).length > 0;
      next.set(requirement.id, isWorse ? { ...then, spec: now.spec } : now);
    }
  }
  return next;
}

/** From what needs nobody to what needs a person most, as `statuses` has them the other way round. */
const ranks: Readonly<Record<Status, number>> = {
  holds: 0,
  manual: 0,
  weak: 1,
  unproven: 2,
  unbound: 3,
  drifted: 4,
  fails: 5,
};

function rank(status: Status): number {
  return ranks[status];
}

function isOwed(status: Status, strict: boolean): status is Owed {
  return rank(status) >= (strict ? ranks.weak : ranks.unbound);
}

/** Without the requirements below it, which have statuses of their own. One without examples leaves all to them. */
function ownStatus({ status, examples }: RequirementStatus): Status {
  if (examples.length === 0) return "holds";
  const own = worst(examples.map((example) => example.status));
  return own === "holds" && status === "weak" ? "weak" : own;
}

function debtOf(requirement: RequirementStatus): Debt | null {
  const status = ownStatus(requirement);
  if (!isOwed(status, true)) return null;
  const examples = requirement.examples.flatMap(({ id, status: own }) =>
    isOwed(own, true) ? [[id, own] as const] : [],
  );
  return { spec: requirement.spec, status, examples: new Map(examples) };
}

/** An unbound example gets another id when its words change: it takes the place of one that is there no more. */
function worseExamples(
  examples: readonly ExampleStatus[],
  then: Debt | undefined,
  strict: boolean,
): readonly string[] {
  if (then === undefined) return examples.filter(({ status }) => isOwed(status, strict)).map(({ id }) => id);
  const there = new Set(examples.map(({ id }) => id));
  let reworded = [...then.examples].filter(([id, was]) => was === "unbound" && !there.has(id)).length;
  return examples
    .filter(({ id, status }) => {
      if (!isOwed(status, strict)) return false;
      const was = then.examples.get(id);
      if (was !== undefined) return rank(status) > rank(was);
      if (status === "unbound" && reworded > 0) {
        reworded -= 1;
        return false;
      }
      return true;
    })
    .map(({ id }) => id);
}
