import type { FileSpans, ProgramTrace, Span } from "../../verdict/coverage.ts";
import type { Claims, ColumnRange, ExampleClaim, FileClaims, LineClaim, LineRange } from "./claims.ts";
import type { Code, CodePart } from "./read-code.ts";
import { readCode, without } from "./read-code.ts";

/** What was seen to run of one spec's examples. */
export interface SpecTrace {
  /** In the order of the spec. */
  readonly examples: readonly ExampleTrace[];
  /** Files that were loaded, and what of each could be seen to run. */
  readonly seen: readonly FileSpans[];
  /** What ran when the modules were loaded. */
  readonly load: readonly FileSpans[];
}

export interface ExampleTrace {
  readonly id: string;
  readonly trace: ProgramTrace;
  /** Files that the example's modules load, by path. */
  readonly loads: readonly string[];
}

/**
 * Which code each example executes, and the other way round. A line counts as executed when any part of it that is
 * not blank, a comment or a type was. What a module does when it is loaded is told apart, and is claimed by all
 * examples that load it.
 *
 * @param texts - of the files, by path; files without a text are left out.
 */
export function makeClaims(specs: readonly SpecTrace[], texts: ReadonlyMap<string, string>): Claims {
  const all = specs.flatMap(({ examples }) => examples);
  const traced = all.flatMap(({ id, trace }) =>
    trace.is === "traced" ? [{ id, executed: trace.executed }] : [],
  );
  const codes = new Map([...texts].map(([path, text]) => [path, { text, code: readCode(text, path) }]));
  const files = new Map<string, FileClaims>();
  const examples = new Map<string, ExampleClaim[]>(traced.map(({ id }) => [id, []]));
  const seenPaths = [...new Set(specs.flatMap(({ seen }) => seen.map(({ path }) => path)))].toSorted();
  for (const path of seenPaths) {
    const known = codes.get(path);
    if (known === undefined) continue;
    const at = (spans: readonly FileSpans[]) => spans.find((one) => one.path === path)?.spans ?? [];
    const runs = traced.flatMap(({ id, executed }) => {
      const spans = at(executed);
      return spans.length === 0 ? [] : [{ id, spans }];
    });
    const load = [...specs.flatMap((spec) => at(spec.load)), ...known.code.declared];
    const seen = specs.flatMap((spec) => at(spec.seen));
    const users = all.filter(({ loads }) => loads.includes(path)).map(({ id }) => id);
    for (const { id, spans } of runs) {
      const claim = claimOf(path, known, spans, load, seen);
      if (claim.lines.length > 0) examples.get(id)?.push(claim);
    }
    files.set(path, fileClaims(known, runs, load, users, seen));
  }
  return {
    examples,
    untraced: new Map(
      all.flatMap(({ id, trace }) => (trace.is === "untraced" ? [[id, trace.why] as const] : [])),
    ),
    files,
  };
}

interface Known {
  readonly text: string;
  readonly code: Code;
}

interface Run {
  readonly id: string;
  readonly spans: readonly Span[];
}

function claimOf(
  path: string,
  known: Known,
  spans: readonly Span[],
  load: readonly Span[],
  seen: readonly Span[],
): ExampleClaim {
  const linesWhere = (all: readonly Span[], is: (against: Against) => boolean): ReadonlySet<number> =>
    new Set(partsAgainst(known, all, seen).flatMap((one) => (is(one) ? [one.part.line] : [])));
  const ran = linesWhere(spans, ({ isRun }) => isRun);
  // What loading ran is not the example's to miss.
  const missed = linesWhere([...spans, ...load], ({ misses }) => misses.length > 0);
  return {
    path,
    lines: toRanges([...ran]),
    partly: toRanges([...ran].filter((line) => missed.has(line))),
  };
}

