import type { Usage } from "./model.ts";

export type BudgetKind = "turns" | "tokens" | "cost" | "minutes";

/** Limits of a run; null is no limit. */
export interface Budgets {
  readonly turns: number | null;
  /** All tokens the other side counts: input, cached or not, and output. */
  readonly tokens: number | null;
  /** US dollars. */
  readonly cost: number | null;
  readonly minutes: number | null;
}

/** What a run has used so far, earlier sessions of it included. */
export interface Spent {
  readonly turns: number;
  readonly tokens: number;
  /** US dollars; null once a call's price was unknown. */
  readonly cost: number | null;
}

export interface Exhausted {
  readonly which: BudgetKind;
  readonly message: string;
}

export const noBudgets: Budgets = { turns: null, tokens: null, cost: null, minutes: null };
export const nothingSpent: Spent = { turns: 0, tokens: 0, cost: 0 };

/**
 * Says whether a call may still go out. Asked before each call, so that a budget is passed by at most the last
 * call's own tokens.
 * @param elapsedMs milliseconds of the run's own time
 */
export function exhausted(budgets: Budgets, spent: Spent, elapsedMs: number): Exhausted | null {
  const used = {
    turns: spent.turns,
    tokens: spent.tokens,
    cost: spent.cost ?? 0,
    minutes: elapsedMs / 60_000,
  };
  for (const which of kinds) {
    const limit = budgets[which];
    if (limit !== null && used[which] >= limit) {
      const { option, show } = words[which];
      return {
        which,
        message: `the budget of ${show(limit)} is used up (${show(used[which])}); go on with a larger ${option}`,
      };
    }
  }
  return null;
}

/** Adds one call. Cost stays unknown once one price was. */
export function spend(spent: Spent, usage: Usage, cost: number | null): Spent {
  return {
    turns: spent.turns + 1,
    tokens: spent.tokens + allTokens(usage),
    cost: spent.cost === null || cost === null ? null : spent.cost + cost,
  };
}

/** Tokens that the next answer may have: what is wanted, or what the budget leaves. At least 1. */
export function tokensLeft(budgets: Budgets, spent: Spent, wanted: number): number {
  return budgets.tokens === null ? wanted : Math.max(1, Math.min(wanted, budgets.tokens - spent.tokens));
}

/**
 * Refuses, before a run starts, a limit of money that could not be kept.
 * @returns a message for the person, or null when all is well
 */
export function refuseUnknownPrice(budgets: Budgets, model: string, known: boolean): string | null {
  if (budgets.cost === null || known) return null;
  return (
    `--max-cost cannot be kept: the price of model "${model}" is unknown. ` +
    `Give its prices in the configuration (US dollars per million tokens), ` +
    `for example prices: { "${model}": { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2 } }, ` +
    `or limit the run with --max-tokens or --max-turns.`
  );
}

const kinds: readonly BudgetKind[] = ["turns", "tokens", "cost", "minutes"];

const words: Readonly<Record<BudgetKind, { option: string; show: (amount: number) => string }>> = {
  turns: { option: "--max-turns", show: (n) => `${n} turns` },
  tokens: { option: "--max-tokens", show: (n) => `${n} tokens` },
  cost: { option: "--max-cost", show: (n) => `$${n.toFixed(2)}` },
  minutes: { option: "--max-minutes", show: (n) => `${Math.round(n * 10) / 10} minutes` },
};

function allTokens(usage: Usage): number {
  return usage.input + usage.output + usage.cacheWrite + usage.cacheRead;
}
