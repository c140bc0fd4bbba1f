import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AttackBench } from "./row.ts";

/** A bench whose folders stand in the temporary folder; `clear` undoes what rows asked for, the latest first. */
export function openBench(): { readonly bench: AttackBench; readonly clear: () => Promise<void> } {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-attacks-")));
  const shared = new Map<string, Promise<unknown>>();
  const cleaning: (() => void | Promise<void>)[] = [];
  return {
    bench: {
      folder: (name) => realpathSync(mkdtempSync(join(base, `${name}-`))),
      share: <T>(name: string, make: () => Promise<T>): Promise<T> => {
        const made = shared.get(name) ?? make();
        shared.set(name, made);
        return made as Promise<T>;
      },
      atEnd: (clean) => void cleaning.push(clean),
    },
    clear: async () => {
      for (const clean of cleaning.toReversed()) await clean();
      rmSync(base, { recursive: true, force: true });
    },
  };
}
