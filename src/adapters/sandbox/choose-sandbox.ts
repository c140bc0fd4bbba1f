import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { errorCode } from "../error-code.ts";
import type { Sandbox } from "../../verdict/sandbox.ts";
import { createBubblewrap } from "./bubblewrap.ts";
import { createNoSandbox } from "./no-sandbox.ts";
import { createSandboxExec } from "./sandbox-exec.ts";

export interface Host {
  /** `process.platform` */
  readonly platform: NodeJS.Platform;
  /** The PATH that sandbox programs are looked up on. */
  readonly path: string;
  /** Absolute, real path of a Node binary for the canaries. */
  readonly node: string;
  /** Folder for temporary files. */
  readonly tmp: string;
}

/**
 * The sandbox of a platform, proved or not: bubblewrap on Linux (and WSL), sandbox-exec on macOS, none
 * elsewhere. One that is not installed is chosen all the same: its proof says what to install.
 */
export function chooseSandbox({ platform, path, node, tmp }: Host): Sandbox {
  switch (platform) {
    case "linux":
      return createBubblewrap({ bwrap: findOnPath("bwrap", path), node, tmp });
    case "darwin":
      return createSandboxExec({ sandboxExec: findOnPath("sandbox-exec", path), node, tmp });
    default:
      return createNoSandbox();
  }
}

/** Absolute path of the first executable file `name` in the folders of `path`; relative folders are passed over. */
export function findOnPath(name: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}
