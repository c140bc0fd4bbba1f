import { editedDisk } from "../lint/edited-disk.ts";
import type { World } from "../ports.ts";

/** The world as it would be with one file more, which is nowhere written. */
export function withNewSpec(world: World, path: string, text: string): World {
  const edited = editedDisk(world.disk, new Map([[path, text]]));
  return {
    ...world,
    disk: {
      ...edited,
      kindOf: async (asked) => (asked === path ? "file" : world.disk.kindOf(asked)),
      list: async (folder, suffix) => {
        const found = await world.disk.list(folder, suffix);
        const isInside = folder === "." || path.startsWith(`${folder}/`);
        return isInside && path.endsWith(suffix) ? [...new Set([...found, path])].toSorted() : found;
      },
    },
  };
}
