import type { Effect } from "../../effect.ts";
import { emptyField } from "../../field.ts";
import type { ScreenOf } from "../../screen.ts";
import { specsBindings, typingBindings, welcomeBindings } from "./bindings.ts";
import type { SpecsState } from "./state.ts";
import { isEmpty, updateSpecs } from "./update.ts";
import { viewSpecs } from "./view.ts";

/** The first screen: all specs of the project. */
export const specsScreen: ScreenOf<SpecsState> & {
  readonly arrive: () => { readonly state: SpecsState; readonly effects: readonly Effect[] };
} = {
  arrive: () => ({
    state: { chosen: null, filter: emptyField, typing: "nothing", name: emptyField, problem: null },
    effects: [{ do: "ask", request: { do: "overview" } }],
  }),
  title: (_state, { overview }) => (overview.is === "there" ? overview.value.project : "specs"),
  bindings: ({ typing }, shared) => {
    if (typing !== "nothing") return typingBindings;
    return isEmpty(shared) ? welcomeBindings : specsBindings;
  },
  update: updateSpecs,
  view: viewSpecs,
  isTyping: ({ typing }) => typing !== "nothing",
};
