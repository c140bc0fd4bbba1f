import type { ProjectDisk } from "../ports.ts";
import type { RevisionTree } from "./revisions.ts";

/**
 * A project's files as a commit has them. What is code and would have to be run (the configuration), and what stands
 * above the root, is as it is now.
 */
export function diskAtRevision(disk: ProjectDisk, tree: RevisionTree): ProjectDisk {
  const { paths } = tree;
  const isAbove = (path: string) => path === ".." || path.startsWith("../");
  const plain = (path: string) => path.replace(/^\.\//, "").replace(/\/$/, "");
  return {
    ...disk,
    read: (path) => (isAbove(path) ? disk.read(path) : tree.read(plain(path))),
    async kindOf(path) {
      if (isAbove(path)) return disk.kindOf(path);
      if (paths.has(plain(path))) return "file";
      const folder = plain(path) === "." || plain(path) === "" ? "" : `${plain(path)}/`;
      return [...paths].some((other) => other.startsWith(folder)) ? "folder" : null;
    },
    list: (folder, suffix) => {
      const above = plain(folder) === "." || plain(folder) === "" ? "" : `${plain(folder)}/`;
      const found = [...paths].filter((path) => path.startsWith(above) && path.endsWith(suffix));
      return Promise.resolve(found.toSorted());
    },
    write: () => Promise.reject(new Error("a commit is not written to")),
  };
}
