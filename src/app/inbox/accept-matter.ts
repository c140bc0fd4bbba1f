import type { FileChange, World } from "../ports.ts";
import { proposedChanges } from "../run/apply.ts";
import { UserError } from "../user-error.ts";
import type { EarlierRun } from "./earlier-runs.ts";
import type { Matter } from "./matter.ts";
import { matterOf } from "./matter.ts";
import { patchLines } from "./patch-lines.ts";

/** A green run whose files wait; also when they can no longer be written, which is then said. */
export async function acceptMatter(
  world: World,
  { id, started, state }: EarlierRun,
  isReopened: boolean,
): Promise<Matter> {
  const { changes, moved } = await changesNow(world, id, state);
  return matterOf(
    {
      is: "accept",
      spec: started.specs[0] ?? "",
      at: null,
      title:
        (moved === null ? titleOf(changes) : "A green result can no longer be written: files changed since") +
        (started.change === undefined ? "" : ` (change ${started.change})`),
      run: id,
      changes,
      patch: changes.flatMap(({ path, before, after }) => patchLines(path, before, after)),
      moved,
      isReopened,
    },
    { of: [id], same: [state.proposal?.files ?? [], moved !== null] },
  );
}

async function changesNow(world: World, id: string, state: EarlierRun["state"]) {
  try {
    return { changes: await proposedChanges(world, id, { state: () => state }), moved: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, advice } = error;
    return { changes: [], moved: { message, advice } };
  }
}

function titleOf(changes: readonly FileChange[]): string {
  const [first, ...others] = changes.map(({ path }) => path);
  if (first === undefined) return "A green result stands in the project already, and was not accepted yet";
  return others.length === 0
    ? `A green result waits to be written: ${first}`
    : `A green result waits to be written: ${first} and ${others.length} more`;
}
