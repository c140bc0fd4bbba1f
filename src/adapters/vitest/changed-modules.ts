import { statSync } from "node:fs";
import type { Vitest } from "vitest/node";

/** Of Vite's module graph (all versions) what is used here. */
interface ModuleNode {
  readonly file: string | null;
  readonly importers: ReadonlySet<ModuleNode>;
}

/**
 * Knows which of the files that Vitest has loaded have changed on disk since the last run, and makes Vitest load
 * them, and what imports them, anew.
 */
export function changedModules(vitest: Vitest) {
  let seen = new Map<string, string>();

  return {
    remember(): void {
      seen = new Map([...loadedFiles(vitest).keys()].map((file) => [file, stamp(file)]));
    },
    /** Invalidates what has changed; returns the files, absolute, that are affected: changed, or importing such. */
    invalidate(): ReadonlySet<string> {
      const files = loadedFiles(vitest);
      const changed = [...files.keys()].filter((file) => seen.get(file) !== stamp(file));
      const affected = new Set<string>();
      for (const file of changed) {
        vitest.invalidateFile(file);
        for (const node of files.get(file) ?? []) addImporters(node, affected);
      }
      // Workers that outlive a run (`isolate: false`) drop these from their own caches.
      for (const file of affected) vitest.watcher.invalidates.add(file);
      return affected;
    },
  };
}

function loadedFiles(vitest: Vitest): ReadonlyMap<string, readonly ModuleNode[]> {
  const files = new Map<string, ModuleNode[]>();
  const servers = new Set([vitest.getRootProject().vite, ...vitest.projects.map(({ vite }) => vite)]);
  for (const server of servers) {
    for (const environment of Object.values(server.environments)) {
      for (const [file, nodes] of environment.moduleGraph.fileToModulesMap) {
        if (file.includes("/node_modules/")) continue;
        files.set(file, [...(files.get(file) ?? []), ...nodes]);
      }
    }
  }
  return files;
}

function addImporters(node: ModuleNode, into: Set<string>): void {
  if (node.file === null || into.has(node.file)) return;
  into.add(node.file);
  for (const importer of node.importers) addImporters(importer, into);
}

/** Changes with every write that matters; empty for a file that is gone. */
function stamp(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? "" : `${stat.mtimeNs} ${stat.ctimeNs} ${stat.size} ${stat.ino}`;
}
