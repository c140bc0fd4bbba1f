import { createHash } from "node:crypto";
import type { Tools, World } from "../../../src/app/ports.ts";
import type { Snapshot } from "../../../src/verdict/workspace.ts";
import type { PastRun } from "../inbox/memory-world.ts";
import { memoryWorld } from "../inbox/memory-world.ts";

const tools: Tools = { vitest: { version: "5.1.1", from: "greenbar" }, node: 24 };

/** A project in memory whose files can be hashed; nothing of it can run. */
export function receiptWorld(
  given: Readonly<Record<string, string>>,
  runs: Readonly<Record<string, PastRun>> = {},
) {
  const memory = memoryWorld(given, runs);
  const snapshots: string[] = [];
  const snapshot = (): Snapshot => {
    snapshots.push("taken");
    const files = [...memory.files]
      .filter(([path]) => !path.startsWith(".greenbar/runs/"))
      .map(([path, text]) => ({ path, hash: sha256(text), size: text.length, executable: false }));
    return { root: "/project", files, leftOut: [], hash: sha256(JSON.stringify(files)) };
  };
  const world: World = {
    ...memory.world,
    tools: () => Promise.resolve(tools),
    workspaces: () => ({
      snapshot: () => Promise.resolve(snapshot()),
      copy: () => Promise.reject(new Error("nothing is copied here")),
      reopen: () => Promise.resolve(null),
    }),
  };
  return { world, files: memory.files, snapshot, snapshots };
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
