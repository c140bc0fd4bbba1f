import type { Hold } from "../../app/baseline.ts";
import { openBaseline } from "../../app/baseline.ts";
import type { World } from "../../app/ports.ts";
import { readTheConfig } from "../../app/read-project.ts";
import type { CommandContext } from "../command.ts";

/** The baseline, where one is asked for, here or in the configuration; null where it is not. */
export async function baselineOf(
  { disk }: Pick<World, "disk">,
  options: CommandContext["options"],
): Promise<Hold | null> {
  const write = options["writeBaseline"] === true;
  const wanted = options["baseline"] ?? (await readTheConfig(disk)).baseline;
  if (!write && wanted !== true) return null;
  return openBaseline(disk, { strict: options["strict"] === true, write, force: options["force"] === true });
}
