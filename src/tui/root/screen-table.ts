import type { Effect } from "../effect.ts";
import type { Shared } from "../model.ts";
import type { Destination, ScreenOf } from "../screen.ts";
import type { AcceptState } from "../screens/accept/state.ts";
import type { AddExampleState } from "../screens/add-example/state.ts";
import type { GenerateState } from "../screens/generate/state.ts";
import type { InboxState } from "../screens/inbox/state.ts";
import type { RefineState } from "../screens/refine/state.ts";
import type { RunScreenState } from "../screens/run/state.ts";
import type { SpecState } from "../screens/spec/state.ts";
import type { SpecsState } from "../screens/specs/state.ts";
import type { StartRunState } from "../screens/start-run/state.ts";

/** The state of each screen there is, by name. */
export interface Screens {
  readonly specs: SpecsState;
  readonly spec: SpecState;
  readonly "add-example": AddExampleState;
  readonly refine: RefineState;
  readonly generate: GenerateState;
  readonly "start-run": StartRunState;
  readonly run: RunScreenState;
  readonly accept: AcceptState;
  readonly inbox: InboxState;
}

export type PlaceName = keyof Screens;

/** A screen on the stack. */
export interface Place<Name extends PlaceName = PlaceName> {
  readonly at: Name;
  readonly state: Screens[Name];
}

export type ScreenTable = {
  readonly [Name in PlaceName]: ScreenOf<Screens[Name]> & {
    readonly arrive: (
      to: Extract<Destination, { at: Name }>,
      shared: Shared,
    ) => { readonly state: Screens[Name]; readonly effects: readonly Effect[] };
  };
};
