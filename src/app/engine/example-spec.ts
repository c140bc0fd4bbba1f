import type { World } from "../ports.ts";
import { readTheConfig } from "../read-project.ts";
import { UserError } from "../user-error.ts";

/**
 * Writes the example spec into the project, as a spec of its own; what it speaks of is not there yet.
 *
 * @throws UserError when a spec of that name is there already.
 */
export async function addExampleSpec(
  world: Pick<World, "disk">,
  { name, text }: { readonly name: string; readonly text: string },
): Promise<{ readonly path: string }> {
  const { specs } = await readTheConfig(world.disk);
  const path = `${specs}/${name}.md`;
  if ((await world.disk.kindOf(path)) !== null) {
    throw new UserError(2, `${path} is there already`, { advice: ["Open it: it may be the example."] });
  }
  await world.disk.write([{ path, before: null, after: text }]);
  return { path };
}
