import type { Permission } from "../permission.ts";
import { foldName } from "./fold-name.ts";

/**
 * Whether a new file has a name of its own on every disk. A disk that ignores case would write `Data.ts` into
 * `data.ts`, and one that does not would have two files of which the other can only keep one.
 * @param paths the files that are there, the new one not among them
 */
export function permitTwin(path: string, paths: readonly string[]): Permission {
  const twin = twinOf(path, paths);
  if (twin === null) return { is: "allow" };
  const reason = `\`${path}\` was not written: on some disks it is \`${twin}\`, which is there. Take that one, or another name.`;
  return { is: "deny", rule: "twin", reason };
}

/** Of `paths` the first, or its folder, that some disks would take for `path` or a folder of it without being it. */
function twinOf(path: string, paths: readonly string[]): string | null {
  const parts = path.split("/");
  const folded = parts.map(foldName);
  for (const other of paths) {
    const others = other.split("/");
    const at = parts.findIndex((part, index) => part !== others[index]);
    const name = others[at];
    if (name !== undefined && foldName(name) === folded[at]) return others.slice(0, at + 1).join("/");
  }
  return null;
}
