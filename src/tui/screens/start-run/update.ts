import type { BudgetKind } from "../../../loop/budget.ts";
import type { TuiEvent } from "../../event.ts";
import { pasteInto, refusedPaste, typeInto } from "../../field.ts";
import type { Key } from "../../key.ts";
import { actionOf, typedText } from "../../key.ts";
import type { Shared } from "../../model.ts";
import { stay } from "../../screen.ts";
import type { Step } from "../../screen.ts";
import type { StartRunAction } from "./bindings.ts";
import { startRunBindings } from "./bindings.ts";
import type { FormRow, StartRunState } from "./state.ts";
import { agentsOf, budgetProblem, chosenAgent, formRows, givenBudgets } from "./state.ts";

/** Digits of a budget; more would be no budget. */
const longestBudget = 12;

/** What an event makes of the form before a run. */
export function updateStartRun(state: StartRunState, event: TuiEvent, shared: Shared): Step<StartRunState> {
  switch (event.type) {
    case "key":
      return onKey(state, event.key, shared);
    case "paste": {
      if (!state.isTypingModel) return stay(state);
      const model = pasteInto(state.model, event.text);
      return model === null ? { ...stay(state), say: refusedPaste } : stay({ ...state, model });
    }
    case "run-linked":
      return state.phase === "starting"
        ? { ...stay(state), go: { to: "replace", place: { at: "run", run: event.run } } }
        : stay(state);
    case "run-refused": {
      const { message, advice } = event;
      return stay(
        state.phase === "starting" ? { ...state, phase: "filling", problem: { message, advice } } : state,
      );
    }
    default:
      return stay(state);
  }
}

function onKey(state: StartRunState, key: Key, shared: Shared): Step<StartRunState> {
  const action = actionOf(startRunBindings(state, shared), key);
  if (action !== null) return act({ ...state, problem: null }, action, shared);
  if (state.phase === "starting") return stay(state);
  if (state.isTypingModel) return stay({ ...state, model: typeInto(state.model, key) ?? state.model });
  const text = typedText(key);
  return stay(text !== null && /^[\d.]$/.test(text) ? withDigit(state, text) : state);
}

function act(state: StartRunState, action: StartRunAction, shared: Shared): Step<StartRunState> {
  switch (action) {
    case "start":
      return start(state, shared);
    case "down":
      return stay(moved(state, shared, 1));
    case "up":
      return stay(moved(state, shared, -1));
    case "next":
      return stay(chosen(state, shared, 1));
    case "before":
      return stay(chosen(state, shared, -1));
    case "erase":
      return stay(onBudget(state, (text) => text.slice(0, -1)));
    case "clear":
      return stay(onBudget(state, () => ""));
    case "type-model":
      return stay({ ...state, row: "model", isTypingModel: true });
    case "done-typing":
      return stay({ ...state, isTypingModel: false });
  }
}

function start(state: StartRunState, shared: Shared): Step<StartRunState> {
  const agent = chosenAgent(state, shared);
  const rows = formRows(state, shared);
  const wrong = rows.find((row) => isBudget(row) && budgetProblem(row, state.budgets[row]) !== null);
  if (wrong !== undefined && isBudget(wrong)) {
    const text = `${wrong}: ${budgetProblem(wrong, state.budgets[wrong])}`;
    return { ...stay({ ...state, row: wrong }), say: { text, tone: "error" } };
  }
  const model = state.model.text.trim();
  const order = {
    specs: state.specs,
    agent: agent?.name ?? null,
    model: rows.includes("model") && model !== "" ? model : null,
    fresh: state.fresh,
    unsandboxed: false,
    budgets: givenBudgets(state, rows),
  };
  return stay({ ...state, phase: "starting" }, [{ do: "start-run", order }]);
}

function moved(state: StartRunState, shared: Shared, by: number): StartRunState {
  const rows = formRows(state, shared);
  const at = Math.max(0, rows.indexOf(state.row));
  return { ...state, row: rows[Math.max(0, Math.min(rows.length - 1, at + by))] ?? state.row };
}

function chosen(state: StartRunState, shared: Shared, by: number): StartRunState {
  if (state.row === "fresh") return { ...state, fresh: !state.fresh };
  if (state.row !== "agent") return state;
  const names = agentsOf(shared).map(({ name }) => name);
  const at = names.indexOf(chosenAgent(state, shared)?.name ?? "");
  return { ...state, agent: names[(at + by + names.length) % Math.max(1, names.length)] ?? state.agent };
}

function withDigit(state: StartRunState, digit: string): StartRunState {
  return onBudget(state, (text) => (text.length < longestBudget ? text + digit : text));
}

function onBudget(state: StartRunState, change: (text: string) => string): StartRunState {
  const { row } = state;
  if (!isBudget(row)) return state;
  return { ...state, budgets: { ...state.budgets, [row]: change(state.budgets[row]) } };
}

function isBudget(row: FormRow): row is BudgetKind {
  return row !== "agent" && row !== "model" && row !== "fresh";
}
