import { openLedger } from "../../ledger/ledger.ts";
import { proposalWaits } from "../../loop/state.ts";
import type { FileChange, World } from "../ports.ts";
import { readProject } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import { applyRun } from "./apply.ts";

/**
 * Writes what an earlier green run left, by compare-and-swap.
 *
 * @returns whether it was written.
 * @throws UserError when there is no such run, or nothing of it waits.
 */
export async function applyEarlierRun(
  world: World,
  id: string,
  accept: (changes: readonly FileChange[]) => Promise<boolean>,
): Promise<boolean> {
  const ids = await world.runs.list();
  if (!ids.includes(id)) {
    throw new UserError(2, `there is no run ${id}`, {
      advice: [ids.length === 0 ? "No run has been made here." : `There are: ${ids.slice(0, 5).join(", ")}.`],
    });
  }
  const journal = await world.runs.open(id);
  try {
    const since = world.now();
    const ledger = await openLedger({ journal, sessionMs: () => world.now() - since });
    const { started, decided, outcome } = ledger.state();
    if (!proposalWaits(ledger.state())) {
      const why = decided === "applied" ? "it was applied already" : `it ended ${outcome ?? "undecided"}`;
      throw new UserError(2, `nothing of run ${id} waits: ${why}`);
    }
    const project = await readProject(world, started?.specs ?? []);
    return await applyRun(world, project, { id, ledger, accept });
  } finally {
    await journal.close();
  }
}
