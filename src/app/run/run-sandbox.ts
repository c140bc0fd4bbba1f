import type { Sandbox } from "../../verdict/sandbox.ts";
import type { Config } from "../config.ts";
import type { World } from "../ports.ts";
import { trySandbox } from "../try-sandbox.ts";
import { UserError } from "../user-error.ts";
import type { AgentKind } from "./agents.ts";

/**
 * The sandbox of a run. Code that a model wrote runs only in one that has just proved itself; going without is
 * possible, said for each project or run, and stamped on every verdict.
 *
 * @throws UserError with exit code 3 and the line that mends it.
 */
export async function chooseRunSandbox(
  world: World,
  config: Config,
  {
    agent,
    unsandboxed,
    signal,
  }: { readonly agent: AgentKind; readonly unsandboxed: boolean; readonly signal: AbortSignal },
): Promise<Sandbox> {
  if (unsandboxed || config.unsandboxed) return world.noSandbox;
  if (!agent.needsSandbox) return trySandbox(world, config, signal);
  const proof = await world.sandbox.prove(signal);
  signal.throwIfAborted();
  if (proof.holds) return world.sandbox;
  throw new UserError(3, `no sandbox, so no code of a model is run: ${proof.message}`, {
    advice: [
      `Mend it: ${proof.mend}`,
      "Or say `unsandboxed: true` in greenbar.config.ts, or --unsandboxed: the model's code then runs with all your rights.",
    ],
  });
}
