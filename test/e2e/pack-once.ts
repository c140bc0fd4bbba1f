import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { pack } from "../support/installed.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Absolute path of what `npm pack` makes of this repository; made once for all the files of the project. */
    tarball: string;
  }
}

/** Vitest's global setup of the project `e2e`. */
export function setup(project: TestProject): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-pack-")));
  project.provide("tarball", pack(folder));
  return () => rmSync(folder, { recursive: true, force: true });
}
