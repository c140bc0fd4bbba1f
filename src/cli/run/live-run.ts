import type { RunConnection } from "../../adapters/run-host/connect-run.ts";
import { createRunHosts } from "../../adapters/run-host/run-hosts.ts";
import type { World } from "../../app/ports.ts";
import { UserError } from "../../app/user-error.ts";
import { ownCommand } from "../own-command.ts";

/**
 * A connection to the run that goes on in a project.
 *
 * @param wanted - its id; null for whichever it is.
 * @throws UserError when none goes on, or another one.
 */
export async function joinLive(world: World, wanted: string | null): Promise<RunConnection> {
  const hosts = createRunHosts({ root: world.disk.root, ...ownCommand([]) });
  const [run] = await hosts.live();
  const link = run === undefined || (wanted ?? run) !== run ? null : await hosts.join(run);
  if (link !== null) return link;
  if (wanted === null || run === undefined) {
    throw new UserError(2, "no run goes on in this project", {
      advice: ["`greenbar run` starts one, or goes on with the last one where it stopped."],
    });
  }
  throw new UserError(2, `run ${wanted} does not go on; ${run} does`, {
    advice: [`Join that one: greenbar run --join ${run}`],
  });
}
