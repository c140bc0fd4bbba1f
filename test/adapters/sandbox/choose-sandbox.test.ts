import { chmodSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { chooseSandbox, findOnPath } from "../../../src/adapters/sandbox/choose-sandbox.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const host = { path: "", node: "/usr/bin/node", tmp: "/tmp" };

test.each([
  ["linux", "bubblewrap"],
  ["darwin", "sandbox-exec"],
  ["win32", "none"],
] as const)("on %s: %s", (platform, level) => {
  expect(chooseSandbox({ ...host, platform }).level).toBe(level);
});

describe("one that is not installed does not hold, starts nothing, and says what to do", () => {
  test.each(["linux", "darwin"] as const)("%s", async (platform) => {
    const sandbox = chooseSandbox({ ...host, platform });
    const proof = await sandbox.prove();
    expect(proof).toMatchObject({ holds: false, mend: expect.stringMatching(/\S/) });
    const mount = { host: "/tmp", inside: "/srv" };
    const program = { argv: ["/bin/true"] as const, workspace: mount, cwd: "/srv", reads: [], env: {} };
    const ended = await sandbox.launch({ ...program, limits: { wallMs: 1000, outputBytes: 10 } });
    expect(ended).toMatchObject({
      how: "not-started",
      stderr: expect.stringContaining("not on this machine"),
    });
  });
});

test("no sandbox never holds", async () => {
  expect(await chooseSandbox({ ...host, platform: "win32" }).prove()).toMatchObject({
    holds: false,
    why: "none",
  });
});

test("finds the first executable file; folders, plain files and relative folders do not count", () => {
  const folder = temporaryFolder({ "a/bwrap": "", "c/bwrap": "", "d/bwrap": "" });
  mkdirSync(join(folder, "b/bwrap"), { recursive: true });
  for (const name of ["c", "d"]) chmodSync(join(folder, name, "bwrap"), 0o755);
  const path = ["relative", ...["missing", "a", "b", "c", "d"].map((name) => join(folder, name))].join(
    delimiter,
  );
  expect(findOnPath("bwrap", path)).toBe(join(folder, "c/bwrap"));
  expect(findOnPath("nothing", path)).toBeUndefined();
});
