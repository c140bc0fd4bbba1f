import type { Journal } from "../../src/ledger/ledger.ts";
import type { RunEvent } from "../../src/loop/events.ts";

/** A log in memory. Entries go through JSON, as they would on disk. */
export interface MemoryJournal extends Journal {
  readonly entries: RunEvent[];
}

export class Killed extends Error {}

/** @param killAfter entries after which the next append throws `Killed`, like a process that is no more */
export function createMemoryJournal(initial: readonly RunEvent[] = [], killAfter = Infinity): MemoryJournal {
  const entries = [...initial];
  return {
    entries,
    read: async () => ({ events: structuredClone(entries), notice: null }),
    async append(event) {
      if (entries.length >= killAfter) throw new Killed(`killed after ${killAfter} entries`);
      entries.push(JSON.parse(JSON.stringify(event)) as RunEvent);
    },
  };
}
