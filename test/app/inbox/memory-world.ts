import { createPipeline } from "../../../src/app/pipeline.ts";
import type { FileChange, ProjectDisk, World } from "../../../src/app/ports.ts";
import type { RunEvent } from "../../../src/loop/events.ts";
import { createMemoryDisk } from "../../support/memory-disk.ts";
import { createMemoryFiles } from "../../support/memory-files.ts";
import type { MemoryJournal } from "../../support/memory-journal.ts";
import { createMemoryJournal } from "../../support/memory-journal.ts";
import { templates } from "../../suite/support/templates.ts";

/** A run of the past: its events, and the files of the copy that it worked in. */
export interface PastRun {
  readonly events: readonly RunEvent[];
  readonly copy?: Readonly<Record<string, string>>;
}

export interface MemoryWorld {
  readonly world: World;
  /** The project's files as they are now. */
  readonly files: Map<string, string>;
  readonly journals: ReadonlyMap<string, MemoryJournal>;
  /** Takes changes back, as the engine's undo does. */
  undo(changes: readonly FileChange[]): Promise<void>;
}

/** A project in memory with runs by id. Nothing of it can run code. */
export function memoryWorld(
  given: Readonly<Record<string, string>>,
  runs: Readonly<Record<string, PastRun>> = {},
): MemoryWorld {
  const files = new Map(Object.entries(given));
  const journals = new Map(
    Object.entries(runs).map(([id, { events }]) => [id, createMemoryJournal(events)] as const),
  );
  const disk = writableDisk(files);
  const world: Partial<World> = {
    disk,
    templates: () => Promise.resolve(templates),
    pipeline: createPipeline(),
    now: () => 0,
    workspaceFiles: (dir) => createMemoryFiles({ ...runs[dir]?.copy }),
    runs: {
      read: async (id) => (await journals.get(id)?.read())?.events ?? [],
      hold: () => Promise.resolve({ release: () => Promise.resolve() }),
      list: () => Promise.resolve([...journals.keys()].toSorted().toReversed()),
      newId: () => "new",
      workspaceDir: (id) => id,
      open: (id) => {
        const journal = journals.get(id);
        if (journal === undefined) throw new Error(`there is no run ${id}`);
        return Promise.resolve({ ...journal, close: () => Promise.resolve() });
      },
    },
  };
  return {
    world: world as World,
    files,
    journals,
    undo: (changes) =>
      disk.write(changes.map(({ path, before, after }) => ({ path, before: after, after: before }))),
  };
}

/** The memory disk of all tests, over files that change. */
function writableDisk(files: Map<string, string>): ProjectDisk {
  const now = () => createMemoryDisk(Object.fromEntries(files));
  return {
    ...now(),
    read: (path) => now().read(path),
    kindOf: (path) => now().kindOf(path),
    list: (folder, suffix) => now().list(folder, suffix),
    write: (changes) => {
      for (const { path, before } of changes) {
        if ((files.get(path) ?? null) !== before) throw new Error(`${path} is not as expected`);
      }
      for (const { path, after } of changes) {
        if (after === null) files.delete(path);
        else files.set(path, after);
      }
      return Promise.resolve();
    },
  };
}
