import { changeDiagnostics, diskAtChange } from "../app/change/at-change.ts";
import type { Change } from "../app/change/read-change.ts";
import { readChange } from "../app/change/read-change.ts";
import type { World } from "../app/ports.ts";
import { readTheConfig } from "../app/read-project.ts";
import { countDiagnostics, printDiagnostics } from "./print/diagnostics.ts";
import type { Screen } from "./screen.ts";

/** A world in which a change has been made, and the specs that it touches. */
export interface ChangedWorld {
  readonly world: World;
  readonly specs: readonly string[];
  readonly change: Change;
}

/**
 * The world as `--change NAME` wants it; null when the change is one that OpenSpec would refuse, which has been
 * printed then.
 *
 * @throws UserError when there is no such change.
 */
export async function worldAtChange(
  world: World,
  name: string,
  screen: Screen,
): Promise<ChangedWorld | null> {
  const change = await readChange(world.disk, await readTheConfig(world.disk), name);
  const diagnostics = changeDiagnostics(change);
  if (diagnostics.some(({ severity }) => severity === "error")) {
    if (screen.isJson) screen.out(JSON.stringify({ version: 1, change: name, diagnostics }, null, 2));
    printDiagnostics(screen, diagnostics);
    screen.err(`\n${countDiagnostics(diagnostics)}: the change ${name} cannot be applied.`);
    return null;
  }
  printDiagnostics(screen, diagnostics);
  const specs = change.specs.map(({ file }) => file);
  return { world: { ...world, disk: diskAtChange(world.disk, change) }, specs, change };
}
