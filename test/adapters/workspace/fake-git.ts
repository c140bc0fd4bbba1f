import type { Git } from "../../../src/adapters/workspace/git.ts";

/** A git that lists what it is told; without a list there is no repository. */
export function fakeGit(paths?: readonly string[]): Git {
  return {
    isRepository: () => Promise.resolve(paths !== undefined),
    files: () => Promise.resolve(paths === undefined ? undefined : { paths }),
    ignored: () => Promise.resolve(new Set()),
  };
}
