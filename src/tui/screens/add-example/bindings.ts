import type { Binding } from "../../key.ts";

export type AddAction = "next" | "previous" | "write" | "outcome" | "cancel";

const moves: readonly Binding<AddAction>[] = [
  { keys: ["tab", "down"], action: "next", help: "next field", short: "next" },
  { keys: ["shift+tab", "up"], action: "previous", help: "the field before", short: null },
  { keys: ["ctrl+s"], action: "write", help: "write the example into the spec", short: "write" },
  {
    keys: ["ctrl+t"],
    action: "outcome",
    help: "say what is returned, or what is thrown",
    short: "returns or throws",
  },
  { keys: ["escape"], action: "cancel", help: "back, nothing written", short: "back" },
];

/** In a field: whatever is no key of these is typed. */
export const fieldBindings: readonly Binding<AddAction>[] = [
  { keys: ["enter"], action: "next", help: "next field", short: null },
  ...moves,
];

/** In the last field Enter writes. */
export const lastBindings: readonly Binding<AddAction>[] = [
  { keys: ["enter"], action: "write", help: "write the example into the spec", short: null },
  ...moves,
];

/** On the choice between a value and an error. */
export const choiceBindings: readonly Binding<AddAction>[] = [
  { keys: ["left", "right", " "], action: "outcome", help: "the other one", short: "the other" },
  ...fieldBindings,
];
