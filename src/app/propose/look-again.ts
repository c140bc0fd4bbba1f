import { textHash } from "../../verdict/lock.ts";
import type { Rereadable } from "../examples/read-again.ts";
import { readForAdding } from "../examples/read-again.ts";
import type { World } from "../ports.ts";
import { UserError } from "../user-error.ts";
import type { CheckedDraft } from "./check-draft.ts";
import { checkDraft } from "./check-draft.ts";
import type { Pending, Refusal } from "./proposal.ts";

/** A proposal that waits, held against the spec as it is now. */
export interface LookedAt {
  readonly pending: Pending;
  /** null: the spec is no more. */
  readonly read: Rereadable | null;
  readonly found: CheckedDraft | Refusal | null;
}

/**
 * Checks proposals that wait again, all but the run: whatever round them changed since may have made them wrong.
 * What a spec says is read once for all of its proposals.
 */
export async function lookAgain(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  proposals: readonly Pending[],
): Promise<readonly LookedAt[]> {
  const specs = new Map<string, Rereadable | null>();
  for (const { spec } of proposals) if (!specs.has(spec)) specs.set(spec, await readOrNull(world, spec));
  return proposals.map((pending) => {
    const read = specs.get(pending.spec) ?? null;
    const hasErrors = read?.read.plan.diagnostics.some(({ severity }) => severity === "error") === true;
    if (read === null || hasErrors) return { pending, read, found: null };
    return { pending, read, found: checkDraft(read.read, pending, read.reread) };
  });
}

/** Whether what was seen of a proposal's examples was seen of just these: their text is the same. */
export function isSeenAlready({ seen }: Pending, { examples }: CheckedDraft): boolean {
  return (
    seen.length === examples.length &&
    examples.every((example) => seen.some(({ id, text }) => id === example.id && text === textHash(example)))
  );
}

async function readOrNull(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  spec: string,
): Promise<Rereadable | null> {
  if ((await world.disk.kindOf(spec)) !== "file") return null;
  try {
    return await readForAdding(world, spec);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
