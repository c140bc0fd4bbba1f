import { openBaseline } from "../../app/baseline.ts";
import { check } from "../../app/check.ts";
import { printBaselined } from "../print/baseline.ts";
import { countDiagnostics, printDiagnostics } from "../print/diagnostics.ts";
import type { Screen } from "../screen.ts";
import { openWorld } from "../world.ts";

/** Checks the project as it is configured now, and writes what does not hold as the baseline. */
export async function takeBaseline(screen: Screen, directory: string, signal: AbortSignal): Promise<void> {
  const world = await openWorld(directory);
  const hold = await openBaseline(world.disk, { strict: false, write: true, force: false });
  const checked = await check(world, {
    specs: [],
    signal,
    progress: (step, done, total) =>
      screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
  });
  const errors = checked.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    printDiagnostics(screen, errors);
    screen.err(
      `\n${countDiagnostics(errors)}: there is no baseline yet. Mend them, then greenbar init again.`,
    );
    return;
  }
  const baselined = await hold(checked);
  screen.clearProgress();
  if (!screen.isJson) printBaselined(screen, baselined);
}
