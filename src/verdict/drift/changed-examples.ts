import type { Example } from "../../plan/plan.ts";
import type { Lock } from "../lock.ts";
import { textHash } from "../lock.ts";
import type { Claimed, LockedSpec } from "./claim-entries.ts";
import type { Drift } from "./drift.ts";
import { generateCommand } from "./drift.ts";
import { partsOfId, specNameOf } from "./example-ids.ts";
import { countOf } from "./moved-examples.ts";
import type { SuiteDrift } from "./suite-drift.ts";

/** `.greenbar/lock.json`, and where an entry stands in it. */
export interface LockFile {
  readonly path: string;
  /** From 1. */
  readonly lineOf: (id: string) => number;
}

/**
 * The examples of a spec that changed, came or went since its suite was generated. A changed input makes another
 * example; where one of the same kind went from the requirement, the two are told as one change.
 *
 * @param claimed - the lock, its entries under the ids of today.
 * @param suite - how the suite on disk stands to the spec.
 * @param names - what the ids of all specs begin with.
 * @param names - what the ids of all specs begin with.
 */
export function changedExamples(
  { name, plan, suite: rendered }: LockedSpec,
  { lock, unclaimed, ambiguous }: Pick<Claimed, "lock" | "unclaimed" | "ambiguous">,
  suite: SuiteDrift,
  { names, file }: { readonly names: readonly string[]; readonly file: LockFile },
): Drift[] {
  const headings = new Set(plan.requirements.map(({ id }) => id));
  const own = unclaimed.filter((id) => {
    const { requirement, kind } = partsOfId(id);
    const isHere = headings.has(requirement ?? "") || specNameOf(id, names) === name;
    return isHere && kind !== "unbound";
  });
  const isGenerated = lock.suites.has(rendered.path) || own.length > 0;
  const doubtful = new Set(ambiguous.flatMap(({ examples }) => examples));
  const tests = new Map(rendered.tests.map(({ example, hash }) => [example, hash]));
  const wayOut = `${generateCommand(plan.spec)} proves it red again`;
  const base = { file: plan.spec, spec: plan.spec };
  const gone = new Set(own);
  const found = plan.requirements.flatMap((requirement): Drift[] => {
    const bound = requirement.examples.filter(({ body }) => body.is !== "unbound");
    const fresh = bound.filter(({ id }) => !lock.examples.has(id) && !doubtful.has(id));
    const replaced = replacedBy(fresh, requirement.id, own);
    for (const id of replaced.values()) gone.delete(id);
    const added = fresh.filter((example) => !replaced.has(example));
    return [
      ...bound.flatMap((example): Drift[] => {
        const message = changeOf(example, lock, tests.get(example.id));
        const at = { ...base, line: example.place.line, examples: [example.id], wayOut };
        return message === null ? [] : [{ ...at, kind: "changed", message }];
      }),
      ...[...replaced].map(([example, id]): Drift => ({
        ...base,
        kind: "changed",
        line: example.place.line,
        examples: [example.id],
        message: `what goes in changed since it was seen red as \`${id}\`, so it is another example`,
        wayOut,
      })),
      ...(isGenerated && added.length > 0 ? [without(added, base, suite, wayOut)] : []),
    ];
  });
  return [...found, ...[...gone].map((id) => removed(id, plan.spec, file))];
}

function changeOf(example: Example, { examples }: Lock, test: string | undefined): string | null {
  const entry = examples.get(example.id);
  if (entry === undefined) return null;
  if (entry.text !== textHash(example)) return "its text changed since it was seen red";
  return entry.test === test
    ? null
    : "its test changed since it was seen red, though its text did not: another subject, import, helper, template or greenbar";
}

/** New examples, each with the one entry of its requirement and kind that nobody claims. */
function replacedBy(
  fresh: readonly Example[],
  requirement: string,
  own: readonly string[],
): ReadonlyMap<Example, string> {
  const left = own.filter((id) => partsOfId(id).requirement === requirement);
  return new Map(
    [...Map.groupBy(fresh, ({ kind }) => kind)].flatMap(([kind, [example, another]]) => {
      const [id, other] = left.filter((each) => partsOfId(each).kind === kind);
      if (example === undefined || another !== undefined || id === undefined || other !== undefined)
        return [];
      return [[example, id] as const];
    }),
  );
}

/** Examples without red evidence: new ones, or ones whose entry was lost, since the suite has them. */
function without(
  examples: readonly Example[],
  base: Pick<Drift, "file" | "spec">,
  { state }: SuiteDrift,
  wayOut: string,
): Drift {
  const isLost = state === "current" || state === "unlocked";
  const many = countOf(examples.length);
  return {
    ...base,
    kind: isLost ? "no-entry" : "added",
    line: examples[0]?.place.line ?? 1,
    examples: examples.map(({ id }) => id),
    message: isLost
      ? `the suite has ${many} for which the lock has no red evidence: the entry was lost, or the red gate was not passed`
      : `${many} came since the suite was generated: never seen red`,
    wayOut,
  };
}

function removed(id: string, spec: string, { path, lineOf }: LockFile): Drift {
  return {
    kind: "removed",
    file: path,
    line: lineOf(id),
    spec,
    examples: [],
    message: `the entry \`${id}\` is of an example that ${spec} no longer has`,
    wayOut: `${generateCommand(spec)} drops it`,
  };
}
