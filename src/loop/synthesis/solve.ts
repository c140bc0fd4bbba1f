import { Bank, type Grammar, type Term } from "./bank.ts";
import { branch, PartialResults } from "./branches.ts";
import type { Budget } from "./budget.ts";
import { combine } from "./combinations.ts";
import { constantsOf, type Constant } from "./constants.ts";
import { eachOperations } from "./each-operations.ts";
import type { Expression } from "./expression.ts";
import type { Fit } from "./fit.ts";
import { hintsOf, type Hints } from "./hints.ts";
import { isArrayKind, itemOf, type Kind } from "./kind.ts";
import type { Live } from "./live-value.ts";
import { loopsFor } from "./loops.ts";
import { operationNamed, operationsFor, type Operation } from "./operations.ts";
import { assemble, piecesOf } from "./parts.ts";
import { allRows, maskOf, mostRows, Predicates } from "./predicates.ts";
import { usesIn, type Body } from "./program.ts";
import { missingCost, tiedNumbers } from "./tied-numbers.ts";
import { SameKey } from "./same-key.ts";

export interface Problem {
  readonly parameters: readonly { readonly name: string; readonly kind: Kind }[];
  readonly inputs: readonly (readonly Live[])[];
  readonly goal: readonly Live[];
  readonly goalKind: Kind;
  readonly prose: string;
}

/** Beyond this cost nothing is looked for. */
const mostCost = 60;

/** What a program may cost beyond the information in the expected values; past that it is a table in disguise. */
const credit = 10;

/** Rows evaluated after the first fit (and four times those before it) in the hope of a smaller one. */
const patience = 2_500_000;

/** What it costs to leave an argument unused: a signature seldom names one in vain. */
const perUnused = 6;

/**
 * The bodies that fit every row, smallest first. After the first one is known the search goes on for a while, since
 * a smaller one may be found by another way; the caller takes as many as it wants.
 */
export function* solve(problem: Problem, budget: Budget): Generator<Fit> {
  const known: Fit[] = [];
  let firstAt: number | undefined;
  let level = 1;
  let enough = false;
  const tied = tiedNumbers(problem.prose);
  const seen = new Set<string>();
  const largest = credit + informationOf(problem.goal);
  const found = ({ body, cost }: Fit): void => {
    const text = describe(body);
    if (cost > largest || seen.has(text)) return;
    seen.add(text);
    const unused = problem.parameters.filter(({ name }) => !usesIn(body, name)).length;
    const rank = cost + unused * perUnused + missingCost(body, tied);
    known.push({ body, cost: rank });
    firstAt ??= budget.effort();
    if (rank <= level) enough = true;
  };
  const search = searchOf(problem, budget, found, () => enough);
  for (; level <= mostCost; level += 1) {
    do {
      enough = false;
      search(level);
      const last = budget.over() !== undefined || (firstAt !== undefined && budget.effort() > firstAt * 4 + patience);
      known.sort((a, b) => a.cost - b.cost);
      while (known[0] !== undefined && (known[0].cost <= level || last)) yield* known.splice(0, 1);
      if (budget.over() !== undefined) return;
    } while (enough);
  }
}

