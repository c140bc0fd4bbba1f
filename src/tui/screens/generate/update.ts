import type { Request } from "../../../app/engine/calls.ts";
import type { TuiEvent } from "../../event.ts";
import { actionOf } from "../../key.ts";
import type { Key } from "../../key.ts";
import type { Shared } from "../../model.ts";
import { stay } from "../../screen.ts";
import type { Size, Step } from "../../screen.ts";
import { generateBindings } from "./bindings.ts";
import type { GenerateState } from "./state.ts";
import { generateRows } from "./view.ts";

export function updateGenerate(
  state: GenerateState,
  event: TuiEvent,
  shared: Shared,
  size: Size,
): Step<GenerateState> {
  const { phase, specs } = state;
  switch (event.type) {
    case "key":
      return onKey(state, event.key, shared, size);
    case "seen": {
      if (event.request.do !== "generate" || phase.is !== "running") return stay(state);
      const { example, outcome, message } = event;
      return stay({
        ...state,
        phase: { ...phase, seen: new Map(phase.seen).set(example, { outcome, message }) },
      });
    }
    case "answered": {
      if (event.do === "planGenerate" && phase.is === "planning" && isSame(event.request.specs, specs)) {
        return stay({ ...state, phase: { is: "planned", plan: event.answer } });
      }
      if (event.do === "generate" && phase.is === "running" && isSame(event.request.specs, specs)) {
        return stay({ ...state, top: 0, phase: { is: "done", result: event.answer, seen: phase.seen } });
      }
      return stay(state);
    }
    case "refused": {
      const { request, message, advice } = event;
      const isOurs = request.do === "planGenerate" || request.do === "generate";
      return isOurs ? stay({ ...state, phase: { is: "failed", message, advice } }) : stay(state);
    }
    default:
      return stay(state);
  }
}

function onKey(state: GenerateState, key: Key, shared: Shared, size: Size): Step<GenerateState> {
  const { specs, phase } = state;
  const most = Math.max(0, generateRows(state, shared, size).length - size.rows);
  const scroll = (by: number) => stay({ ...state, top: Math.min(most, Math.max(0, state.top + by)) });
  const half = Math.max(1, Math.floor(size.rows / 2));
  switch (actionOf(generateBindings(state), key)) {
    case "go":
      return begin(state, false);
    case "force":
      return begin(state, true);
    case "stop":
      return phase.is === "running"
        ? {
            ...stay(state, [
              { do: "cancel", request: requestOf(specs, false) },
              { do: "cancel", request: requestOf(specs, true) },
            ]),
          }
        : stay(state);
    case "run":
      return { ...stay(state), go: { to: "replace", place: { at: "start-run", specs } } };
    case "check":
      return { ...stay(state, [{ do: "ask", request: { do: "check", specs } }]), go: { to: "back" } };
    case "back":
      return { ...stay(state), go: { to: "back" } };
    case "down":
      return scroll(1);
    case "up":
      return scroll(-1);
    case "page-down":
      return scroll(half);
    case "page-up":
      return scroll(-half);
    case "top":
      return scroll(-most);
    case "bottom":
      return scroll(most);
    case null:
      return stay(state);
  }
}

function begin(state: GenerateState, force: boolean): Step<GenerateState> {
  if (state.phase.is !== "planned") return stay(state);
  return stay({ ...state, top: 0, phase: { is: "running", plan: state.phase.plan, seen: new Map() } }, [
    { do: "ask", request: requestOf(state.specs, force) },
  ]);
}

function requestOf(specs: readonly string[], force: boolean): Extract<Request, { do: "generate" }> {
  return { do: "generate", specs, force };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
