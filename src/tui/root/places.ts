import type { Effect } from "../effect.ts";
import type { Shared } from "../model.ts";
import type { Destination, ScreenOf } from "../screen.ts";
import type { AcceptState } from "../screens/accept/state.ts";
import type { AddExampleState } from "../screens/add-example/state.ts";
import type { GenerateState } from "../screens/generate/state.ts";
import type { InboxState } from "../screens/inbox/state.ts";
import type { RunScreenState } from "../screens/run/state.ts";
import type { SpecState } from "../screens/spec/state.ts";
import { specsScreen } from "../screens/specs/screen.ts";
import type { SpecsState } from "../screens/specs/state.ts";
import type { StartRunState } from "../screens/start-run/state.ts";

/** The state of each screen there is, by name. */
export interface Screens {
  readonly specs: SpecsState;
  readonly spec: SpecState;
  readonly "add-example": AddExampleState;
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

/** The first screen is there at once; the others once they are loaded, which is done once and never undone. */
let screens: Partial<ScreenTable> = { specs: specsScreen };

/** Loads all screens. Until it settles nothing but the first may be opened. */
export async function loadScreens(): Promise<void> {
  const { otherScreens } = await import("./other-screens.ts");
  screens = { ...screens, ...otherScreens };
}

/** Opens the screen of a destination. */
export function arrive(
  to: Destination,
  shared: Shared,
): { readonly place: Place; readonly effects: readonly Effect[] } {
  const { state, effects } = screenAt(to.at).arrive(to, shared);
  return { place: { at: to.at, state }, effects };
}

/** The screen of a place. Its state is of the same row of the table, which the compiler cannot see. */
export function screenAt(at: PlaceName): ScreenOf<Screens[PlaceName]> & { readonly arrive: Arriving } {
  const screen = screens[at];
  if (screen === undefined) throw new Error(`the screen ${at} is not loaded yet`);
  return screen as unknown as ReturnType<typeof screenAt>;
}

type Arriving = (
  to: Destination,
  shared: Shared,
) => { readonly state: Screens[PlaceName]; readonly effects: readonly Effect[] };
