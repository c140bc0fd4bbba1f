import type { ProposedFile } from "../../loop/events.ts";
import { hashText } from "../../loop/hash.ts";
import type { Snapshot } from "../../verdict/workspace.ts";
import type { FileChange, ProjectDisk } from "../ports.ts";
import { UserError } from "../user-error.ts";

/** What a green run would change in the project, with the hashes that it must find and will leave. */
export function proposedFiles(snapshot: Snapshot, written: ReadonlyMap<string, string>): ProposedFile[] {
  const before = new Map(snapshot.files.map(({ path, hash }) => [path, hash]));
  return [...written].map(([path, text]) => ({
    path,
    preHash: before.get(path) ?? null,
    postHash: hashText(text),
  }));
}

/**
 * The proposal as changes to the project's files, against what is there now.
 *
 * @param written - text of each proposed file, from the run's workspace.
 * @throws UserError when a file of the project is neither as the run found it nor as it would leave it, or the
 * workspace no longer holds what was proposed.
 */
export async function changesOf(
  disk: ProjectDisk,
  proposed: readonly ProposedFile[],
  written: ReadonlyMap<string, string>,
): Promise<FileChange[]> {
  const changes = await Promise.all(
    proposed.map(async ({ path, preHash, postHash }) => {
      const before = await disk.read(path);
      const after = written.get(path) ?? null;
      const hash = before === null ? null : hashText(before);
      const isLost = after === null || hashText(after) !== postHash;
      return { path, before, after, isLost, isMoved: hash !== preHash && hash !== postHash };
    }),
  );
  const lost = changes.filter(({ isLost }) => isLost);
  if (lost.length > 0) {
    throw new UserError(4, "the run's workspace no longer holds what it proposed", {
      advice: [...lost.map(({ path }) => path), "Start over with `greenbar run --fresh`."],
    });
  }
  const moved = changes.filter(({ isMoved }) => isMoved);
  if (moved.length > 0) {
    throw new UserError(4, "files of the project changed since the run began; nothing was written", {
      advice: [...moved.map(({ path }) => path), "Put them back, or start over with `greenbar run --fresh`."],
    });
  }
  return changes
    .filter(({ before, after }) => before !== after)
    .map(({ path, before, after }) => ({ path, before, after }));
}
