import { readForAdding } from "../examples/read-again.ts";
import type { World } from "../ports.ts";
import { UserError } from "../user-error.ts";
import type { CheckedDraft } from "./check-draft.ts";
import { checkDraft } from "./check-draft.ts";
import { pendingChange, proposalId } from "./pending.ts";
import type { Draft, Pending, Proposed, Refusal } from "./proposal.ts";
import type { ProofIo } from "./prove.ts";
import { proveDrafts } from "./prove.ts";
import { replyLimits } from "./read-reply.ts";

export interface Received {
  /** Those that passed every check, now waiting, in the order in which they were given. */
  readonly pending: readonly Pending[];
  /** Those that are not shown, and why. */
  readonly refused: readonly Refusal[];
}

/**
 * Checks proposals and keeps those that pass as waiting. Each is put into the document in memory, compiled, and seen
 * red; the spec itself is not written.
 *
 * @throws UserError when the project or the spec cannot be read, the spec has errors, or what waits cannot be written.
 */
export async function receiveProposals(
  world: World,
  spec: string,
  given: { readonly drafts: readonly Draft[]; readonly refused: readonly Refusal[]; readonly by: Proposed },
  io: ProofIo,
): Promise<Received> {
  const { read, reread } = await readForAdding(world, spec);
  refuseErrors(read);
  const drafts = given.drafts.slice(0, replyLimits.proposals);
  const refused: Refusal[] = [...given.refused, ...surplusOf(given.drafts.length - drafts.length)];
  const checked: CheckedDraft[] = [];
  const ids = new Set<string>();
  for (const draft of drafts) {
    const found = checkDraft(read, draft, reread);
    const id = proposalId(spec, draft);
    if ("reason" in found) refused.push(found);
    else if (ids.has(id)) {
      refused.push({
        reason: "already-there",
        kind: draft.kind,
        requirement: draft.requirement,
        message: "it was proposed twice",
        count: 1,
      });
    } else checked.push(found);
    ids.add(id);
  }
  const proof = await proveDrafts(world, read, checked, reread, io);
  const pending = proof.proven.map(({ checked: { draft }, seen }): Pending => ({
    ...draft,
    id: proposalId(spec, draft),
    spec,
    by: given.by,
    seen,
  }));
  const order = drafts.map((draft) => proposalId(spec, draft));
  const sorted = pending.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
  const fresh = new Set(pending.map(({ id }) => id));
  const changes = await pendingChange(world.disk, (before) => [
    ...before.filter(({ id }) => !fresh.has(id)),
    ...sorted,
  ]);
  if (changes.length > 0) await world.disk.write(changes);
  return { pending: sorted, refused: [...refused, ...proof.refused] };
}

/** Of a reply of many parts, each within its limit. */
function surplusOf(count: number): Refusal[] {
  const message = `no more than ${replyLimits.proposals} proposals of a reply are looked at`;
  return count > 0 ? [{ reason: "too-many", kind: null, requirement: null, message, count }] : [];
}

/** @throws UserError when a spec has errors: nothing can be put into it and compared. */
export function refuseErrors({
  plan,
}: {
  readonly plan: { readonly diagnostics: readonly Diagnosed[] };
}): void {
  const errors = plan.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  throw new UserError(2, "the spec has errors, and is not refined before they are mended", {
    advice: errors.slice(0, 5).map(({ file, place, message }) => `${file}:${place.line}: ${message}`),
  });
}

interface Diagnosed {
  readonly severity: string;
  readonly file: string;
  readonly message: string;
  readonly place: { readonly line: number };
}
