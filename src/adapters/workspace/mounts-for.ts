import type { Mount, SandboxLevel } from "../../verdict/sandbox.ts";
import type { Workspace } from "../../verdict/workspace.ts";

export interface Mounts {
  readonly workspace: Mount;
  readonly reads: readonly Mount[];
  /** What the project's root is called for the program: its working directory, and the base of its paths. */
  readonly root: string;
}

/**
 * How a copy and its dependencies are shown to a program. Where folders can be mounted, the copy takes the place
 * of the project, so that every path in a message or a stack is the user's own; elsewhere the program runs in
 * the copy itself, and reaches the dependencies through the links beside it.
 */
export function mountsFor(
  { dir, root, dependencies }: Pick<Workspace, "dir" | "root" | "dependencies">,
  level: SandboxLevel,
): Mounts {
  const reads = dependencies.map((path) => ({ host: path, inside: path }));
  switch (level) {
    case "bubblewrap":
      return { workspace: { host: dir, inside: root }, reads, root };
    case "sandbox-exec":
    case "none":
      return { workspace: { host: dir, inside: dir }, reads, root: dir };
  }
}
