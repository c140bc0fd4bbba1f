import type { ProjectDisk } from "../../src/app/ports.ts";

/** A project's files in memory; a path that ends with a slash is an empty folder. Nothing can be written. */
export function createMemoryDisk(files: Readonly<Record<string, string>>): ProjectDisk {
  const paths = Object.keys(files);
  return {
    root: "/project",
    read: (path) => Promise.resolve(files[path] ?? null),
    kindOf: (path) => {
      const isFolder = paths.some((other) => other.startsWith(`${path}/`));
      return Promise.resolve(path in files ? "file" : isFolder ? "folder" : null);
    },
    list: (folder, suffix) =>
      Promise.resolve(
        paths.filter((path) => path.startsWith(`${folder}/`) && path.endsWith(suffix)).toSorted(),
      ),
    config: () => Promise.resolve(null),
    compilerOptions: () => Promise.resolve(null),
    write: () => Promise.reject(new Error("nothing is written here")),
  };
}
