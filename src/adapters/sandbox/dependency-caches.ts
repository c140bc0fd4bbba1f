import { readdirSync } from "node:fs";
import { posix } from "node:path";
import type { Mount } from "../../verdict/sandbox.ts";
import { errorCode } from "../error-code.ts";

/**
 * What tools keep beside the packages, by its path inside, for each `node_modules` among the mounts. Vitest 5 keeps
 * there, unasked, the text of each test file that it has run: whoever runs the project's own suite leaves the expected
 * values, hold-outs included, where the code under test could read them. So a sandbox shows nothing there.
 */
export function dependencyCaches(mounts: readonly Mount[]): readonly string[] {
  return mounts
    .filter(({ host }) => posix.basename(host) === "node_modules")
    .flatMap(({ host, inside }) => foldersIn(host).map((name) => posix.join(inside, name)));
}

function foldersIn(modules: string): readonly string[] {
  try {
    return readdirSync(modules, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && /^\.(?:cache|experimental|tmp|vite)/.test(entry.name))
      .map(({ name }) => name)
      .toSorted();
  } catch (error) {
    // Dependencies may be named that are not there: mounting them says so.
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return [];
    throw error;
  }
}
