import type { Term } from "./term.ts";
import type { Budget } from "./budget.ts";
import type { Expression } from "./expression.ts";
import type { Fit } from "./fit.ts";
import type { Live } from "./live-value.ts";
import type { Operation } from "./operation.ts";
import { operationNamed } from "./operations.ts";
import { firstName, secondName, type Loop } from "./program.ts";

/** A number as a function of the loop's two, and how `write` will print it. */
interface Step {
  readonly expression: Expression;
  readonly cost: number;
  readonly run: (first: number, second: number) => number;
}

const mostSteps = 500;
const own = 4;

/**
 * The cheapest loops over two numbers that give the goal: both start as a leaf (a parameter or a small constant),
 * and are replaced together by simple arithmetic of the two, so many times or until the second is 0.
 */
export function loopsFor(
  leaves: readonly Term[],
  goal: readonly Live[],
  priceOf: (operation: Operation) => number,
  budget: Budget,
): Fit | undefined {
  const numbers = leaves.filter((leaf) => leaf.kind === "number" && leaf.cost <= 2);
  const parameters = numbers.filter((leaf) => leaf.expression.is === "variable");
  const steps = stepsOf(priceOf);
  let best: { readonly loop: Loop; readonly cost: number } | undefined;
  for (const times of [...parameters, undefined])
    for (const first of numbers)
      for (const second of numbers)
        for (const nextFirst of steps)
          for (const nextSecond of steps) {
            const starts = first.cost + second.cost + (times?.cost ?? 2);
            const cost = own + starts + nextFirst.cost + nextSecond.cost;
            if (best !== undefined && best.cost <= cost) continue;
            if (!budget.take()) return best && { body: best.loop, cost: best.cost };
            const fits = goal.every((value, row) =>
              Object.is(
                value,
                run(first.values[row], second.values[row], times?.values[row], nextFirst.run, nextSecond.run),
              ),
            );
            if (!fits) continue;
            const loop: Loop = {
              is: "loop",
              start: [first.expression, second.expression],
              next: [nextFirst.expression, nextSecond.expression],
              times: times?.expression,
            };
            best = { loop, cost };
          }
  return best && { body: best.loop, cost: best.cost };
}

function stepsOf(priceOf: (operation: Operation) => number): readonly Step[] {
  const variable = (name: string): Expression => ({ is: "variable", name, kind: "number" });
  const simple: readonly Step[] = [
    { expression: variable(firstName), cost: 1, run: (first) => first },
    { expression: variable(secondName), cost: 1, run: (_first, second) => second },
  ];
  const one: Step = { expression: { is: "constant", value: 1, kind: "number" }, cost: 1, run: () => 1 };
  const compound = ["+", "-", "*", "%"].flatMap((sign) => {
    const operation = operationNamed(sign, "number");
    const apply = operation.evaluate as (a: number, b: number) => number;
    return simple.flatMap((left) =>
      [...simple, one].map((right): Step => ({
        expression: { is: "call", operation, of: [left.expression, right.expression], kind: "number" },
        cost: left.cost + right.cost + priceOf(operation),
        run: (first, second) => apply(left.run(first, second), right.run(first, second)),
      })),
    );
  });
  return [...simple, ...compound];
}

function run(
  start: unknown,
  other: unknown,
  times: unknown,
  nextFirst: Step["run"],
  nextSecond: Step["run"],
): number | undefined {
  let first = Number(start);
  let second = Number(other);
  const most = times === undefined ? mostSteps : Number(times);
  if (!(most <= mostSteps)) return undefined;
  for (let step = 0; step < most; step += 1) {
    if (times === undefined && second === 0) return first;
    const next = nextFirst(first, second);
    second = nextSecond(first, second);
    first = next;
    if (!Number.isFinite(first) || !Number.isFinite(second)) return undefined;
  }
  return times === undefined ? undefined : first;
}
