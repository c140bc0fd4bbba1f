import { randomUUID } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mount } from "../../verdict/sandbox.ts";
import { mountsFor } from "../workspace/mounts-for.ts";
import type { ChildSetting } from "./child-program.ts";

/**
 * Where this greenbar, its Vitest and its Node lie: what a child has to be able to read. The child is `child.ts`
 * from source, and `vitest-child.mjs` beside the bundled command line.
 */
export function ownInstallation(): ChildSetting {
  const folder = dirname(realpathSync(fileURLToPath(import.meta.url)));
  const { resolve } = createRequire(import.meta.url);
  const ownVitest = realpathSync(resolve("vitest/package.json"));
  const ownFastCheck = dirname(realpathSync(resolve("fast-check/package.json")));
  const node = realpathSync(process.execPath);
  const paths = new Set([node, ...[ownVitest, ownFastCheck].map(dependencyFolder)]);
  return {
    node,
    child: {
      folder,
      file: existsSync(join(folder, "vitest-child.mjs")) ? "vitest-child.mjs" : "child.ts",
      manifest: nearestManifest(folder),
    },
    reads: [...paths].map((path): Mount => ({ host: path, inside: path })),
    ownVitest,
    ownFastCheck,
    tmp: realpathSync(tmpdir()),
    nonce: () => `greenbar-${randomUUID()} `,
    mountsFor,
  };
}

function nearestManifest(folder: string): string {
  const path = join(folder, "package.json");
  return existsSync(path) || dirname(folder) === folder ? path : nearestManifest(dirname(folder));
}

/** The outermost `node_modules` of a path: packages resolve each other in it, also through a pnpm store. */
function dependencyFolder(path: string): string {
  const marker = "/node_modules/";
  const at = path.indexOf(marker);
  return at < 0 ? dirname(path) : path.slice(0, at + marker.length - 1);
}
