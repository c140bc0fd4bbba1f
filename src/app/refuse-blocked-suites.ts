import type { ProjectDisk } from "./ports.ts";
import type { ReadSpec } from "./read-project.ts";
import { UserError } from "./user-error.ts";

/**
 * Looks whether each suite could stand where it belongs.
 *
 * @throws UserError when a file stands where a folder of the suites is expected.
 */
export async function refuseBlockedSuites(
  disk: ProjectDisk,
  specs: readonly Pick<ReadSpec, "suite">[],
): Promise<void> {
  const folders = new Set(specs.flatMap(({ suite }) => foldersAbove(suite.path)));
  for (const folder of folders) {
    if ((await disk.kindOf(folder)) !== "file") continue;
    throw new UserError(2, `${folder} is a file; a folder for the suites was expected`, {
      advice: ['Move it away, or say where suites go: `tests: "…"` in greenbar.config.ts.'],
    });
  }
}

/** `test/specs/a.test.ts`: `test` and `test/specs`. */
function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
}
