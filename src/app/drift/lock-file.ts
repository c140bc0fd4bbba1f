import type { LockFile } from "../../verdict/drift/changed-examples.ts";
import type { ProjectDisk } from "../ports.ts";
import { lockPath } from "../read-project.ts";

/** The lines of the lock: it is written one entry a line, and a formatter may lay it out otherwise. */
export interface LockLines extends LockFile {
  /** Keys that stand twice, with the line of the last one. */
  readonly repeated: ReadonlyMap<string, number>;
}

/** Where the entries of the lock stand on disk. */
export async function readLockFile(disk: Pick<ProjectDisk, "read">): Promise<LockLines> {
  const lines = ((await disk.read(lockPath)) ?? "").split("\n");
  const places = new Map<string, number>();
  const repeated = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    const key = /^\s*("(?:[^"\\]|\\.)*")\s*:\s*[{"]/.exec(line)?.[1];
    if (key === undefined || entryFields.has(key)) continue;
    const name = JSON.parse(key) as string;
    if (places.has(name)) repeated.set(name, at + 1);
    places.set(name, at + 1);
  }
  return { path: lockPath, lineOf: (id) => places.get(id) ?? 1, repeated };
}

/** Where a formatter has put the fields of an entry on lines of their own, these are no keys. */
const entryFields: ReadonlySet<string> = new Set(
  [
    "version",
    "suites",
    "examples",
    "text",
    "test",
    "red",
    "held",
    "proposedBy",
    "acceptedBy",
    "agent",
    "model",
  ].map((name) => JSON.stringify(name)),
);
