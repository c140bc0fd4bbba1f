import type { Binding } from "../../key.ts";
import type { Shared } from "../../model.ts";
import type { StartRunState } from "./state.ts";
import { formRows } from "./state.ts";

export type StartRunAction =
  | "start"
  | "up"
  | "down"
  | "next"
  | "before"
  | "erase"
  | "clear"
  | "type-model"
  | "done-typing";

/** The keys of the form; while the model's name is typed only what ends that. */
export function startRunBindings(state: StartRunState, shared: Shared): readonly Binding<StartRunAction>[] {
  if (state.phase === "starting") return [];
  if (state.isTypingModel) return typing;
  return formRows(state, shared).includes("model") ? form : withoutModel;
}

const form: readonly Binding<StartRunAction>[] = [
  { keys: ["enter"], action: "start", help: "start the run", short: "start" },
  { keys: ["j", "down", "tab"], action: "down", help: "next row", short: "next row" },
  { keys: ["k", "up", "shift+tab"], action: "up", help: "row before", short: null },
  { keys: ["right", "l", " "], action: "next", help: "next choice of the row", short: "choose" },
  { keys: ["left", "h"], action: "before", help: "choice before", short: null },
  { keys: ["m"], action: "type-model", help: "name another model", short: "model" },
  { keys: ["backspace"], action: "erase", help: "take a digit back; digits are simply typed", short: null },
  { keys: ["delete"], action: "clear", help: "back to the default", short: null },
];

const withoutModel = form.filter(({ action }) => action !== "type-model");

const typing: readonly Binding<StartRunAction>[] = [
  { keys: ["enter", "escape", "tab"], action: "done-typing", help: "that is its name", short: "done" },
];
