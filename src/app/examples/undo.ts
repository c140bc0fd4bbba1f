import type { FileChange, World } from "../ports.ts";
import { UserError } from "../user-error.ts";

/**
 * Takes changes back, all of them or none.
 *
 * @throws UserError (exit code 4) when a file is not as the changes left it; then nothing is written.
 */
export async function undo(world: Pick<World, "disk">, changes: readonly FileChange[]): Promise<object> {
  const now = await Promise.all(changes.map(({ path }) => world.disk.read(path)));
  const changed = changes.filter(({ after }, index) => now[index] !== after).map(({ path }) => path);
  if (changed.length > 0) {
    throw new UserError(4, `nothing was taken back: ${changed.join(", ")} changed since`, {
      advice: ["Take it back by hand, in the editor; git diff shows what is there now."],
    });
  }
  await world.disk.write(changes.map(({ path, before, after }) => ({ path, before: after, after: before })));
  return {};
}
