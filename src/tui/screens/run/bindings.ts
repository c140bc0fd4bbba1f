import type { Binding } from "../../key.ts";
import { movement } from "../../key.ts";
import type { Shared } from "../../model.ts";
import type { Situation } from "./situation.ts";
import { isLive, situationOf } from "./situation.ts";
import type { Asks, RunScreenState } from "./state.ts";

export type RunAction =
  | (typeof movement)[number]["action"]
  | "line-down"
  | "line-up"
  | "fold"
  | "follow"
  | "pause"
  | "resume"
  | "stop"
  | "message"
  | "budget"
  | "diffs"
  | "accept"
  | "leave"
  | "copy"
  | "edit-subject"
  | "edit-spec"
  | "go-on"
  | "yes"
  | "no"
  | "send"
  | "turns"
  | "tokens"
  | "cost"
  | "minutes";

/** The keys of the run's screen as it is now. */
export function runBindings(state: RunScreenState, shared: Shared): readonly Binding<RunAction>[] {
  return state.asks.is === "nothing"
    ? table.filter(({ when }) => when(situationOf(state.run, shared)))
    : asking[state.asks.is];
}

type Conditional = Binding<RunAction> & { readonly when: (situation: Situation) => boolean };

const always = () => true;
const is =
  (...kinds: readonly Situation["is"][]) =>
  (situation: Situation) =>
    kinds.includes(situation.is);

const moves: Readonly<Record<(typeof movement)[number]["action"], string>> = {
  down: "next step",
  up: "step before",
  "page-down": "half a page down",
  "page-up": "half a page up",
  top: "to the first step",
  bottom: "to the end",
};

const table: readonly Conditional[] = [
  {
    keys: ["a"],
    action: "accept",
    help: "look at the changes and accept them",
    short: "accept",
    when: is("waits-for-answer"),
  },
  { keys: ["y"], action: "copy", help: "copy the brief", short: "copy brief", when: is("waits-for-edit") },
  {
    keys: ["e"],
    action: "edit-subject",
    help: "open the subject in your editor",
    short: "edit",
    when: is("waits-for-edit"),
  },
  {
    keys: ["e"],
    action: "edit-spec",
    help: "open the spec in your editor",
    short: "edit spec",
    when: is("conflict", "compromised", "ended", "stopped"),
  },
  {
    keys: ["r"],
    action: "go-on",
    help: "go on with the run",
    short: "go on",
    when: (situation) =>
      is("lost", "stopped", "unknown")(situation) || (situation.is === "ended" && situation.canGoOn),
  },
  {
    keys: ["r"],
    action: "go-on",
    help: "run again",
    short: "run again",
    when: (situation) =>
      is("conflict", "compromised")(situation) || (situation.is === "ended" && !situation.canGoOn),
  },
  { keys: ["p"], action: "pause", help: "pause before the next step", short: "pause", when: is("running") },
  { keys: ["p"], action: "resume", help: "go on after the pause", short: "resume", when: is("paused") },
  { keys: ["m"], action: "message", help: "say something to the agent", short: "message", when: isLive },
  {
    keys: ["s"],
    action: "stop",
    help: "stop after this step; it can go on later",
    short: "stop",
    when: isLive,
  },
  { keys: ["b"], action: "budget", help: "raise a budget", short: "budget", when: isLive },
  {
    keys: ["l"],
    action: "leave",
    help: "leave the run in the background",
    short: "leave",
    when: isLive,
  },
  { keys: ["enter", " "], action: "fold", help: "fold or unfold the step", short: "fold", when: always },
  { keys: ["f"], action: "follow", help: "follow the end", short: "follow", when: always },
  { keys: ["d"], action: "diffs", help: "show or hide the diffs", short: "diffs", when: always },
  ...movement.map((binding) => ({ ...binding, help: moves[binding.action], when: always })),
  { keys: ["g"], action: "top", help: moves.top, short: null, when: always },
  { keys: ["J", "shift+down"], action: "line-down", help: "a row down", short: null, when: always },
  { keys: ["K", "shift+up"], action: "line-up", help: "a row up", short: null, when: always },
];

const closing: Binding<RunAction> = { keys: ["escape"], action: "no", help: "back", short: "back" };

const asking: Readonly<Record<Exclude<Asks["is"], "nothing">, readonly Binding<RunAction>[]>> = {
  stop: [
    { keys: ["y", "enter"], action: "yes", help: "stop after this step", short: "stop" },
    { keys: ["n", "escape"], action: "no", help: "let it go on", short: "go on" },
  ],
  budget: [
    { keys: ["t"], action: "turns", help: "more turns", short: "turns" },
    { keys: ["k"], action: "tokens", help: "more tokens", short: "tokens" },
    { keys: ["c"], action: "cost", help: "more money", short: "money" },
    { keys: ["m"], action: "minutes", help: "more minutes", short: "minutes" },
    closing,
  ],
  message: [
    { keys: ["enter"], action: "send", help: "say it with the next step", short: "send" },
    { ...closing, help: "say nothing" },
  ],
};
