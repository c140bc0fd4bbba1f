import { fold } from "../../ledger/fold.ts";
import { LedgerError, readEvents } from "../../ledger/read-events.ts";
import type { RunEvent } from "../../loop/events.ts";
import type { RunState } from "../../loop/state.ts";
import type { Runs } from "../ports.ts";
import { UserError } from "../user-error.ts";
import type { SpecThere } from "./specs-there.ts";

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
 * again, as it is or for the same change, or is no more.
 *
 * @param there - all specs that there are.
 */
export async function earlierRuns(
  runs: Runs,
  there: readonly SpecThere[],
): Promise<{ readonly runs: readonly EarlierRun[]; readonly damaged: readonly DamagedRun[] }> {
  const open = new Set(there.map(({ spec, change }) => keyOf(spec, change)));
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
    const keys = read.started.specs.map((spec) => keyOf(spec, read.started.change ?? null));
    if (keys.some((key) => open.has(key))) found.push(read);
    for (const key of keys) open.delete(key);
  }
  return { runs: found, damaged };
}

function keyOf(spec: string, change: string | null): string {
  return JSON.stringify([spec, change]);
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
