import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSandboxExec } from "../../../src/adapters/sandbox/sandbox-exec.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { sameInside } from "./real-bubblewrap.ts";

// There is no sandbox-exec but on macOS. Here a script stands in its place, which keeps the profile and starts the
// program as it is: what is put in front of a program can be looked at, and that such a thing is refused.
function fake() {
  const folder = temporaryFolder();
  const sandboxExec = join(folder, "sandbox-exec");
  writeFileSync(sandboxExec, `#!/bin/sh\nprintf '%s' "$2" >"${folder}/profile"; shift 2; exec "$@"\n`);
  chmodSync(sandboxExec, 0o755);
  const sandbox = createSandboxExec({ sandboxExec, node: process.execPath, tmp: temporaryFolder() });
  return { sandbox, profile: () => readFileSync(join(folder, "profile"), "utf8") };
}

test("a sandbox-exec that only starts the program is caught", async () => {
  const proof = await fake().sandbox.prove();
  expect(proof).toMatchObject({ holds: false, level: "sandbox-exec", why: "canary" });
  expect(proof.canaries.filter(({ stopped }) => !stopped).map(({ name }) => name)).toEqual(
    expect.arrayContaining(["write-outside", "read-secret", "connect-out", "reach-parent", "remount"]),
  );
});

test("the program gets its environment and its limits, and the profile names its folders", async () => {
  const { sandbox, profile } = fake();
  const [copy, deps] = [temporaryFolder(), temporaryFolder()];
  const ended = await sandbox.launch({
    argv: ["/bin/sh", "-c", "ulimit -f; ulimit -c; echo $ONLY; echo ${HOME-none}"],
    workspace: sameInside(copy),
    cwd: copy,
    reads: [sameInside(deps)],
    env: { ONLY: "this" },
    limits: { wallMs: 10_000, outputBytes: 1000 },
  });
  expect(ended).toMatchObject({ how: "exit", code: 0, stdout: "2097152\n0\nthis\nnone\n" });
  expect(profile()).toContain(`(allow file-read* file-write* (subpath "${copy}"))`);
  expect(profile()).toContain(`(subpath "${deps}")`);
});

test("without one nothing starts, and the proof says what is missing", async () => {
  const sandbox = createSandboxExec({ sandboxExec: undefined, node: process.execPath, tmp: "/tmp" });
  expect(await sandbox.prove()).toMatchObject({ holds: false, why: "not-installed", canaries: [] });
  const folder = temporaryFolder();
  const ended = await sandbox.launch({
    argv: ["/bin/true"],
    workspace: sameInside(folder),
    cwd: folder,
    reads: [],
    env: {},
    limits: { wallMs: 1000, outputBytes: 100 },
  });
  expect(ended.how).toBe("not-started");
});
