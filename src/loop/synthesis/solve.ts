import { Bank, type Grammar } from "./bank.ts";
import type { Term } from "./term.ts";
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
import type { Operation } from "./operation.ts";
import { operationNamed, operationsFor } from "./operations.ts";
import { aimInsideText } from "./inside-text.ts";
import { informationOf } from "./information.ts";
import { isPlausible } from "./plausible.ts";
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

/** Rows evaluated after the first fit (and three times those before it) in the hope of a smaller one. */
const patience = 1_500_000;

/** For yes and no much more: many wrong programs fit so little information, and the right one may be small. */
const patienceForYesOrNo = 6_000_000;

/** What it costs to leave an argument unused: a signature seldom names one in vain. */
const perUnused = 6;

/**
 * The bodies that fit every row, smallest first. After the first one is known the search goes on for a while, since
 * a smaller one may be found by another way; the caller takes as many as it wants. Null comes wherever others may
 * have their turn.
 */
export function* solve(problem: Problem, budget: Budget): Generator<Fit | null> {
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
      yield* search(level);
      const last =
        budget.over() !== undefined ||
        (firstAt !== undefined &&
          budget.effort() > firstAt * 3 + (problem.goalKind === "boolean" ? patienceForYesOrNo : patience));
      known.sort((a, b) => a.cost - b.cost);
      const ripe = last ? known.length : known.filter(({ cost }) => cost <= level).length;
      yield* known.splice(0, ripe);
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
): (cost: number) => Generator<null> {
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
      ? new SameKey(
          [left, right],
          leaves.slice(2),
          goal,
          grammar,
          budget,
          2 + priceOf(operationNamed("==="), hints),
        )
      : undefined;

  return function* (cost) {
    if (!(yield* bank.extend(cost))) return;
    for (const fit of sameKey === undefined ? [] : yield* sameKey.at(cost)) found(fit);
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
    refuses: (operation, of) => !isPlausible(operation, of, hints, inputs),
  };
}

function priceOf(operation: Operation, hints: Hints): number {
  return hints.speaksOf(operation.words) ? 1 : operation.cost;
}
