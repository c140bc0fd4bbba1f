import type { Value } from "../../spec/value.ts";
import { budgetOf, type Budget } from "./budget.ts";
import type { Fit } from "./fit.ts";
import { kindOfAll, type Kind } from "./kind.ts";
import { sameLive, toLive, type Live } from "./live-value.ts";
import { runBody, type Body } from "./program.ts";
import { solve } from "./solve.ts";
import { writeFunction, type Guard, type Raise } from "./write-function.ts";

export interface SynthesisTask {
  /** The exported function's name. */
  readonly name: string;
  /** Parameter names, from the signature. */
  readonly params: readonly string[];
  /** The visible examples only. */
  readonly examples: readonly TaskExample[];
  /** The requirement's and spec's own words without its tables: source of word and number constants. */
  readonly prose: string;
  readonly limits: { readonly candidates: number; readonly ms: number };
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

export interface TaskExample {
  readonly args: readonly Value[];
  readonly expected:
    | { readonly is: "value"; readonly value: Value }
    | { readonly is: "throws"; readonly name?: string; readonly message?: string };
}

export type Synthesis =
  | { readonly found: true; readonly source: string; readonly candidates: number; readonly size: number }
  /** `why` completes "this needs a model: …". */
  | { readonly found: false; readonly why: string; readonly candidates: number };

/** A whole program that fits every visible example. */
export interface Program {
  readonly source: string;
  readonly size: number;
  readonly guards: readonly Guard[];
  readonly body: Body;
}

/**
 * The smallest program of the grammar that does what every visible example says, as one TypeScript function; or, in
 * plain words, why there is none. The same task gives the same answer unless `limits.ms` ends the search.
 */
export function synthesize(task: SynthesisTask): Synthesis {
  const searching = search(task);
  for (;;) {
    const { done, value } = searching.next();
    if (done === true) return value;
  }
}

/** The same a stretch at a time: null comes wherever others may have their turn. */
export function* search(task: SynthesisTask): Generator<null, Synthesis> {
  const budget = budgetOf(task.limits, task.now);
  const read = readTask(task);
  if (typeof read === "string") return { found: false, why: read, candidates: 0 };
  for (const program of programsOf(read, budget)) {
    if (program !== null)
      return { found: true, source: program.source, size: program.size, candidates: budget.spent() };
    yield null;
  }
  return { found: false, why: whyNot(task, budget), candidates: budget.spent() };
}

/** All programs that fit, smallest first, until the budget ends: for whoever wants to compare several. */
export function* programs(task: SynthesisTask): Generator<Program> {
  const read = readTask(task);
  if (typeof read === "string") return;
  for (const program of programsOf(read, budgetOf(task.limits, task.now))) {
    if (program !== null) yield program;
  }
}

interface ReadTask {
  readonly task: SynthesisTask;
  readonly parameters: readonly { readonly name: string; readonly kind: Kind }[];
  readonly rows: readonly { readonly input: readonly Live[]; readonly expected: Live }[];
  readonly resultKind: Kind;
  readonly throwing: readonly { readonly input: readonly Live[]; readonly raise: Raise }[];
}

function readTask(task: SynthesisTask): ReadTask | string {
  const rows: { input: readonly Live[]; expected: Live }[] = [];
  const throwing: { input: readonly Live[]; raise: Raise }[] = [];
  for (const { args, expected } of task.examples) {
    const input = args.map(toLive);
    if (!input.every((value) => value !== undefined))
      return "an argument is no plain number, text, boolean or list";
    if (input.length !== task.params.length)
      return "examples leave out arguments, or give more than the signature names";
    if (expected.is === "throws") {
      throwing.push({
        input,
        raise: { name: expected.name ?? "Error", message: expected.message ?? "not allowed" },
      });
      continue;
    }
    const value = toLive(expected.value);
    if (value === undefined) return "an expected value is no plain number, text, boolean or list";
    rows.push({ input, expected: value });
  }
  if (rows.length === 0) return "there is no example with a value";
  const resultKind = kindOfAll(rows.map((row) => row.expected));
  if (resultKind === undefined) return "the expected values are of kinds that do not go together";
  const inputs = [...rows, ...throwing].map(({ input }) => input);
  const parameters: { name: string; kind: Kind }[] = [];
  for (const [index, name] of task.params.entries()) {
    const kind = kindOfAll(inputs.map((input) => input[index] ?? null));
    if (kind === undefined) return `the values of ${name} are of kinds that do not go together`;
    parameters.push({ name, kind });
  }
  return { task, parameters, rows, resultKind, throwing };
}

function* programsOf(read: ReadTask, budget: Budget): Generator<Program | null> {
  const { task, parameters, rows, resultKind } = read;
  const signature = { name: task.name, parameters, result: resultKind };
  const guards = yield* guardsFor(read, budget);
  if (guards === undefined) return;
  const guardCost = guards.reduce((sum, { cost }) => sum + cost, 0);
  const constant = constantResult(read);
  if (constant !== undefined) {
    const body: Body = { is: "value", of: { is: "constant", value: constant, kind: resultKind } };
    yield { source: writeFunction(signature, guards, body), size: 1 + guardCost, guards, body };
    return;
  }
  const problem = {
    parameters,
    inputs: rows.map((row) => row.input),
    goal: rows.map((row) => row.expected),
    goalKind: resultKind,
    prose: task.prose,
  };
  const given = new Set<string>();
  for (const fit of solve(problem, budget)) {
    if (fit === null) {
      yield null;
      continue;
    }
    const { body, cost } = fit;
    const source = writeFunction(signature, guards, body);
    if (given.has(source) || !holds(body, read)) continue;
    given.add(source);
    yield { source, size: cost + guardCost, guards, body };
  }
}

/** Without parameters the one expected value is the program. */
function constantResult({ parameters, rows }: ReadTask): Live | undefined {
  const [first] = rows;
  if (parameters.length > 0 || first === undefined) return undefined;
  return rows.every((row) => sameLive(row.expected, first.expected)) ? first.expected : undefined;
}

/** Searched on some of the rows, proved on all. */
function holds(body: Body, { parameters, rows }: ReadTask): boolean {
  return rows.every(({ input, expected }) => sameLive(runBody(body, scopeOf(parameters, input)), expected));
}

function scopeOf(parameters: ReadTask["parameters"], input: readonly Live[]): Record<string, unknown> {
  return Object.fromEntries(parameters.map(({ name }, index) => [name, input[index]]));
}

/** For each error a condition that is true on its examples and on no other; `undefined` when one is not found. */
function* guardsFor(
  read: ReadTask,
  budget: Budget,
): Generator<null, readonly (Guard & { readonly cost: number })[] | undefined> {
  const { parameters, rows, throwing } = read;
  const kinds = new Map(throwing.map(({ raise }) => [`${raise.name}: ${raise.message}`, raise]));
  const guards: (Guard & { cost: number })[] = [];
  for (const raise of kinds.values()) {
    const isThis = (other: Raise): boolean => other.name === raise.name && other.message === raise.message;
    const problem = {
      parameters,
      inputs: [...throwing.map(({ input }) => input), ...rows.map(({ input }) => input)],
      goal: [...throwing.map((example) => isThis(example.raise)), ...rows.map(() => false)],
      goalKind: "boolean",
      prose: read.task.prose,
    };
    const fit = yield* firstOf(solve(problem, budget));
    if (fit === undefined || fit.body.is !== "value") return undefined;
    guards.push({ when: fit.body.of, raise, cost: fit.cost });
  }
  return guards;
}

function* firstOf(fits: Generator<Fit | null>): Generator<null, Fit | undefined> {
  for (const fit of fits) {
    if (fit !== null) return fit;
    yield null;
  }
  return undefined;
}

function whyNot(task: SynthesisTask, budget: Budget): string {
  const tried = `${budget.spent().toLocaleString("en")} small programs were tried for ${task.name}, and none does what all ${task.examples.length} examples say`;
  return budget.over() === "ms" ? `${tried} (the time ran out)` : tried;
}
