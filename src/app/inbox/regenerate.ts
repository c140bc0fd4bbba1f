import { generateTests } from "../generate.ts";
import type { World } from "../ports.ts";
import { lockPath } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import type { Done } from "./inbox.ts";

/**
 * Writes a spec's suite again, over what was changed by hand.
 *
 * @throws UserError when the spec has errors, and as `generateTests` does.
 */
export async function regenerate(world: World, spec: string): Promise<Done> {
  const lock = await world.disk.read(lockPath);
  const { wrote, writes, red, diagnostics } = await generateTests(world, {
    specs: [spec],
    dryRun: false,
    force: true,
  });
  if (!wrote || red === null) {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    throw new UserError(2, `nothing was written: ${spec} has errors`, {
      advice: errors.map(({ file, place, message }) => `${file}:${place.line}: ${message}`),
    });
  }
  const locked = await world.disk.read(lockPath);
  const broken = red.broken.length === 0 ? "" : `; ${red.broken.length} could not be seen red`;
  return {
    said: `Written from the spec again: ${red.total - red.broken.length} of ${red.total} seen red${broken}.`,
    changes: [
      ...writes
        .filter(({ state }) => state !== "same")
        .map(({ path, before, after }) => ({ path, before, after })),
      ...(lock === locked ? [] : [{ path: lockPath, before: lock, after: locked }]),
    ],
  };
}
