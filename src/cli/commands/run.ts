import { claimProject } from "../../adapters/run-host/open-host.ts";
import type { World } from "../../app/ports.ts";
import { applyEarlierRun } from "../../app/run/apply-earlier.ts";
import { worldAtChange } from "../change.ts";
import type { CommandContext } from "../command.ts";
import { startInBackground } from "../run/background.ts";
import { printChanges } from "../run/changes.ts";
import { conduct } from "../run/conduct.ts";
import { joinRun } from "../run/join.ts";
import { namedControls, steerRun } from "../run/steer-run.ts";
import { openWorld } from "../world.ts";

/** `run`: exit 0 only when the result is green and in the project. */
export async function run(context: CommandContext): Promise<number> {
  const { options, directory } = context;
  const world = await openWorld(directory);
  const controls = namedControls(options);
  if (controls.length > 0) return steerRun(context, world, controls);
  if (options["join"] !== undefined) return joinRun(context, world);
  if (typeof options["apply"] === "string") return applyRunNamed(world, context, options["apply"]);
  if (typeof options["change"] === "string") return runChange(context, world, options["change"]);
  if (options["background"] === true) return startInBackground(context, world);
  return conduct(context, world);
}

/** The specs as the change will have them: red before, green after; OpenSpec archives it when it is done. */
async function runChange(context: CommandContext, world: World, name: string): Promise<number> {
  const changed = await worldAtChange(world, name, context.screen);
  if (changed === null) return 2;
  // Its process applies the change anew: what it reads is what is there then.
  if (context.options["background"] === true) return startInBackground(context, world);
  const args = context.args.length === 0 ? changed.specs : context.args;
  return conduct({ ...context, args }, changed.world);
}

/** To name a run is to accept it: its changes were shown when it ended, and are shown once more. */
async function applyRunNamed(world: World, { screen }: CommandContext, id: string): Promise<number> {
  const claim = await claimProject(world.disk.root, { run: id, socket: null });
  try {
    await applyEarlierRun(world, id, (changes) => {
      if (!screen.isJson) printChanges(screen, changes);
      return Promise.resolve(true);
    });
  } finally {
    await claim.release();
  }
  screen.out(
    screen.isJson
      ? JSON.stringify({ type: "applied", run: id })
      : `\n${id} was applied. ${screen.paint("dim", "Next: greenbar check, then commit")}`,
  );
  return 0;
}
