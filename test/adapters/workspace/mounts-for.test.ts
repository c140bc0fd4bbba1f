import { expect, test } from "vitest";
import { mountsFor } from "../../../src/adapters/workspace/mounts-for.ts";

const workspace = { dir: "/tmp/copy", root: "/home/ann/app", dependencies: ["/home/ann/app/node_modules"] };
const reads = [{ host: "/home/ann/app/node_modules", inside: "/home/ann/app/node_modules" }];

test("where folders can be mounted, the copy takes the project's place", () => {
  expect(mountsFor(workspace, "bubblewrap")).toEqual({
    workspace: { host: "/tmp/copy", inside: "/home/ann/app" },
    reads,
    root: "/home/ann/app",
  });
});

test.each(["none", "sandbox-exec"] as const)("with %s the program runs in the copy itself", (level) => {
  expect(mountsFor(workspace, level)).toEqual({
    workspace: { host: "/tmp/copy", inside: "/tmp/copy" },
    reads,
    root: "/tmp/copy",
  });
});
