import { createRunHosts } from "../../adapters/run-host/run-hosts.ts";
import type { World } from "../../app/ports.ts";
import type { CommandContext } from "../command.ts";
import { ownCommand } from "../own-command.ts";
import { namedBudgets } from "./budgets.ts";

/** `run --background`: starts the run in a process of its own, and says how to come back to it. */
export async function startInBackground(
  { screen, args, options }: CommandContext,
  world: World,
): Promise<number> {
  const hosts = createRunHosts({ root: world.disk.root, ...ownCommand([]) });
  const change = textOrNull(options["change"]);
  const link = await hosts.start({
    specs: args,
    agent: textOrNull(options["agent"]),
    model: textOrNull(options["model"]),
    fresh: options["fresh"] === true,
    unsandboxed: options["unsandboxed"] === true,
    yes: options["yes"] === true,
    ...(change !== null && { change }),
    budgets: namedBudgets(options),
  });
  link.close();
  if (screen.isJson) {
    screen.out(JSON.stringify({ type: "background", run: link.run }));
    return 0;
  }
  screen.out(`run ${link.run} goes on in the background`);
  screen.out(screen.paint("dim", "  see it: greenbar run --join · stop it, resumably: greenbar run --stop"));
  return 0;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
