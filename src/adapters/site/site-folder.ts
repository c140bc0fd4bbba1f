import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SiteFolder } from "../../app/publish/ports.ts";
import { UserError } from "../../app/user-error.ts";
import { errorCode } from "../error-code.ts";
import { writeTogether } from "../disk/write-together.ts";

/** A folder of the disk, by its absolute path, for a site. */
export function createSiteFolder(path: string): SiteFolder {
  return {
    path,
    read: (file) => orNothing(readFile(join(path, file), "utf8"), join(path, file)),
    list: () => orNothing(readdir(path), path),
    async write(changes) {
      if (changes.length === 0) return;
      await mkdir(path, { recursive: true });
      const result = await writeTogether(
        path,
        changes.map(({ path: file, before, after }) => ({
          path: file,
          expected: before === null ? null : createHash("sha256").update(before).digest("hex"),
          content: after,
        })),
      );
      if (result.kind === "written") return;
      const [what, advice] =
        result.kind === "differs"
          ? ["files changed while greenbar worked, or are no plain files", result.paths]
          : [`${result.path} could not be written: ${result.message}`, result.notRestored];
      throw new UserError(4, `nothing was written to ${path}: ${what}`, { advice });
    },
  };
}

/** Null where there is no such file, or folder. */
async function orNothing<Found>(reading: Promise<Found>, path: string): Promise<Found | null> {
  try {
    return await reading;
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT") return null;
    throw new UserError(
      code === "ENOTDIR" || code === "EISDIR" ? 2 : 4,
      `${path} cannot be read: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
}
