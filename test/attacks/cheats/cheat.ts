import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import type { CheckedExample, CheckedModule } from "./checked.ts";
import type { Hostile } from "./modules.ts";

/** A row of this group, before it is known with which others it is checked. */
export interface Cheat extends Omit<AttackRow, "must" | "withDefence" | "without"> {
  readonly must?: string;
  readonly module: Hostile;
  /** Of the same mechanism, and checked as well. */
  readonly alike?: readonly Hostile[];
  /** Files beside the module, for one that is checked alone. */
  readonly files?: Readonly<Record<string, string>>;
  /**
   * With which others it is checked: `quiet`, its tests mostly fail; `trusted`, the suite believes it, so that all of
   * it is asked twice; `stuck`, it holds a worker until it is killed; `alone`, its neighbours would not survive it.
   */
  readonly among: "quiet" | "trusted" | "stuck" | "alone";
  /** Where it is checked alone: what the check must end as, beyond an exit code that is not 0. */
  readonly outcome?: "compromised" | "flaky";
  readonly without: Unguarded;
}

/** One defence taken away. What it calls right is held against what greenbar said of the same examples. */
export type Unguarded = (cheat: Cheat, bench: AttackBench) => Promise<Called | Outcome>;

/** Ids of the examples that are called right. */
export interface Called {
  readonly right: readonly string[];
  /** By whom: `the suite alone`. */
  readonly by: string;
}

const mustFail = "Nothing that it does not do holds; the exit code is 1 or 3; nothing is left behind.";

export type CheckedBy = (bench: AttackBench, cheat: Cheat) => Promise<ReadonlyMap<string, CheckedModule>>;

export function rowOf(cheat: Cheat, checked: CheckedBy): AttackRow {
  const { id, mechanism, does, defence, must = mustFail, needs } = cheat;
  return {
    id,
    mechanism,
    does,
    must,
    defence,
    ...(needs !== undefined && { needs }),
    withDefence: async (bench) => defended(cheat, await checked(bench, cheat)),
    without: async (bench) => {
      const said = await cheat.without(cheat, bench);
      if ("held" in said) return said;
      const own = (await checked(bench, cheat)).get(cheat.module.name);
      const wrong = new Set(examplesOf(own).flatMap(({ id, status }) => (status === "fails" ? [id] : [])));
      const gained = said.right.filter((example) => wrong.has(example)).length;
      return { held: gained === 0, saw: `${said.by}: ${gained} of ${wrong.size} called right` };
    },
  };
}

/** Nothing holds of the module, or of those like it, but what it fulfils honestly. */
function defended(cheat: Cheat, checked: ReadonlyMap<string, CheckedModule>): Outcome {
  const modules = [cheat.module, ...(cheat.alike ?? [])].filter(({ page }) => page !== "");
  const wrong = [
    ...modules.flatMap((module) => wrongOf(module, checked.get(module.name))),
    ...modules.flatMap(({ name }) => {
      const outcome = checked.get(name)?.outcome;
      return cheat.outcome === undefined || outcome === cheat.outcome ? [] : [`${name}: ${outcome}`];
    }),
  ];
  const own = checked.get(cheat.module.name);
  const all = examplesOf(own);
  const failed = all.filter(({ status }) => status === "fails").length;
  const reasons = [
    ...new Set(all.flatMap(({ reason, status }) => (status === "fails" ? [reason ?? ""] : []))),
  ];
  const end = cheat.among === "alone" ? `${own?.outcome}, exit` : "among others, exit";
  const saw = `${end} ${own?.code}: ${failed} of ${all.length} fail (${reasons.join(", ")})`;
  return wrong.length === 0 ? { held: true, saw } : { held: false, saw: `${saw}; ${wrong.join("; ")}` };
}

function wrongOf(module: Hostile, own: CheckedModule | undefined): readonly string[] {
  if (own === undefined || own.requirements.length === 0) return [`${module.name} was not checked`];
  const holding = own.requirements.filter(
    ({ title, status }) => status !== "fails" && !module.honest.includes(title),
  );
  return [
    ...holding.map(({ title, status }) => `${module.name}: “${title}” is ${status}`),
    ...(own.code === 1 || own.code === 3 ? [] : [`${module.name}: exit code ${own.code}`]),
    ...own.amiss,
  ];
}

function examplesOf(own: CheckedModule | undefined): readonly CheckedExample[] {
  return own?.requirements.flatMap(({ examples }) => examples) ?? [];
}
