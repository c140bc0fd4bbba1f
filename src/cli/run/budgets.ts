import type { Config } from "../../app/config.ts";
import { UserError } from "../../app/user-error.ts";
import type { Budgets } from "../../loop/budget.ts";

type Options = Readonly<Record<string, unknown>>;

/** Limits by option, else by configuration, else ours: a run that nobody watches must end. */
export function budgetsOf(options: Options, { budgets }: Config): Budgets {
  const named = namedBudgets(options);
  return {
    turns: named.turns ?? budgets.turns ?? 100,
    tokens: named.tokens ?? budgets.tokens ?? null,
    cost: named.cost ?? budgets.cost ?? null,
    minutes: named.minutes ?? budgets.minutes ?? 60,
  };
}

/**
 * The limits that were named by option.
 *
 * @throws UserError for one that is no number above 0.
 */
export function namedBudgets(options: Options): Partial<Budgets> {
  return Object.fromEntries(
    names.flatMap(([budget, name, form]) => {
      const value = options[name];
      if (typeof value !== "string") return [];
      const number = Number(value);
      if (Number.isFinite(number) && number > 0) return [[budget, number]];
      throw new UserError(2, `${form} takes a number above 0; it was given "${value}"`);
    }),
  );
}

const names: readonly (readonly [budget: keyof Budgets, name: string, form: string])[] = [
  ["turns", "maxTurns", "--max-turns"],
  ["tokens", "maxTokens", "--max-tokens"],
  ["cost", "maxCost", "--max-cost"],
  ["minutes", "maxMinutes", "--max-minutes"],
];
