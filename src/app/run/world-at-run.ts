import { diskAtChange } from "../change/at-change.ts";
import { readChange } from "../change/read-change.ts";
import type { World } from "../ports.ts";
import { readTheConfig } from "../read-project.ts";
import { UserError } from "../user-error.ts";

/**
 * The world as a run reads it: where it works on a change, with that made. A change that is there no more was archived,
 * so that its specs say it themselves, or given up.
 *
 * @param change - as the run's start names it.
 */
export async function worldAtRun(world: World, change: string | undefined): Promise<World> {
  if (change === undefined) return world;
  try {
    const made = await readChange(world.disk, await readTheConfig(world.disk), change);
    return { ...world, disk: diskAtChange(world.disk, made) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return world;
  }
}
