import { createHash } from "node:crypto";
import type { Change } from "../../../../src/adapters/disk/write-together.ts";

/** Two files that are written and one that goes, each of more than one page of a disk. */
export const before: Readonly<Record<string, string>> = {
  "src/a.ts": "a\n".repeat(3_000),
  "src/old.ts": "old\n",
};
export const after: Readonly<Record<string, string>> = {
  "src/a.ts": "A\n".repeat(3_000),
  "src/new/b.ts": "B\n".repeat(3_000),
};

export const changes: readonly Change[] = [...new Set([...Object.keys(after), ...Object.keys(before)])].map(
  (path) => ({
    path,
    expected: before[path] === undefined ? null : createHash("sha256").update(before[path]).digest("hex"),
    content: after[path] ?? null,
  }),
);
