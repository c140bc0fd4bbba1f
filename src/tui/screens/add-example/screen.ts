import type { Effect } from "../../effect.ts";
import type { Shared } from "../../model.ts";
import type { Destination, ScreenOf } from "../../screen.ts";
import type { AddExampleState } from "./state.ts";
import { firstState, formIn } from "./state.ts";
import { bindingsAt, update } from "./update.ts";
import { view } from "./view.ts";

/** Adding an example to a requirement: a form made from its signature, checked as it is filled in. */
export const addExampleScreen: ScreenOf<AddExampleState> & {
  readonly arrive: (
    to: Extract<Destination, { at: "add-example" }>,
    shared: Shared,
  ) => { readonly state: AddExampleState; readonly effects: readonly Effect[] };
} = {
  arrive: (to, shared) => ({
    state: firstState(to.spec, to.requirement, formIn(to, shared) !== null),
    effects:
      shared.opened.get(to.spec)?.is === "there"
        ? []
        : [{ do: "ask", request: { do: "open", spec: to.spec } }],
  }),
  title: () => "add an example",
  bindings: (state, shared) => {
    const form = formIn(state, shared);
    return form === null ? [] : bindingsAt(state, form);
  },
  update,
  view,
  isTyping: ({ hasForm }) => hasForm,
};
