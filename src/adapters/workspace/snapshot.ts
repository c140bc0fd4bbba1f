import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import type { Snapshot, SnapshotFile, SnapshotOptions } from "../../verdict/workspace.ts";
import { eachLimited } from "./each-limited.ts";
import type { Git } from "./git.ts";
import { listFiles } from "./list-files.ts";
import { readInside } from "./read-inside.ts";

/** Reads every file of the project once and hashes it. Throws when one cannot be read. */
export async function takeSnapshot(root: string, git: Git, { copy }: SnapshotOptions): Promise<Snapshot> {
  const { paths, notes } = await listFiles(root, git, copy);
  const real = await realpath(root);
  const entries = await eachLimited(paths, (path) => readEntry(real, path));
  const files = entries.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const leftOut = entries.flatMap((entry) => (entry.leftOut === undefined ? [] : [entry.leftOut]));
  return { root, files, leftOut, hash: hashOf(files), ...(notes.length === 0 ? {} : { notes }) };
}

interface Entry {
  readonly file?: SnapshotFile;
  readonly leftOut?: Snapshot["leftOut"][number];
}

async function readEntry(real: string, path: string): Promise<Entry> {
  // A name that is not UTF-8 cannot be written back as it was.
  if (path.includes("\uFFFD")) return { leftOut: { path, why: "not-a-file" } };
  const read = await readInside(real, path);
  switch (read.kind) {
    case "file": {
      const { content, executable } = read;
      return { file: { path, hash: sha256(content), size: content.length, executable } };
    }
    case "link": {
      const { target } = read;
      return { file: { path, hash: linkHash(target), size: 0, executable: false, link: target } };
    }
    case "left-out":
      return { leftOut: { path, why: read.why } };
    case "nothing":
      return {};
  }
}

/** sha256 of some content, hex. */
export function sha256(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** What stands for the content of a link: distinct from every file that merely holds its target's name. */
export function linkHash(target: string): string {
  return sha256(`link\0${target}`);
}

function hashOf(files: readonly SnapshotFile[]): string {
  return sha256(
    files.map(({ path, hash, executable }) => `${path}\0${hash}\0${executable ? "x" : "-"}\n`).join(""),
  );
}