/** Sets everything up; the function it gives searches one cost further and reports what fits. */
function searchOf(
  problem: Problem,
  budget: Budget,
  found: (fit: Fit) => void,
  enough: () => boolean,
): (cost: number) => void {
  const rows = Math.min(problem.goal.length, mostRows);
  const goal = problem.goal.slice(0, rows);
  const hints = hintsOf(problem.prose);
  const constants = constantsOf(problem.prose, hints, problem.inputs, problem.goal);
  const leaves = [
    ...parameterTerms(problem, rows),
    ...constants.map((constant) => constantTerm(constant, rows)),
  ];
  const grammar = { ...grammarOf(problem, hints), enough };
  const bank = new Bank(rows, leaves, grammar, budget);
  const value = (of: Expression, cost: number): void => found({ body: { is: "value", of }, cost });
  bank.aim(problem.goalKind, goal, (term) => value(term.expression, term.cost));
  if (problem.goalKind === "string") aimInsideText(bank, goal as readonly string[], value);

  const conditions = new Predicates(bank);
  const results = new PartialResults(bank, problem.goalKind, goal);
  const pieces = problem.goalKind === "string" ? piecesOf(constants, goal) : undefined;
  const all = allRows(rows);
  const tied = tiedNumbers(problem.prose);
  const yes = maskOf(goal, (value) => value === true);
  const [left, right] = leaves;
  const sameKey =
    problem.goalKind === "boolean" &&
    problem.parameters.length === 2 &&
    left?.kind === right?.kind &&
    left &&
    right
      ? new SameKey([left, right], leaves.slice(2), goal, grammar, budget, 2 + priceOf(operationNamed("==="), hints))
      : undefined;

  return (cost) => {
    if (!bank.extend(cost)) return;
    for (const fit of sameKey?.at(cost) ?? []) found(fit);
    if (cost === 6 && problem.goalKind === "number") {
      const fit = loopsFor(leaves, goal, (operation) => priceOf(operation, hints), budget);
      if (fit !== undefined) found(fit);
    }
    if (problem.goalKind === "boolean") {
      for (const fit of combine(conditions.upTo(cost, 160), yes, all, tied)) found(fit);
      return;
    }
    const tests = conditions.upTo(cost, 120);
    const partial = results.upTo(cost);
    const fits = [pieces && assemble(pieces, tests, partial), branch(tests, partial, rows)];
    for (const fit of fits) if (fit !== undefined) found(fit);
  };
}

/** The same text for the same program: a level that is begun anew finds its fits again. */
function describe(body: Body): string {
  return JSON.stringify(body, (key, value: unknown) =>
    key === "operation" ? (value as Operation).template : value,
  );
}

/** The bits that it takes to say which of the distinct expected values each row has. */
function informationOf(goal: readonly Live[]): number {
  const counts = new Map<string, number>();
  for (const value of goal) counts.set(JSON.stringify(value), (counts.get(JSON.stringify(value)) ?? 0) + 1);
  if (counts.size <= 2) return goal.length;
  const bits = [...counts.values()].map((count) => count * Math.log2(goal.length / count));
  // Values that are all their own say more than which row they stand on.
  const own = [...counts].filter(([, count]) => count === 1).map(([text]) => text.length);
  return [...bits, ...own].reduce((sum, value) => sum + value, 0);
}

function parameterTerms(problem: Problem, rows: number): readonly Term[] {
  return problem.parameters.map(({ name, kind }, index) => ({
    expression: { is: "variable", name, kind },
    kind,
    cost: 1,
    values: problem.inputs.slice(0, rows).map((input) => input[index]),
  }));
}

function constantTerm({ value, kind, cost }: Constant, rows: number): Term {
  return {
    expression: { is: "constant", value, kind },
    kind,
    cost,
    values: Array.from({ length: rows }, () => value),
  };
}

function grammarOf(problem: Problem, hints: Hints): Omit<Grammar, "enough"> {
  const kinds = new Set<Kind>(["number", "string"]);
  for (const kind of [...problem.parameters.map((parameter) => parameter.kind), problem.goalKind])
    for (let inner = kind; isArrayKind(inner); inner = itemOf(inner)) kinds.add(itemOf(inner));
  const inputs = problem.inputs.flat();
  return {
    operations: operationsFor([...kinds]).map((operation) => ({
      operation,
      cost: priceOf(operation, hints),
    })),
    each: eachOperations.map((operation) => ({
      operation,
      cost: hints.speaksOf(operation.words) ? 1 : operation.cost,
    })),
    refuses: (operation, of) =>
      isPointless(operation, of) || isFarFetched(operation, of, hints) || isLookup(operation, of, inputs),
  };
}

