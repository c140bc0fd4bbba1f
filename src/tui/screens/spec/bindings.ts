import type { Binding } from "../../key.ts";
import { movement } from "../../key.ts";

/** What keys do on the screen of a spec; the order is that of the bottom line. */
export const specBindings = [
  { keys: ["enter", " "], action: "pane", help: "what stands behind the line", short: "behind it" },
  { keys: ["r"], action: "run", help: "let an agent make this spec green", short: "run" },
  { keys: ["g"], action: "generate", help: "generate the tests, and see them red", short: "generate" },
  { keys: ["c"], action: "check", help: "check this spec", short: "check" },
  { keys: ["a"], action: "add", help: "add an example to this requirement", short: "add" },
  { keys: ["e"], action: "edit", help: "edit the spec at this line", short: "edit" },
  { keys: ["f"], action: "refine", help: "decide what its examples leave open", short: "refine" },
  { keys: ["n"], action: "next-red", help: "next that fails or drifted", short: "next red" },
  { keys: ["N"], action: "previous-red", help: "the one before that fails or drifted", short: null },
  { keys: ["o"], action: "next-unbound", help: "next that is unbound", short: "unbound" },
  { keys: ["w"], action: "next-weak", help: "next that is weak or unproven", short: "weak" },
  { keys: ["y"], action: "copy", help: "copy path and line", short: null },
  ...movement.map((binding) =>
    binding.action === "down"
      ? { ...binding, help: "next requirement or example" }
      : binding.action === "up"
        ? { ...binding, help: "the one before" }
        : binding,
  ),
] as const satisfies readonly Binding[];

/** While the pane is open. */
export const paneBindings = [
  { keys: ["J"], action: "pane-down", help: "down in the pane", short: "pane down" },
  { keys: ["K"], action: "pane-up", help: "up in the pane", short: null },
] as const satisfies readonly Binding[];

/** While there is nothing to be seen yet, or it could not be read. */
export const waitingBindings = [
  { keys: ["e"], action: "edit", help: "edit the spec", short: "edit" },
] as const satisfies readonly Binding[];

export type SpecAction = (typeof specBindings)[number]["action"] | (typeof paneBindings)[number]["action"];
