import type { FileRead, Files } from "../../src/loop/files.ts";
import { hashText } from "../../src/loop/hash.ts";

/** Files in memory; `texts` is the disk, and `writes` counts what was written. */
export interface MemoryFiles extends Files {
  readonly texts: Map<string, string>;
  readonly writes: string[];
}

export function createMemoryFiles(initial: Readonly<Record<string, string>> = {}): MemoryFiles {
  const texts = new Map(Object.entries(initial));
  const writes: string[] = [];
  const read = (path: string): FileRead => {
    if (path.split("/").some((part) => ["", ".", ".."].includes(part))) {
      return { is: "refused", why: `\`${path}\` is no plain path inside the project.` };
    }
    const text = texts.get(path);
    if (text !== undefined) return { is: "file", text, hash: hashText(text) };
    if ([...texts.keys()].some((other) => path.startsWith(`${other}/`))) {
      return { is: "refused", why: `\`${path}\` leads through a link or a file.` };
    }
    return [...texts.keys()].some((other) => other.startsWith(`${path}/`))
      ? { is: "folder" }
      : { is: "missing" };
  };
  return {
    texts,
    writes,
    list: async () => [...texts.keys()].sort(),
    read: async (path) => read(path),
    async write(path, text, preHash) {
      const now = read(path);
      if (now.is === "refused") return now;
      if (now.is === "folder") return { is: "refused", why: `\`${path}\` is a folder.` };
      const hash = now.is === "file" ? now.hash : null;
      if (hash !== preHash) return { is: "changed", hash };
      texts.set(path, text);
      writes.push(path);
      return { is: "written", hash: hashText(text) };
    },
  };
}
