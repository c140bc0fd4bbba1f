import { requirementId } from "../../plan/ids.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Spec } from "../../spec/spec.ts";
import type { Suite } from "../../suite/suite.ts";
import type { Claimed, LockedSpec } from "../../verdict/drift/claim-entries.ts";
import { claimEntries } from "../../verdict/drift/claim-entries.ts";
import { specNameOf } from "../../verdict/drift/example-ids.ts";
import type { Lock } from "../../verdict/lock.ts";

interface Read {
  readonly spec: Spec;
  readonly plan: Plan;
  readonly suite: Suite;
}

/**
 * The lock with its entries under the ids of today. What some of the specs cannot claim may be another one's, so the
 * others are read as well, but only when an example lacks an entry that nobody of these claims.
 *
 * @param all - every spec of the project; asked for only when needed.
 */
export async function claimLock(
  lock: Lock,
  specs: readonly Read[],
  specsFolder: string,
  all: () => Promise<readonly Read[]>,
): Promise<Claimed> {
  if (lock.examples.size === 0) return { lock, moves: [], unclaimed: [], ambiguous: [] };
  const nobodys = { lock, moves: [], ambiguous: [], unclaimed: unclaimedOf(lock, specs) };
  if (nobodys.unclaimed.length === 0 || specs.every((spec) => hasEntries(spec, lock))) return nobodys;
  const every = await all();
  const broken = new Set(every.filter(hasErrors).map((read) => nameOf(read, specsFolder)));
  const names = every.map((read) => nameOf(read, specsFolder));
  // What a spec that cannot be read claims is not known, nor which pinned ids are its.
  const mayMove = (id: string) => {
    const owner = specNameOf(id, names);
    return broken.size === 0 || (owner !== null && !broken.has(owner));
  };
  return claimEntries(
    lock,
    every.map((read) => lockedSpec(read, specsFolder)),
    mayMove,
  );
}

/** The spec as the lock is held against it. */
export function lockedSpec(read: Read, specsFolder: string): LockedSpec {
  return { name: nameOf(read, specsFolder), plan: read.plan, suite: read.suite };
}

function nameOf({ spec }: Read, specsFolder: string): string {
  return requirementId(spec, specsFolder, []);
}

function idsOf({ plan }: Read): readonly string[] {
  return plan.requirements.flatMap(({ examples }) => examples.map(({ id }) => id));
}

function hasEntries(read: Read, lock: Lock): boolean {
  return idsOf(read).every((id) => lock.examples.has(id));
}

function unclaimedOf(lock: Lock, specs: readonly Read[]): readonly string[] {
  const claimed = new Set(specs.flatMap(idsOf));
  return [...lock.examples.keys()].filter((id) => !claimed.has(id));
}

function hasErrors({ plan }: Read): boolean {
  return plan.diagnostics.some(({ severity }) => severity === "error");
}
