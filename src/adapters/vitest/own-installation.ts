import { randomUUID } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mount } from "../../verdict/sandbox.ts";
import type { ChildSetting } from "./child-program.ts";

/**
 * Where this greenbar, its Vitest and its Node lie: what a child has to be able to read. `child.ts` from source,
 * `child.mjs` beside the bundled command line.
 */
export function ownInstallation(mountsFor: ChildSetting["mountsFor"]): ChildSetting {
  const here = dirname(realpathSync(fileURLToPath(import.meta.url)));
  const bundled = join(here, "child.mjs");
  const child = existsSync(bundled) ? bundled : join(here, "child.ts");
  const { resolve } = createRequire(import.meta.url);
  const ownVitest = realpathSync(resolve("vitest/package.json"));
  const ownFastCheck = dirname(realpathSync(resolve("fast-check/package.json")));
  const node = realpathSync(process.execPath);
  const folders = [sourceFolder(here), node, ...[ownVitest, ownFastCheck].map(dependencyFolder)];
  return {
    node,
    child,
    reads: [...new Set(folders)].map((path): Mount => ({ host: path, inside: path })),
    ownVitest,
    ownFastCheck,
    tmp: realpathSync(tmpdir()),
    nonce: () => `greenbar-${randomUUID()} `,
    mountsFor,
  };
}

/** Bundled: the folder of the bundle. From source: `src`, since the child imports across it. */
function sourceFolder(here: string): string {
  return existsSync(join(here, "child.mjs")) ? here : join(here, "..", "..");
}

/** The outermost `node_modules` of a path: packages resolve each other in it, also through a pnpm store. */
function dependencyFolder(path: string): string {
  const marker = "/node_modules/";
  const at = path.indexOf(marker);
  return at < 0 ? dirname(path) : path.slice(0, at + marker.length - 1);
}
