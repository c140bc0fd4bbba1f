import type { Binding } from "../../key.ts";
import { movement } from "../../key.ts";
import type { AcceptState } from "./state.ts";
import { changesOf } from "./state.ts";

export type AcceptAction =
  | (typeof movement)[number]["action"]
  | "accept"
  | "decline"
  | "next-file"
  | "file-before"
  | "mark"
  | "yes"
  | "no"
  | "again";

/** The keys of the screen as it is now; none while an answer is carried out. */
export function acceptBindings(state: AcceptState): readonly Binding<AcceptAction>[] {
  if (state.proposal.is === "failed") return [retry];
  if (state.phase === "declining") return declining;
  if (state.phase === "working" || state.proposal.is === "loading") return [];
  return changesOf(state).length === 0 ? answers : [...answers, ...files, ...scrolling];
}

const retry: Binding<AcceptAction> = { keys: ["r"], action: "again", help: "ask again", short: "ask again" };

const answers: readonly Binding<AcceptAction>[] = [
  {
    keys: ["y", "enter"],
    action: "accept",
    help: "write the marked files into the project",
    short: "accept",
  },
  { keys: ["x"], action: "decline", help: "decline: nothing is written", short: "decline" },
];

const files: readonly Binding<AcceptAction>[] = [
  { keys: ["n", "tab", "right"], action: "next-file", help: "next file", short: "next file" },
  { keys: ["N", "shift+tab", "left"], action: "file-before", help: "file before", short: null },
  { keys: [" "], action: "mark", help: "take the file in, or leave it out", short: "in or out" },
];

const scrolling: readonly Binding<AcceptAction>[] = [
  ...movement,
  { keys: ["g"], action: "top", help: "to the top", short: null },
];

const declining: readonly Binding<AcceptAction>[] = [
  { keys: ["y"], action: "yes", help: "decline it", short: "decline" },
  { keys: ["n", "escape"], action: "no", help: "look on", short: "look on" },
];
