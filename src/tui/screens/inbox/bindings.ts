import type { Decision, InboxItem } from "../../../app/inbox/inbox.ts";
import type { Binding } from "../../key.ts";
import { movement } from "../../key.ts";

export type Move = "next" | "previous" | (typeof movement)[number]["action"];

const moves: readonly Binding<Move>[] = [
  { keys: ["n", "right"], action: "next", help: "the next one", short: "next" },
  { keys: ["N", "p", "left"], action: "previous", help: "the one before", short: null },
  ...movement,
];

/** The item's own answers first, then what moves. */
export function bindingsFor(item: InboxItem | null): readonly Binding<Decision | Move>[] {
  if (item === null) return [];
  const answers = item.answers.map(({ key, decision, label }) => ({
    keys: [key],
    action: decision,
    help: label,
    short: words[decision],
  }));
  return [...answers, ...moves];
}

/** While the person's own words are typed. */
export const typing: readonly Binding<"write" | "leave-field">[] = [
  { keys: ["enter"], action: "write", help: "write it into the spec", short: "write" },
  { keys: ["escape"], action: "leave-field", help: "leave it", short: "leave it" },
];

/** Each answer in a word or two. */
export const words: Readonly<Record<Decision, string>> = {
  accept: "accept",
  decline: "decline",
  choose: "by file",
  later: "later",
  sooner: "not later",
  dismiss: "set aside",
  regenerate: "write again",
  answer: "answer",
  edit: "own words",
  confirm: "confirm",
  grant: "grant",
  resume: "go on",
  "run-again": "run again",
  "open-spec": "spec",
  "open-suite": "suite",
  "open-run": "run",
};