function fileClaims(
  known: Known,
  runs: readonly Run[],
  load: readonly Span[],
  users: readonly string[],
  seen: readonly Span[],
): FileClaims {
  const byLine = new Map<number, { examples: Set<string>; atLoad: boolean; missed: ColumnRange[] }>();
  for (const { line } of known.code.parts)
    byLine.set(line, { examples: new Set(), atLoad: false, missed: [] });
  for (const { id, spans } of runs) {
    for (const { part, isRun } of partsAgainst(known, spans, seen)) {
      if (isRun) byLine.get(part.line)?.examples.add(id);
    }
  }
  for (const { part, isRun } of partsAgainst(known, load, seen)) {
    const line = byLine.get(part.line);
    if (isRun && line !== undefined) line.atLoad = true;
  }
  for (const [line, columns] of missedColumns(
    known,
    [...runs.flatMap(({ spans }) => spans), ...load],
    seen,
  )) {
    byLine.get(line)?.missed.push(...columns);
  }
  return {
    lines: new Map(
      [...byLine].map(([line, { examples, atLoad, missed }]): [number, LineClaim] => [
        line,
        { examples: [...examples], atLoad, ...(atLoad && { users }), missed },
      ]),
    ),
    functions: known.code.functions.map(({ name, span, own }) => ({
      name,
      lines: [lineAt(known.text, span[0]), lineAt(known.text, span[1] - 1)],
      examples: runs.filter(({ spans }) => meets(own, spans)).map(({ id }) => id),
      atLoad: meets(own, load),
    })),
  };
}

interface Against {
  readonly part: CodePart;
  readonly isRun: boolean;
  readonly misses: readonly Span[];
}

/** Each part of the code: whether any of it ran, and what of it could have run and did not. */
function partsAgainst(
  { text, code }: Known,
  spans: readonly Span[],
  seen: readonly Span[],
): readonly Against[] {
  const ran = merged(spans);
  const visible = merged(seen);
  let at = 0;
  return code.parts.map((part) => {
    while (at < ran.length && (ran[at]?.[1] ?? 0) <= part.span[0]) at += 1;
    const first = ran[at];
    if (first !== undefined && first[0] <= part.span[0] && first[1] >= part.span[1]) {
      return { part, isRun: true, misses: [] };
    }
    const near = ran.slice(at, at + 50);
    const left = without([part.span], near);
    const done = without([part.span], left);
    const doesSay = (span: Span): boolean => says.test(text.slice(...span));
    return {
      part,
      // A semicolon behind what did not run is no sign of life.
      isRun: doesSay(part.span) ? done.some(doesSay) : done.length > 0,
      misses: left.filter((span) => doesSay(span) && meets([span], visible)),
    };
  });
}

/** Brackets, commas and the like alone do nothing. */
const says = /[^\s()[\]{};,?:]/;

/** By line: what did not run, as columns; told as one where nothing that ran lies between. */
function missedColumns(
  known: Known,
  spans: readonly Span[],
  seen: readonly Span[],
): ReadonlyMap<number, readonly ColumnRange[]> {
  const byLine = new Map<number, [number, number][]>();
  let isOpen = false;
  for (const { part, isRun, misses } of partsAgainst(known, spans, seen)) {
    const columns = byLine.get(part.line) ?? [];
    isOpen &&=
      columns.length > 0 && !(isRun && misses.length === 0 && says.test(known.text.slice(...part.span)));
    for (const [from, to] of misses) {
      const column = part.column + from - part.span[0];
      const last = columns.at(-1);
      if (isOpen && last !== undefined) last[1] = column + to - from - 1;
      else columns.push([column, column + to - from - 1]);
      isOpen = true;
    }
    byLine.set(part.line, columns);
  }
  return byLine;
}

function merged(spans: readonly Span[]): readonly Span[] {
  const whole: [number, number][] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = whole.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (to > from) whole.push([from, to]);
  }
  return whole;
}

function meets(some: readonly Span[], others: readonly Span[]): boolean {
  return some.some(([from, to]) => others.some(([start, end]) => start < to && end > from));
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** Line numbers as ranges, ascending and apart. */
export function toRanges(lines: readonly number[]): readonly LineRange[] {
  const ranges: [number, number][] = [];
  for (const line of lines.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && line <= last[1] + 1) last[1] = Math.max(last[1], line);
    else ranges.push([line, line]);
  }
  return ranges;
}
