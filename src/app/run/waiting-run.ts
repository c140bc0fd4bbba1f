import type { Ledger } from "../../ledger/ledger.ts";
import { openLedger } from "../../ledger/ledger.ts";
import { proposalWaits } from "../../loop/state.ts";
import type { World } from "../ports.ts";
import { UserError } from "../user-error.ts";

/**
 * Works on a run whose green result waits to be written; its ledger is closed behind it.
 *
 * @throws UserError when there is no such run, or nothing of it waits.
 */
export async function withWaitingRun<Result>(
  world: World,
  run: string,
  work: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  const ids = await world.runs.list();
  if (!ids.includes(run)) {
    throw new UserError(2, `there is no run ${run}`, {
      advice: [ids.length === 0 ? "No run has been made here." : `There are: ${ids.slice(0, 5).join(", ")}.`],
    });
  }
  const journal = await world.runs.open(run);
  try {
    const since = world.now();
    const ledger = await openLedger({ journal, sessionMs: () => world.now() - since });
    if (!proposalWaits(ledger.state())) {
      const { decided, outcome } = ledger.state();
      const why = decided === "applied" ? "it was applied already" : `it ended ${outcome ?? "undecided"}`;
      throw new UserError(2, `nothing of run ${run} waits: ${why}`);
    }
    return await work(ledger);
  } finally {
    await journal.close();
  }
}
