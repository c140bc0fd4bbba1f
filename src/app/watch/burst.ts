/** What happened to files within a moment. */
export interface Burst {
  /** @param event - `add`, `change`, `unlink`; folders (`addDir`, `unlinkDir`) are left out. */
  add(event: string, path: string): void;
  /** The files that are others than before, sorted; it begins anew. */
  take(): readonly string[];
}

/**
 * Gathers what happened to files. One that came and went again, as where an editor saves beside the file and renames,
 * is no change.
 */
export function createBurst(): Burst {
  const changed = new Set<string>();
  const came = new Set<string>();
  return {
    add(event, path) {
      if (event.endsWith("Dir")) return;
      if (event === "unlink" && came.delete(path)) {
        changed.delete(path);
        return;
      }
      if (event === "add" && !changed.has(path)) came.add(path);
      changed.add(path);
    },
    take() {
      const paths = [...changed].toSorted();
      changed.clear();
      came.clear();
      return paths;
    },
  };
}
