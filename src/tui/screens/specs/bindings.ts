import type { Binding } from "../../key.ts";
import { movement } from "../../key.ts";

/** Keys of the list of specs. */
export const specsBindings = [
  { keys: ["enter", "l", "right"], action: "open", help: "open the spec", short: "open" },
  { keys: ["c"], action: "check", help: "check it: suite and judge", short: "check" },
  { keys: ["g"], action: "generate", help: "generate its tests and see them red", short: "generate" },
  { keys: ["r"], action: "run", help: "let an agent work until it is green", short: "run" },
  { keys: ["/"], action: "filter", help: "filter as you type", short: "filter" },
  { keys: ["n"], action: "new", help: "a new spec", short: "new" },
  { keys: ["e"], action: "edit", help: "edit it in $EDITOR", short: null },
  { keys: ["f"], action: "refine", help: "decide what its examples leave open", short: null },
  { keys: ["C"], action: "check-all", help: "check all specs", short: null },
  { keys: ["R"], action: "run-all", help: "run all specs", short: null },
  { keys: ["v"], action: "join", help: "to the run that goes on", short: null },
  ...movement,
] as const satisfies readonly Binding[];

/** In a project without specs: what one can begin with. */
export const welcomeBindings = [
  { keys: ["n", "enter"], action: "new", help: "a first spec, from a name", short: "a first spec" },
  {
    keys: ["x"],
    action: "example",
    help: "an example to look at: a pelican on a bicycle",
    short: "an example",
  },
] as const satisfies readonly Binding[];

/** While a filter or a name is typed. */
export const typingBindings = [
  { keys: ["enter"], action: "done", help: "take it", short: "take it" },
  { keys: ["escape"], action: "cancel", help: "leave it", short: "leave it" },
] as const satisfies readonly Binding[];
