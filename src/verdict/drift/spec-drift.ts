import type { Claimed, LockedSpec } from "./claim-entries.ts";
import type { LockFile } from "./changed-examples.ts";
import { changedExamples } from "./changed-examples.ts";
import type { Drift } from "./drift.ts";
import { generateCommand } from "./drift.ts";
import { movedExamples } from "./moved-examples.ts";
import { subjectDrift } from "./subject-drift.ts";
import type { SuiteDrift } from "./suite-drift.ts";
import { suiteDrift } from "./suite-drift.ts";

/** All that a spec, its suite, its subjects and its part of the lock do not say alike, in that order. */
export interface SpecDrift {
  readonly suite: SuiteDrift;
  readonly drift: readonly Drift[];
}

/**
 * @param disk - the suite's text as it is there; null when there is none.
 * @param names - what the ids of all specs begin with.
 */
export function specDrift(
  spec: LockedSpec,
  claimed: Claimed,
  {
    disk,
    names,
    file,
  }: { readonly disk: string | null; readonly names: readonly string[]; readonly file: LockFile },
): SpecDrift {
  const suite = suiteDrift(spec.suite, disk, claimed.lock);
  const ofSpec = [
    ...movedExamples(spec, claimed, names),
    ...changedExamples(spec, claimed, suite, { names, file }),
  ].toSorted(
    (one, other) =>
      Number(one.file !== spec.plan.spec) - Number(other.file !== spec.plan.spec) || one.line - other.line,
  );
  return {
    suite,
    drift: [
      ...ofSpec,
      ...suiteFindings(spec, suite, ofSpec.length > 0),
      ...subjectDrift(spec.plan, claimed.lock),
    ],
  };
}

function suiteFindings(
  { plan, suite }: LockedSpec,
  { state, edits, extra }: SuiteDrift,
  isTold: boolean,
): Drift[] {
  const base = { file: suite.path, spec: plan.spec, examples: [] };
  const anew = `${generateCommand(plan.spec)} writes it anew`;
  const force = `say it in ${plan.spec} instead, then ${generateCommand(plan.spec, true)}`;
  switch (state) {
    case "none":
    case "current":
      return [];
    case "deleted":
      return [
        {
          ...base,
          kind: "suite-deleted",
          line: 1,
          message: "the suite was generated and is no longer there",
          wayOut: anew,
        },
      ];
    case "unlocked":
      return [
        {
          ...base,
          kind: "suite-unlocked",
          line: 1,
          message: "the suite is what the spec says, but the lock has another hash of it",
          wayOut: `${generateCommand(plan.spec)} writes the lock anew`,
        },
      ];
    case "stale":
      // Where it is told what changed in the spec, that the suite is behind goes without saying.
      return isTold
        ? []
        : [
            {
              ...base,
              kind: "suite-stale",
              line: 1,
              message: "the suite was generated before the spec changed: other titles, notes, lines or order",
              wayOut: anew,
            },
          ];
    case "edited":
    case "unknown":
      return [
        ...byEdit(edits).map(([kind, line, message, examples]): Drift => ({
          ...base,
          kind,
          line,
          message,
          examples,
          wayOut: force,
        })),
        ...extra.map(({ name, line }): Drift => ({
          ...base,
          kind: "test-extra",
          line,
          message: `a test that no example of the spec stands for: ${name}`,
          wayOut: `move it to a file of your own, then ${generateCommand(plan.spec, true)}`,
        })),
        ...(edits.length + extra.length > 0
          ? []
          : [
              {
                ...base,
                kind: "suite-changed",
                line: 1,
                message: "the suite is neither what was generated nor what the spec says",
                wayOut: force,
              } as const,
            ]),
      ];
  }
}

/** One finding for each test, but only one for what concerns the whole file. */
function byEdit(edits: SuiteDrift["edits"]) {
  const groups = Map.groupBy(edits, ({ kind, line, message }) =>
    kind === "suite-changed" ? message : `${line} ${message}`,
  );
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    return [[first.kind, first.line, first.message, same.map(({ example }) => example)] as const];
  });
}
