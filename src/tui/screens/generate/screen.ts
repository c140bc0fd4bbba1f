import type { Effect } from "../../effect.ts";
import type { Destination, ScreenOf } from "../../screen.ts";
import { generateBindings } from "./bindings.ts";
import type { GenerateState } from "./state.ts";
import { updateGenerate } from "./update.ts";
import { viewGenerate } from "./view.ts";

/** What would be written; then the red gate as it happens, and what it said. */
export const generateScreen: ScreenOf<GenerateState> & {
  readonly arrive: (to: Extract<Destination, { at: "generate" }>) => {
    readonly state: GenerateState;
    readonly effects: readonly Effect[];
  };
} = {
  arrive: ({ specs }) => ({
    state: { specs, phase: { is: "planning" }, top: 0 },
    effects: [{ do: "ask", request: { do: "planGenerate", specs } }],
  }),
  title: () => "generate",
  bindings: (state) => generateBindings(state),
  update: updateGenerate,
  view: viewGenerate,
};
