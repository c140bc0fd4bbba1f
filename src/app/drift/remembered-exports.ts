import { requirementId } from "../../plan/ids.ts";
import type { Plan, Surroundings } from "../../plan/plan.ts";
import type { Check, Spec } from "../../spec/spec.ts";
import { modulesToRead } from "../../plan/subject-paths.ts";
import type { Lock } from "../../verdict/lock.ts";
import { partsOfId } from "../../verdict/drift/example-ids.ts";

/** By a module's path: names that it exports no more, though examples that the lock knows begin with them. */
export type RememberedExports = Readonly<Record<string, readonly string[]>>;

/**
 * A sentence such as `limits.most` is `10` is an example because the subject exports `limits`. When it does so no
 * more, the sentence would become prose, and what it promises would be gone without a word. The lock remembers the
 * example: so the name is still taken for an export, and the example fails as not implemented.
 *
 * @param plans - of the specs, as they are without it.
 * @param compile - compiles one spec among these surroundings.
 * @returns null when there is nothing to remember, which is nearly always.
 */
export function rememberedExports(
  specs: readonly Spec[],
  plans: readonly Plan[],
  lock: Lock,
  around: Surroundings,
  compile: (spec: Spec, around: Surroundings) => Plan,
): RememberedExports | null {
  if (lock.examples.size === 0) return null;
  const remembered: Record<string, readonly string[]> = {};
  for (const [at, spec] of specs.entries()) {
    const starts = startsOf(spec, around);
    const lost = starts.length === 0 ? new Set<string>() : lostEntries(spec, plans[at], lock, around);
    if (lost.size === 0) continue;
    for (const path of modulesToRead(spec, around)) {
      const { requirements } = compile(spec, { ...around, remembered: { [path]: starts } });
      const found = requirements
        .flatMap(({ examples }) => examples)
        .filter(({ id }) => lost.has(id))
        .flatMap(({ uses }) => uses.flatMap((use) => (use.subject === path ? [use.exported] : [])))
        .filter((name) => starts.includes(name));
      if (found.length > 0) remembered[path] = [...new Set([...(remembered[path] ?? []), ...found])];
    }
  }
  return Object.keys(remembered).length === 0 ? null : remembered;
}

/** Names that checks begin with and that none of the spec's modules exports. */
function startsOf(spec: Spec, around: Surroundings): readonly string[] {
  const facts = modulesToRead(spec, around).map((path) => around.modules.get(path));
  const exported = new Set(facts.flatMap((one) => (one?.state === "read" ? one.exports : [])));
  const checks = spec.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block): readonly Check[] => {
      if (block.kind === "sentence") return [block.check];
      return block.kind === "scenario"
        ? block.steps.flatMap((step) => (step.do === "check" ? [step] : []))
        : [];
    }),
  );
  const names = checks.flatMap(({ expression }) => expression.names.slice(0, 1).map(({ name }) => name));
  return [...new Set(names)].filter((name) => !exported.has(name));
}

/** Ids of this spec's entries that no example of today has; pinned ones may be any spec's. */
function lostEntries(
  spec: Spec,
  plan: Plan | undefined,
  lock: Lock,
  { specsFolder }: Surroundings,
): ReadonlySet<string> {
  const here = new Set(plan?.requirements.flatMap(({ examples }) => examples.map(({ id }) => id)));
  const name = `${requirementId(spec, specsFolder, [])}/`;
  const isOwn = (id: string): boolean => id.startsWith(name) || partsOfId(id).tail === null;
  return new Set([...lock.examples.keys()].filter((id) => !here.has(id) && isOwn(id)));
}