function priceOf(operation: Operation, hints: Hints): number {
  return hints.speaksOf(operation.words) ? 1 : operation.cost;
}

/** Constants alone make new numbers (`212 - 32`), nothing else. */
function isPointless(operation: Operation, of: readonly Term[]): boolean {
  if (operation.gives === "number" && operation.takes[0] === "number" && operation.takes.length === 2)
    return false;
  return of.every((term) => term.expression.is === "constant");
}

/** A remainder is asked of something that varies, by a plain divisor; a fixed place is the first, second or last. */
function isFarFetched(operation: Operation, of: readonly Term[], hints: Hints): boolean {
  const [left, right] = of.map((term) => term.expression);
  if (left === undefined || right === undefined) return false;
  if (operation.name === "%" || operation.name === "is a multiple of") {
    const plain = right.is !== "call" || right.operation.name === "length";
    const shifted = left.is === "call" && "+-".includes(left.operation.name) && left.of.some((part) => part.is === "constant");
    return left.is === "constant" || shifted || right.is === "each" || !plain;
  }
  if (["charAt", "item at", "slice"].includes(operation.name)) {
    const places = of.slice(1).flatMap(({ expression }) => (expression.is === "constant" ? [Number(expression.value)] : []));
    return places.some((place) => !isSpokenPlace(operation, place, hints));
  }
  return false;
}

const ordinals = ["first", "second", "third", "fourth", "fifth"];

/** The beginning (and all but the first or last, for a slice) need no mention; other places do. */
function isSpokenPlace(operation: Operation, place: number, hints: Hints): boolean {
  if (place === 0 || (operation.name === "slice" && Math.abs(place) === 1)) return true;
  if (operation.name === "slice") return hints.speaksOf(["first", "last"]);
  const ordinal = ordinals[place];
  return ordinal !== undefined && hints.speaksOf([ordinal, "position"]);
}

/** An argument compared with what one example gives for it would begin a lookup; what is empty is no such thing. */
function isLookup(operation: Operation, of: readonly Term[], inputs: readonly Live[]): boolean {
  if (operation.name !== "===") return false;
  const constant = of.find((term) => term.expression.is === "constant")?.values[0] as Live | undefined;
  if (constant === undefined || constant === "" || constant === 0 || constant === 1) return false;
  return of.some((term) => term.expression.is === "variable") && inputs.includes(constant);
}

/** Goals that lie inside a text: what is left between a beginning and an end that all share, and words in a row. */
function aimInsideText(
  bank: Bank,
  goal: readonly string[],
  found: (of: Expression, cost: number) => void,
): void {
  const add = operationNamed("+", "string");
  const text = (value: string): Expression => ({ is: "constant", value, kind: "string" });
  const start = sharedStart(goal);
  const end = sharedStart(goal.map((value) => reversed(value.slice(start.length))));
  if (start.length + end.length > 0 && new Set(goal).size > 1) {
    const middle = goal.map((value) => value.slice(start.length, value.length - end.length));
    bank.aim("string", middle, (term) => {
      const head: Expression =
        start === ""
          ? term.expression
          : { is: "call", operation: add, of: [text(start), term.expression], kind: "string" };
      const whole: Expression =
        end === "" ? head : { is: "call", operation: add, of: [head, text(reversed(end))], kind: "string" };
      found(whole, term.cost + 3 * (Number(start !== "") + Number(end !== "")));
    });
  }
  const join = operationNamed("join");
  for (const separator of ["", " "]) {
    const parts = goal.map((value) => (separator === "" ? [...value] : value.split(separator)));
    bank.aim("string[]", parts, (term) =>
      found(
        { is: "call", operation: join, of: [term.expression, text(separator)], kind: "string" },
        term.cost + 2,
      ),
    );
  }
}

function sharedStart(texts: readonly string[]): string {
  let start = texts[0] ?? "";
  for (const text of texts) while (!text.startsWith(start)) start = start.slice(0, -1);
  return start;
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}
