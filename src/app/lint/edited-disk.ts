import type { ProjectDisk } from "../ports.ts";

/** The disk as it will be: some files with another text, all else as it is. */
export function editedDisk(disk: ProjectDisk, texts: ReadonlyMap<string, string>): ProjectDisk {
  return { ...disk, read: async (path) => texts.get(path) ?? disk.read(path) };
}
