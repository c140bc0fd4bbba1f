import { fold } from "../../ledger/fold.ts";
import { LedgerError, readEvents } from "../../ledger/read-events.ts";
import type { RunEvent } from "../../loop/events.ts";
import type { RunState } from "../../loop/state.ts";
import type { Runs } from "../ports.ts";
import { UserError } from "../user-error.ts";

/** A run of the past that may still matter. */
export interface EarlierRun {
  readonly id: string;
  readonly started: NonNullable<RunState["started"]>;
  readonly state: RunState;
  readonly events: readonly RunEvent[];
}

export interface DamagedRun {
  readonly id: string;
  readonly message: string;
  readonly advice: readonly string[];
}

/** Beyond that nobody waits for anything. */
const mostRuns = 100;

/**
 * The runs that may still wait for a person, newest first: a run counts until each of its specs has been run
 * again, or is no more.
 *
 * @param specs - paths of all specs that there are.
 */
export async function earlierRuns(
  runs: Runs,
  specs: readonly string[],
): Promise<{ readonly runs: readonly EarlierRun[]; readonly damaged: readonly DamagedRun[] }> {
  const open = new Set(specs);
  const found: EarlierRun[] = [];
  const damaged: DamagedRun[] = [];
  for (const id of (await runs.list()).slice(0, mostRuns)) {
    if (open.size === 0) break;
    const read = await readRun(runs, id);
    if (read === null) continue;
    if ("message" in read) {
      damaged.push(read);
      continue;
    }
    if (read.started.specs.some((spec) => open.has(spec))) found.push(read);
    for (const spec of read.started.specs) open.delete(spec);
  }
  return { runs: found, damaged };
}

/** One run; null for one that was ended before it began. */
async function readRun(runs: Runs, id: string): Promise<EarlierRun | DamagedRun | null> {
  try {
    const events = readEvents(await runs.read(id));
    const state = fold(events);
    return state.started === null ? null : { id, started: state.started, state, events };
  } catch (error) {
    if (error instanceof UserError) return { id, message: error.message, advice: error.advice };
    if (error instanceof LedgerError) return { id, message: error.message, advice: [] };
    throw error;
  }
}
