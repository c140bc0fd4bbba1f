import type { BudgetKind } from "../../../loop/budget.ts";
import type { Effect } from "../../effect.ts";
import type { TuiEvent } from "../../event.ts";
import { emptyField, pasteInto, refusedPaste, typeInto } from "../../field.ts";
import type { Key } from "../../key.ts";
import { actionOf } from "../../key.ts";
import type { Shared } from "../../model.ts";
import type { RunView } from "../../run-view.ts";
import { stay } from "../../screen.ts";
import type { Size, Step } from "../../screen.ts";
import { budgetNames, raise, showAmount } from "./amounts.ts";
import { runBindings } from "./bindings.ts";
import type { RunAction } from "./bindings.ts";
import { examplesOf, requirementOf } from "./names.ts";
import { follow, move, toggleFold } from "./moves.ts";
import type { RunScreenState } from "./state.ts";

/** What an event makes of the run's screen. What the run said is in `Shared` already. */
export function updateRun(
  state: RunScreenState,
  event: TuiEvent,
  shared: Shared,
  size: Size,
): Step<RunScreenState> {
  switch (event.type) {
    case "key":
      return onKey(state, event.key, shared, size);
    case "paste": {
      const { asks } = state;
      if (asks.is !== "message") return stay(state);
      const field = pasteInto(asks.field, event.text);
      if (field === null) return { ...stay(state), say: refusedPaste };
      return stay({ ...state, asks: { is: "message", field } });
    }
    case "answered":
      return event.do === "open" && state.wantsSubject ? editSubject(state, shared) : stay(state);
    default:
      return stay(state);
  }
}

function onKey(state: RunScreenState, key: Key, shared: Shared, size: Size): Step<RunScreenState> {
  const action = actionOf(runBindings(state, shared), key);
  if (state.asks.is === "message" && action === null) {
    const field = typeInto(state.asks.field, key);
    return stay(field === null ? state : { ...state, asks: { is: "message", field } });
  }
  return action === null ? stay(state) : act(state, action, shared, size);
}

function act(state: RunScreenState, action: RunAction, shared: Shared, size: Size): Step<RunScreenState> {
  const view = shared.runs.get(state.run);
  const { run } = state;
  switch (action) {
    case "go-on":
      return view === undefined || view.specs.length === 0
        ? stay(state, [{ do: "join-run", run }])
        : { ...stay(state), go: { to: "replace", place: { at: "start-run", specs: view.specs } } };
    case "leave":
      return {
        ...stay(state, [{ do: "leave-run", run }]),
        go: { to: "back" },
        say: { text: "the run goes on in the background", tone: "plain" },
      };
    case "accept":
      return { ...stay(state), go: { to: "open", place: { at: "accept", run } } };
    case "pause":
      return {
        ...stay(state, [control(run, { control: "pause" })]),
        say: says("pauses before its next step"),
      };
    case "resume":
      return stay(state, [control(run, { control: "resume" })]);
    case "stop":
      return stay({ ...state, asks: { is: "stop" } });
    case "message":
      return stay({ ...state, asks: { is: "message", field: emptyField } });
    case "budget":
      return stay({ ...state, asks: { is: "budget" } });
    case "no":
      return stay(unasked(state));
    case "yes":
      return {
        ...stay(unasked(state), [control(run, { control: "stop" })]),
        say: says("stops after this step; it can go on later"),
      };
    case "send":
      return send(state);
    case "turns":
    case "tokens":
    case "cost":
    case "minutes":
      return view === undefined ? stay(state) : raiseBudget(state, view, action);
    case "diffs":
      return stay({ ...state, showDiffs: !state.showDiffs });
    case "copy":
      return view?.brief === undefined || view.brief === null
        ? stay(state)
        : { ...stay(state, [{ do: "copy", text: view.brief }]), say: says("the brief is copied") };
    case "edit-subject":
      return editSubject({ ...state, wantsSubject: true }, shared);
    case "edit-spec":
      return view === undefined ? stay(state) : editSpec(state, view, shared);
    case "follow":
    case "bottom":
      return stay(follow(state));
    case "fold":
      return stay(view === undefined ? state : toggleFold(state, view, shared, size));
    case "down":
    case "up":
    case "page-down":
    case "page-up":
    case "line-down":
    case "line-up":
    case "top":
      return stay(view === undefined ? state : move(state, action, view, shared, size));
  }
}

function control(
  run: string,
  what: Extract<Effect, { do: "control-run" }>["control"],
): Extract<Effect, { do: "control-run" }> {
  return { do: "control-run", run, control: what };
}

function says(text: string) {
  return { text, tone: "plain" } as const;
}

function unasked(state: RunScreenState): RunScreenState {
  return { ...state, asks: { is: "nothing" } };
}

function send(state: RunScreenState): Step<RunScreenState> {
  if (state.asks.is !== "message") return stay(state);
  const text = state.asks.field.text.trim();
  if (text === "") return stay(unasked(state));
  return {
    ...stay(unasked(state), [control(state.run, { control: "message", text })]),
    say: says("the agent is told with its next step"),
  };
}

function raiseBudget(state: RunScreenState, view: RunView, kind: BudgetKind): Step<RunScreenState> {
  const budgets = raise(view.state.budgets, kind);
  const limit = budgets?.[kind];
  if (budgets === null || limit === undefined || limit === null) return stay(state);
  return {
    ...stay(unasked(state), [control(state.run, { control: "budgets", budgets })]),
    say: says(`${budgetNames[kind]}: up to ${showAmount(kind, limit)}`),
  };
}

/** The first subject of the spec: the engine is asked for it when the spec was not opened yet. */
function editSubject(state: RunScreenState, shared: Shared): Step<RunScreenState> {
  const view = shared.runs.get(state.run);
  const spec = requirementOf(view?.state.requirement ?? null, shared)?.spec ?? view?.specs[0];
  if (spec === undefined) return stay({ ...state, wantsSubject: false });
  const opened = shared.opened.get(spec);
  if (opened?.is !== "there")
    return stay(state, opened?.is === "loading" ? [] : [{ do: "ask", request: { do: "open", spec } }]);
  const [subject] = opened.value.subjects;
  const done = { ...state, wantsSubject: false };
  if (subject === undefined)
    return { ...stay(done), say: { text: `${spec} names no subject`, tone: "error" } };
  return stay(done, [{ do: "edit", path: subject.path, line: 1 }]);
}

/** The spec where the trouble is: the conflict's first line, a compromised example, or the requirement. */
function editSpec(state: RunScreenState, view: RunView, shared: Shared): Step<RunScreenState> {
  const { conflict, requirement, verdict } = view.state;
  const [example] = examplesOf(verdict?.compromised ?? [], shared);
  const found = requirementOf(requirement, shared);
  const path = example?.spec ?? found?.spec ?? view.specs[0];
  if (path === undefined) return stay(state);
  const line = example?.line ?? conflict?.lines[0] ?? found?.line ?? 1;
  return stay(state, [{ do: "edit", path, line }]);
}
