import type { BudgetKind, Budgets } from "../../../loop/budget.ts";
import type { RunView } from "../../run-view.ts";

/** One budget of a run: what is used, and its limit; null where there is none, or it is not known. */
export interface Amount {
  readonly kind: BudgetKind;
  readonly used: number | null;
  readonly limit: number | null;
}

const budgetKinds: readonly BudgetKind[] = ["turns", "tokens", "cost", "minutes"];

export const budgetNames: Readonly<Record<BudgetKind, string>> = {
  turns: "turns",
  tokens: "tokens",
  cost: "money",
  minutes: "minutes",
};

/**
 * What a run has used of its budgets. An agent without a model takes no turns and spends no money: time alone counts.
 *
 * @param now - monotonic milliseconds; the run's minutes go on from its last event while it is alive.
 */
export function amountsOf(view: RunView, isLive: boolean, now: number): readonly Amount[] {
  const { budgets, spent, elapsedMs } = view.state;
  const minutes = (elapsedMs + (isLive ? Math.max(0, now - view.since) : 0)) / 60_000;
  const used = { turns: spent.turns, tokens: spent.tokens, cost: spent.cost, minutes };
  const hasModel = view.state.started?.model !== null;
  return (hasModel ? budgetKinds : (["minutes"] as const)).map((kind) => ({
    kind,
    used: used[kind],
    limit: budgets[kind],
  }));
}

/** An amount as a person reads it: `12`, `12.3k`, `$0.12`, `2.5`. */
export function showAmount(kind: BudgetKind, amount: number): string {
  switch (kind) {
    case "turns":
      return String(amount);
    case "tokens":
      return short(amount);
    case "cost":
      return `$${amount.toFixed(2)}`;
    case "minutes":
      return amount >= 10 || Number.isInteger(amount) ? String(Math.floor(amount)) : amount.toFixed(1);
  }
}

/** The limit with half as much again. */
export function raised(kind: BudgetKind, limit: number): number {
  return kind === "cost" ? Math.round(limit * 150) / 100 : Math.ceil(limit * 1.5);
}

/** The one budget raised; null when it has no limit. */
export function raise(budgets: Budgets, kind: BudgetKind): Partial<Budgets> | null {
  const limit = budgets[kind];
  return limit === null ? null : { [kind]: raised(kind, limit) };
}

function short(amount: number): string {
  if (amount < 1_000) return String(amount);
  const [size, unit] = amount < 1_000_000 ? [amount / 1_000, "k"] : [amount / 1_000_000, "M"];
  return `${size >= 100 || Number.isInteger(size) ? Math.floor(size) : size.toFixed(1)}${unit}`;
}
