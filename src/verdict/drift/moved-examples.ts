import type { Requirement } from "../../plan/plan.ts";
import type { Claimed, LockedSpec, Move } from "./claim-entries.ts";
import type { Drift } from "./drift.ts";
import { generateCommand } from "./drift.ts";
import { partsOfId, specNameOf } from "./example-ids.ts";

/**
 * What became of a spec's examples that the lock knows under other ids, a line for each requirement that they came
 * from, and those of which it cannot be told which is which.
 *
 * @param names - what the ids of all specs begin with.
 */
export function movedExamples(
  { plan }: LockedSpec,
  { moves, ambiguous }: Pick<Claimed, "moves" | "ambiguous">,
  names: readonly string[],
): Drift[] {
  const from = new Map(moves.map((move) => [move.to, move]));
  return plan.requirements.flatMap((requirement) => {
    const here = requirement.examples.flatMap(({ id }) => from.get(id) ?? []);
    const origins = Map.groupBy(here, (move) => partsOfId(move.from).requirement);
    return [
      ...[...origins].map(([origin, moved]) => describe(plan.spec, requirement, origin, moved, names)),
      ...doubts(plan.spec, requirement, ambiguous),
    ];
  });
}

function describe(
  spec: string,
  requirement: Requirement,
  origin: string | null,
  moved: readonly Move[],
  names: readonly string[],
): Drift {
  const { id, place, examples } = requirement;
  const ids = new Set(moved.map(({ to }) => to));
  const isPin = origin === null || origin === id;
  const isMoved = !isPin && (moved.some(({ isHomeThere }) => isHomeThere) || !isReworded(origin, id, names));
  const isElsewhere = !isPin && specNameOf(origin, names) !== specNameOf(id, names);
  const first = examples.find((example) => ids.has(example.id));
  const was = isPin
    ? `its id was \`${moved[0]?.from}\` when it was seen red`
    : isMoved
      ? `its examples were seen red as those of \`${origin}\`, and were moved here`
      : `the requirement was called \`${origin}\` when its examples were seen red`;
  return {
    kind: isMoved ? "moved" : "renamed",
    file: spec,
    line: isPin ? (first?.place.line ?? place.line) : place.line,
    spec,
    examples: [...ids],
    message: `${was}: ${keeps(moved)}`,
    wayOut: `${generateCommand(isElsewhere ? null : spec)} writes suite and lock anew`,
  };
}

/** A heading, its own or one above it, reads otherwise; or an id was pinned to it or taken from it. */
function isReworded(origin: string, id: string, names: readonly string[]): boolean {
  const [home, here] = [specNameOf(origin, names), specNameOf(id, names)];
  const isPinned = here === null || (home === null && !origin.includes("/"));
  if (isPinned) return true;
  const [was, is] = [origin.split("/"), id.split("/")];
  return home === here && was.length === is.length && was.filter((part, at) => part !== is[at]).length === 1;
}

function keeps(moved: readonly Move[]): string {
  const same = moved.filter(({ isSame }) => isSame).length;
  const changed = moved.length - same;
  const kept = `${countOf(same)} ${same === 1 ? "keeps its" : "keep their"} red evidence`;
  const drifted = `${countOf(changed)} changed as well`;
  return [same > 0 ? kept : "", changed > 0 ? drifted : ""].filter((part) => part !== "").join(", ");
}

export function countOf(number: number): string {
  return `${number} ${number === 1 ? "example" : "examples"}`;
}

function doubts(spec: string, requirement: Requirement, ambiguous: Claimed["ambiguous"]): Drift[] {
  return ambiguous.flatMap(({ entries, examples }): Drift[] => {
    const own = requirement.examples.filter(({ id }) => examples.includes(id));
    const [first] = own;
    if (first === undefined) return [];
    const candidates = entries.map((id) => `\`${id}\``).join(", ");
    const message =
      examples.length === 1
        ? `the lock has several entries that say the same (${candidates}), so none was taken for its own`
        : `${examples.length} new examples say what the lock knows as ${candidates}, so none keeps its evidence`;
    return [
      {
        kind: "ambiguous",
        file: spec,
        line: first.place.line,
        spec,
        examples: own.map(({ id }) => id),
        message,
        wayOut: `${generateCommand(spec)} proves it red again`,
      },
    ];
  });
}
