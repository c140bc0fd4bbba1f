import type { Binding } from "../key.ts";

/** Keys that mean the same on every screen, while no text is typed. */
export const rootBindings = [
  { keys: ["escape"], action: "back", help: "back", short: null },
  { keys: ["i"], action: "inbox", help: "what waits for you", short: "inbox" },
  { keys: ["u"], action: "undo", help: "take the last change back", short: null },
  { keys: ["?"], action: "help", help: "the keys of this screen", short: "keys" },
  { keys: ["q"], action: "quit", help: "leave; runs go on if you like", short: "leave" },
] as const satisfies readonly Binding[];

/** Whatever is typed, this leaves. */
export const alwaysBindings = [
  { keys: ["ctrl+c"], action: "quit", help: "leave", short: null },
] as const satisfies readonly Binding[];

/** Keys of the question whether a run that goes on is left alone. */
export const leavingBindings = [
  { keys: ["b", "enter"], action: "leave-running", help: "leave it running", short: "leave it running" },
  { keys: ["s"], action: "stop", help: "stop it, resumably", short: "stop it, resumably" },
  { keys: ["escape", "n"], action: "stay", help: "stay", short: "stay" },
  { keys: ["ctrl+c"], action: "leave-running", help: "leave it running", short: null },
] as const satisfies readonly Binding[];

/** Keys of the page of keys; any other closes it, too. */
export const helpBindings = [
  { keys: ["j", "down"], action: "down", help: "down", short: "down" },
  { keys: ["k", "up"], action: "up", help: "up", short: "up" },
  { keys: ["escape"], action: "close", help: "close", short: "close" },
] as const satisfies readonly Binding[];
