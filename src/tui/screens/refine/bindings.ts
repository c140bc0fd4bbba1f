import type { Binding } from "../../key.ts";
import { movement } from "../../key.ts";
import type { RefineState } from "./state.ts";
import { mostShown, optionsShown } from "./state.ts";

type Move = (typeof movement)[number]["action"];
export type RefineAction =
  | "take"
  | "number"
  | "type"
  | "any"
  | "later"
  | "form"
  | "edit"
  | "again"
  | "sooner"
  | "write"
  | "leave-field"
  | "back"
  | Move;

const later: Binding<RefineAction> = {
  keys: ["l"],
  action: "later",
  help: "not now: the next question",
  short: "later",
};

/** Only while leaving has to end something; else the key is that of every screen. */
const back: Binding<RefineAction> = {
  keys: ["escape"],
  action: "back",
  help: "back; the search ends",
  short: "back",
};

const among = movement.filter(({ action }) => ["down", "up", "top", "bottom"].includes(action));

function aboutCall(options: number): readonly Binding<RefineAction>[] {
  const keys = ["1", "2", "3", "4", "5"].slice(0, Math.min(options, mostShown));
  return [
    { keys: ["enter"], action: "take", help: "this result, as one more example", short: "this one" },
    { keys, action: "number", help: "the result of that number", short: null },
    { keys: ["e"], action: "type", help: "another result: you type it", short: "another" },
    { keys: ["x"], action: "any", help: "any result will do, and the spec says so", short: "any will do" },
    later,
    ...among,
  ];
}

const withForm: readonly Binding<RefineAction>[] = [
  { keys: ["enter", "a"], action: "form", help: "give an example, in a form", short: "an example" },
  { keys: ["e"], action: "edit", help: "edit the spec at this line", short: "edit" },
  later,
];

const inEditor: readonly Binding<RefineAction>[] = [
  { keys: ["enter", "e"], action: "edit", help: "edit the spec at this line", short: "edit" },
  later,
];

const failed: readonly Binding<RefineAction>[] = [
  { keys: ["enter"], action: "again", help: "look again", short: "look again" },
  { keys: ["e"], action: "edit", help: "edit the spec", short: "edit" },
];

const typing: readonly Binding<RefineAction>[] = [
  { keys: ["enter"], action: "write", help: "write it into the spec", short: "write" },
  { keys: ["escape"], action: "leave-field", help: "leave it", short: "leave it" },
];

/** What keys mean now. */
export function bindingsOf(state: RefineState): readonly Binding<RefineAction>[] {
  const isHeld = state.search !== null || state.writing !== null;
  const own = shownBindings(state);
  return isHeld && own !== typing ? [...own, back] : own;
}

function shownBindings({ shown, passedOver }: RefineState): readonly Binding<RefineAction>[] {
  switch (shown.is) {
    case "looking":
      return [];
    case "failed":
      return failed;
    case "settled":
      return [
        { keys: ["enter"], action: "again", help: "look again", short: "look again" },
        ...(passedOver.length === 0
          ? []
          : [{ ...later, action: "sooner", help: "ask what was put off", short: "put off" } as const]),
        ...movement,
      ];
    case "asking":
      switch (shown.question.is) {
        case "disagreement":
          return shown.typed === null ? aboutCall(optionsShown(shown.question).length) : typing;
        case "unbound":
          return shown.question.form === null ? inEditor : withForm;
        case "open":
          return inEditor;
      }
  }
}
