import type { AttackBench, AttackGroup } from "../row.ts";
import type { Cheat, CheckedBy } from "./cheat.ts";
import { rowOf } from "./cheat.ts";
import { checkModules } from "./checked.ts";
import { controlRows } from "./control-rows.ts";
import type { Hostile } from "./modules.ts";
import { knowingRows } from "./rows-knowing.ts";
import { processRows } from "./rows-process.ts";
import { valueRows } from "./rows-values.ts";
import { vitestRows } from "./rows-vitest.ts";
import { weakRows } from "./weak-rows.ts";

const all: readonly Cheat[] = [...vitestRows, ...knowingRows, ...valueRows, ...processRows];

/** Rows that are checked together: two batches of them go on at a time. */
const batchSize = 8;

/** Code under test that would be called green without deserving it. */
export const cheats = (): AttackGroup => ({
  name: "cheats",
  atOnce: 3,
  rows: [...controlRows, ...all.map((cheat) => rowOf(cheat, checkedBy)), ...weakRows],
});

/** Every module of these rows that is here, by name. */
export function hostileModules(): ReadonlyMap<string, { readonly module: Hostile; readonly cheat: Cheat }> {
  return new Map(
    all.flatMap((cheat) => modulesOf(cheat).map((module) => [module.name, { module, cheat }] as const)),
  );
}

/** What `greenbar check` says, as users have it: of many modules at once where they leave each other alone. */
export const checkedBy: CheckedBy = (bench, cheat) =>
  cheat.among === "alone" ? checkedAlone(bench, cheat) : checkedAmong(bench, cheat);

async function checkedAlone(bench: AttackBench, cheat: Cheat): ReturnType<CheckedBy> {
  return bench.share(`cheats: ${cheat.id} checked`, async () => {
    const found: (readonly [string, Awaited<ReturnType<CheckedBy>>])[] = [];
    // They would not survive each other either.
    for (const module of modulesOf(cheat)) {
      found.push([module.name, await checkModules(bench, module.name, [module], cheat.files)]);
    }
    return new Map(found.flatMap(([, checked]) => [...checked]));
  });
}

function checkedAmong(bench: AttackBench, cheat: Cheat): ReturnType<CheckedBy> {
  const { among } = cheat;
  const alike = all.filter((other) => other.among === among);
  const batch = Math.floor(alike.indexOf(cheat) / batchSize);
  return bench.share(`cheats: ${among} ${batch} checked`, () => {
    const modules = alike.slice(batch * batchSize, (batch + 1) * batchSize).flatMap(modulesOf);
    const unique = [...new Map(modules.map((module) => [module.name, module])).values()];
    return checkModules(bench, among, unique, {
      // A worker for each that holds one until it is killed, so that none waits for another.
      ...(among === "stuck" && {
        "vitest.config.ts": `export default { test: { maxWorkers: ${unique.length} } };\n`,
      }),
    });
  });
}

function modulesOf({ module, alike = [] }: Cheat): readonly Hostile[] {
  return [module, ...alike].filter(({ page }) => page !== "");
}
