import type { Baseline } from "../verdict/baseline.ts";
import { baselinePath, printBaseline, readBaseline } from "../verdict/baseline.ts";
import type { HeldToBaseline } from "../verdict/hold-to-baseline.ts";
import { holdToBaseline, nextBaseline } from "../verdict/hold-to-baseline.ts";
import type { Checked } from "./check.ts";
import type { FileChange, ProjectDisk } from "./ports.ts";
import { readTheConfig } from "./read-project.ts";
import { UserError } from "./user-error.ts";

/** A check held against the baseline, and what was written of it. */
export interface Baselined {
  readonly held: HeldToBaseline;
  /** Null: nothing was to be written. */
  readonly written: WrittenBaseline | null;
}

export interface WrittenBaseline {
  /** Null where the file is as it was. */
  readonly change: FileChange | null;
  /** Entries by id: `was` null where one is new, `is` null where it was taken out. */
  readonly entries: readonly {
    readonly id: string;
    readonly was: string | null;
    readonly is: string | null;
  }[];
}

/** Holds one check against the baseline as it was read. */
export type Hold = (checked: Checked) => Promise<Baselined>;

/**
 * Reads `.greenbar/baseline.json`, so that nothing is run where there is none or it is damaged. What comes back holds a
 * check against it, and writes it anew where that is wanted: debt that was paid goes out of it; more goes in only
 * with `force`, or where there is no baseline yet.
 *
 * @throws UserError when there is no baseline, or it cannot be read.
 */
export async function openBaseline(
  disk: ProjectDisk,
  { strict, write, force }: { readonly strict: boolean; readonly write: boolean; readonly force: boolean },
): Promise<Hold> {
  const text = await disk.read(baselinePath);
  if (text === null && !write) throw noBaseline();
  const before = text === null ? null : parse(text);
  const { specs: folder } = await readTheConfig(disk);
  const there = new Set(await disk.list(folder, ".md"));
  return async ({ specs, requirements }) => {
    const looked = new Set(specs);
    const isLeftOut = (spec: string) => there.has(spec) && !looked.has(spec);
    if (!write) {
      const held = holdToBaseline(before ?? new Map(), requirements, { strict, isLeftOut });
      return { held, written: null };
    }
    const after = nextBaseline(before, requirements, { mayRise: force, isLeftOut });
    const change = { path: baselinePath, before: text, after: printBaseline(after) };
    const isChanged = change.before !== change.after;
    if (isChanged) await disk.write([change]);
    const written = { change: isChanged ? change : null, entries: entriesOf(before ?? new Map(), after) };
    return { held: holdToBaseline(after, requirements, { strict, isLeftOut }), written };
  };
}

function parse(text: string): Baseline {
  const read = readBaseline(text);
  if ("baseline" in read) return read.baseline;
  throw new UserError(2, `${baselinePath}:${read.line} cannot be read: ${read.problem}`, {
    advice: [
      "Settle the merge by hand: each line is one requirement, in the order of the ids.",
      "Or delete the file, and take today's state: greenbar check --write-baseline",
    ],
  });
}

function noBaseline(): UserError {
  return new UserError(2, `there is no ${baselinePath} to hold the check against`, {
    advice: ["`greenbar check --write-baseline` writes what does not hold today; commit it."],
  });
}

function entriesOf(before: Baseline, after: Baseline): WrittenBaseline["entries"] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return ids
    .map((id) => ({ id, was: before.get(id)?.status ?? null, is: after.get(id)?.status ?? null }))
    .filter(({ was, is }) => was !== is);
}
