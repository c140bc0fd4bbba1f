import { posix } from "node:path";
import type { World } from "../ports.ts";
import { readTheConfig } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import type { ExampleSpec } from "./port.ts";

/**
 * Writes the example spec into the project, as a spec of its own, and what it builds on; its subject is not there
 * yet.
 *
 * @throws UserError when one of the files is there already.
 */
export async function addExampleSpec(
  world: Pick<World, "disk">,
  { name, text, files }: ExampleSpec,
): Promise<{ readonly path: string }> {
  const { specs } = await readTheConfig(world.disk);
  const path = `${specs}/${name}.md`;
  const all = [{ path, text }, ...files.map((file) => ({ ...file, path: posix.join(specs, file.path) }))];
  for (const file of all) {
    if ((await world.disk.kindOf(file.path)) === null) continue;
    throw new UserError(2, `${file.path} is there already`, {
      advice: ["The example would be written there; nothing was written."],
    });
  }
  await world.disk.write(all.map((file) => ({ path: file.path, before: null, after: file.text })));
  return { path };
}
