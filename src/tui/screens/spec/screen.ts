import type { ScreenOf } from "../../screen.ts";
import { paneBindings, specBindings, waitingBindings } from "./bindings.ts";
import { prepareSpec } from "./prepare.ts";
import { arrive } from "./state.ts";
import type { SpecState } from "./state.ts";
import { updateSpec } from "./update.ts";
import { viewSpec } from "./view.ts";

/** A spec: the Markdown, and the truth of its lines in the margin. */
export const specScreen: ScreenOf<SpecState> & { readonly arrive: typeof arrive } = {
  arrive,
  title: ({ spec }) => spec,
  bindings: ({ spec, pane }, { opened }) => {
    if (opened.get(spec)?.is !== "there") return waitingBindings;
    return pane.isOpen ? [...specBindings, ...paneBindings] : specBindings;
  },
  update: updateSpec,
  view: viewSpec,
  prepare: prepareSpec,
};
