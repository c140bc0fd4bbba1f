import type { Sandbox } from "../verdict/sandbox.ts";
import type { Config } from "./config.ts";
import type { World } from "./ports.ts";

/**
 * The sandbox for running the user's own code: the platform's when it proves itself, else none, as `vitest`
 * itself would. Every verdict is stamped with which it was.
 */
export async function trySandbox(world: World, config: Config, signal?: AbortSignal): Promise<Sandbox> {
  if (config.unsandboxed) return world.noSandbox;
  const proof = await world.sandbox.prove(signal);
  return proof.holds ? world.sandbox : world.noSandbox;
}
