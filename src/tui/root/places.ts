import type { Effect } from "../effect.ts";
import type { Shared } from "../model.ts";
import type { Destination, ScreenOf } from "../screen.ts";
import { specsScreen } from "../screens/specs/screen.ts";
import type { Place, PlaceName, Screens, ScreenTable } from "./screen-table.ts";

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
