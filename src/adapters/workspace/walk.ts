import { readdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * Every file and link below `root`, relative to it with forward slashes, in no order; folders for which `enter`
 * says no are passed over, and no link is followed.
 */
export async function walk(root: string, enter: (folder: string) => boolean): Promise<readonly string[]> {
  const found: string[] = [];
  const pending = [""];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) found.push(path);
      else if (enter(path)) pending.push(path);
    }
  }
  return found;
}
