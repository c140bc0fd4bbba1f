import type { Plan } from "../../plan/plan.ts";
import type { Claims, ColumnRange, FileClaims, LineRange } from "./claims.ts";
import { toRanges } from "./make-claims.ts";

/** Code that no requirement executes, and requirements that execute no code. */
export interface Unclaimed {
  readonly files: readonly UnclaimedFile[];
  readonly requirements: readonly {
    readonly id: string;
    readonly spec: string;
    readonly line: number;
    readonly title: string;
    readonly why: string;
  }[];
}

export interface UnclaimedFile {
  readonly path: string;
  /** False when no example loads the file: then nothing else is known of it. */
  readonly isLoaded: boolean;
  /** Lines with code, and how many of them nothing executes. */
  readonly code: number;
  readonly count: number;
  /** Lines of which nothing runs, with the function that they stand in. */
  readonly lines: readonly {
    readonly lines: LineRange;
    readonly in: string | null;
    readonly whole: boolean;
  }[];
  /** Parts of lines of which another part runs. */
  readonly partly: readonly { readonly line: number; readonly columns: readonly ColumnRange[] }[];
}

/**
 * What of the subjects' code no example executes, nor loading it, and which requirements execute none of it.
 *
 * @param subjects - paths of the specs' subjects.
 */
export function unclaimedOf(claims: Claims, plans: readonly Plan[], subjects: readonly string[]): Unclaimed {
  return {
    files: subjects.map((path) => unclaimedIn(path, claims.files.get(path))),
    requirements: plans.flatMap(({ spec, subjects: own, requirements }) => {
      const paths = new Set(own.map(({ path }) => path));
      return requirements.flatMap(({ id, title, place, manual, examples }) => {
        const why = manual === null ? whyNone(claims, examples, paths) : null;
        return why === null ? [] : [{ id, spec, line: place.line, title, why }];
      });
    }),
  };
}

function unclaimedIn(path: string, file: FileClaims | undefined): UnclaimedFile {
  if (file === undefined) return { path, isLoaded: false, code: 0, count: 0, lines: [], partly: [] };
  const all = [...file.lines];
  const isDead = ([, { examples, atLoad, missed }]: (typeof all)[number]): boolean =>
    examples.length === 0 && !atLoad && missed.length > 0;
  const dead = new Set(all.filter(isDead).map(([line]) => line));
  // A line that only closes what stands above it goes with that.
  const live = new Set(
    all.filter(([, { examples, atLoad }]) => examples.length > 0 || atLoad).map(([line]) => line),
  );
  const gone = all.filter(([line]) => !live.has(line) && closesDead(line, dead, live)).map(([line]) => line);
  const ranges = toRanges([...dead, ...gone]);
  return {
    path,
    isLoaded: true,
    code: live.size + dead.size,
    count: dead.size,
    lines: ranges.flatMap((range) => splitByFunction(range, file)),
    partly: all.flatMap(([line, { missed }]) =>
      live.has(line) && missed.length > 0 ? [{ line, columns: missed }] : [],
    ),
  };
}

function closesDead(line: number, dead: ReadonlySet<number>, live: ReadonlySet<number>): boolean {
  for (let above = line - 1; above > 0; above -= 1) {
    if (dead.has(above)) return true;
    if (live.has(above)) return false;
  }
  return false;
}

/** A run of lines, cut where one function ends and the next begins. */
function splitByFunction([from, to]: LineRange, { functions }: FileClaims): UnclaimedFile["lines"] {
  const found: { lines: [number, number]; in: string | null; whole: boolean }[] = [];
  for (let line = from; line <= to; line += 1) {
    const around = functions.findLast(
      ({ name, lines }) => name !== "(anonymous)" && lines[0] <= line && line <= lines[1],
    );
    const name = around?.name ?? null;
    const last = found.at(-1);
    if (last !== undefined && last.in === name) last.lines[1] = line;
    else
      found.push({
        lines: [line, line],
        in: name,
        whole: (around?.lines[0] ?? 0) >= from && (around?.lines[1] ?? to + 1) <= to,
      });
  }
  return found;
}

function whyNone(
  claims: Claims,
  examples: Plan["requirements"][number]["examples"],
  subjects: ReadonlySet<string>,
): string | null {
  if (examples.length === 0) return null;
  const runs = examples.some(({ id, kind }) =>
    claims.examples.get(id)?.some(({ path }) => subjects.has(path) || kind === "console"),
  );
  if (runs) return null;
  const why = examples.map(({ id }) => claims.untraced.get(id)).find((one) => one !== undefined);
  return why ?? "its examples execute nothing of the subject but what loading it does";
}
