import type { BudgetKind, Budgets } from "../../../loop/budget.ts";
import type { Field } from "../../field.ts";
import { emptyField } from "../../field.ts";
import type { Shared } from "../../model.ts";
import type { Destination } from "../../screen.ts";

export interface StartRunState {
  readonly specs: readonly string[];
  readonly row: FormRow;
  /** null: the default, which is the first that could run here. */
  readonly agent: string | null;
  /** Empty: the agent's own. */
  readonly model: Field;
  readonly isTypingModel: boolean;
  /** As typed; empty: the default. */
  readonly budgets: Readonly<Record<BudgetKind, string>>;
  readonly fresh: boolean;
  readonly phase: "filling" | "starting";
  /** Why it could not be started. */
  readonly problem: { readonly message: string; readonly advice: readonly string[] } | null;
}

export type FormRow = "agent" | "model" | BudgetKind | "fresh";

export function arriveAtStartRun({ specs }: Extract<Destination, { at: "start-run" }>): {
  readonly state: StartRunState;
  readonly effects: readonly [];
} {
  return { state: firstState(specs), effects: [] };
}

export function firstState(specs: readonly string[]): StartRunState {
  return {
    specs,
    row: "agent",
    agent: null,
    model: emptyField,
    isTypingModel: false,
    budgets: { turns: "", tokens: "", cost: "", minutes: "" },
    fresh: false,
    phase: "filling",
    problem: null,
  };
}

/** The agents that could run here, the default first. */
export function agentsOf({
  overview,
}: Shared): readonly { readonly name: string; readonly model: string | null }[] {
  return overview.is === "there" ? overview.value.agents : [];
}

/** The agent that would run; null while none is known. */
export function chosenAgent({ agent }: StartRunState, shared: Shared) {
  const agents = agentsOf(shared);
  return agents.find(({ name }) => name === agent) ?? agents[0] ?? null;
}

/** The rows of the form, from the top: an agent without a model has no row for one, and no money to limit. */
export function formRows(state: StartRunState, shared: Shared): readonly FormRow[] {
  const hasModel = (chosenAgent(state, shared)?.model ?? null) !== null;
  return hasModel
    ? ["agent", "model", "turns", "tokens", "cost", "minutes", "fresh"]
    : ["agent", "minutes", "fresh"];
}

/** What is wrong with a budget as typed, in a few words; null when nothing is. */
export function budgetProblem(kind: BudgetKind, text: string): string | null {
  if (text === "") return null;
  const amount = Number(text);
  if (!Number.isFinite(amount) || amount <= 0) return "a number above 0, for example 20";
  const isWhole = kind === "cost" || kind === "minutes" || Number.isInteger(amount);
  return isWhole ? null : "a whole number, for example 20";
}

/** The budgets that were typed; those left empty are the default's. */
export function givenBudgets({ budgets }: StartRunState, rows: readonly FormRow[]): Partial<Budgets> {
  const given = Object.entries(budgets).filter(
    ([kind, text]) => text !== "" && rows.some((row) => row === kind),
  );
  return Object.fromEntries(given.map(([kind, text]) => [kind, Number(text)]));
}
