import { acceptScreen } from "../screens/accept/screen.ts";
import { addExampleScreen } from "../screens/add-example/screen.ts";
import { generateScreen } from "../screens/generate/screen.ts";
import { inboxScreen } from "../screens/inbox/screen.ts";
import { refineScreen } from "../screens/refine/screen.ts";
import { runScreen } from "../screens/run/screen.ts";
import { specScreen } from "../screens/spec/screen.ts";
import { startRunScreen } from "../screens/start-run/screen.ts";
import type { PlaceName, ScreenTable } from "./screen-table.ts";

/** All screens but the first. They bring the Markdown parser with them, for which the first frame does not wait. */
export const otherScreens: Pick<ScreenTable, Exclude<PlaceName, "specs">> = {
  spec: specScreen,
  "add-example": addExampleScreen,
  refine: refineScreen,
  generate: generateScreen,
  "start-run": startRunScreen,
  run: runScreen,
  accept: acceptScreen,
  inbox: inboxScreen,
};
