import type { BudgetKind } from "../../../loop/budget.ts";
import { viewField } from "../../field.ts";
import type { Shared } from "../../model.ts";
import type { Line } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import { cut } from "../../paint/width.ts";
import type { Size } from "../../screen.ts";
import { wrapText } from "../../transcript/text-rows.ts";
import type { FormRow, StartRunState } from "./state.ts";
import { agentsOf, budgetProblem, chosenAgent, formRows } from "./state.ts";

/** The form: who writes the code, within what limits, and what is sent where. */
export function viewStartRun(state: StartRunState, shared: Shared, size: Size): readonly Line[] {
  const { columns, rows } = size;
  const form = formRows(state, shared).map((name) => formLine(name, state, shared, columns));
  const problem = state.problem === null ? [] : problemLines(state.problem, columns);
  const lines = [
    specsLine(state.specs),
    ...(rows >= 14 ? [[]] : []),
    ...form,
    ...(rows >= 14 ? [[]] : []),
    ...(problem.length > 0 ? problem : [...sentLines(state, shared, columns), startLine(state)]),
  ];
  return lines.slice(0, rows).map((line) => cut(line, columns));
}

function specsLine(specs: readonly string[]): Line {
  const what = specs.length === 0 ? "all specs" : specs.join(", ");
  return [span(" An agent makes "), span(what, "strong"), span(" green.")];
}

const labels: Readonly<Record<FormRow, string>> = {
  agent: "agent",
  model: "model",
  turns: "turns",
  tokens: "tokens",
  cost: "money",
  minutes: "minutes",
  fresh: "begin",
};

function formLine(name: FormRow, state: StartRunState, shared: Shared, columns: number): Line {
  const isHere = state.row === name && state.phase === "filling";
  return [
    span(isHere ? " › " : "   ", "accent"),
    span(labels[name].padEnd(10), isHere ? "strong" : "dim"),
    ...valueOf(name, state, shared, isHere, columns - 14),
  ];
}

function valueOf(name: FormRow, state: StartRunState, shared: Shared, isHere: boolean, width: number): Line {
  switch (name) {
    case "agent":
      return agentValue(state, shared, isHere);
    case "model":
      return viewField(state.model, {
        width,
        focused: state.isTypingModel,
        placeholder: `${chosenAgent(state, shared)?.model ?? ""}${isHere ? "   (m names another)" : ""}`,
      });
    case "fresh":
      return choice(state.fresh ? "afresh" : "where an earlier run stopped, if one did", isHere);
    default:
      return budgetValue(name, state.budgets[name], isHere);
  }
}

function agentValue(state: StartRunState, shared: Shared, isHere: boolean): Line {
  const agent = chosenAgent(state, shared);
  if (agent === null) return [span("the default", "dim")];
  const several = agentsOf(shared).length > 1;
  return [...choice(agent.name, isHere && several), span(`  ${whatItIs[agent.name] ?? ""}`, "dim")];
}

const whatItIs: Readonly<Record<string, string>> = {
  anthropic: "a model writes the code",
  handoff: "a brief, then your own edit",
  offline: "finds small functions from their examples",
};

function choice(text: string, isHere: boolean): Line {
  return isHere ? [span("‹ ", "key"), span(text), span(" ›", "key")] : [span(text)];
}

/** What holds where nothing is typed and the configuration says nothing. */
const defaults: Readonly<Record<BudgetKind, string>> = {
  turns: "100",
  tokens: "no limit",
  cost: "no limit",
  minutes: "60",
};

function budgetValue(kind: BudgetKind, text: string, isHere: boolean): Line {
  const cursor: Line = isHere ? [span(" ", "plain", { selected: true })] : [];
  const sign = kind === "cost" ? "$" : "";
  if (text === "") return [...cursor, span(`${defaults[kind]}, or as configured`, "dim")];
  const problem = budgetProblem(kind, text);
  const wrong: Line = problem === null ? [] : [span(`  ✗ ${problem}`, "error")];
  return [span(`${sign}${text}`), ...cursor, ...wrong];
}

/** What leaves this machine, in one sentence. */
function sentLines(state: StartRunState, shared: Shared, columns: number): Line[] {
  const agent = chosenAgent(state, shared);
  if (agent === null) return [];
  const text =
    agent.model === null
      ? "Nothing is sent anywhere."
      : "Sent to the model's endpoint: the specs without their hold-outs, the subject's files, test results.";
  return wrapText(text, columns - 3).map((piece) => [span(" "), span(piece, "dim")]);
}

function problemLines(
  { message, advice }: { readonly message: string; readonly advice: readonly string[] },
  columns: number,
): Line[] {
  const say = (text: string, tone: "error" | "plain") =>
    wrapText(text, columns - 3).map((piece) => [span(" "), span(piece, tone)]);
  return [...say(`✗ ${message}`, "error"), ...advice.flatMap((text) => say(text, "plain"))];
}

function startLine(state: StartRunState): Line {
  if (state.phase === "starting") return row(" starting: the suite is proved red first…", "dim");
  return [span(" "), span("Enter", "key"), span(" starts   "), span("Esc", "key"), span(" goes back")];
}
