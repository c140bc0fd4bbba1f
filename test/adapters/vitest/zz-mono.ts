import { createGit } from "../../../src/adapters/workspace/git.ts";
import { createWorkspaces } from "../../../src/adapters/workspace/workspaces.ts";
import { createBubblewrap } from "../../../src/adapters/sandbox/bubblewrap.ts";
import { createNoSandbox } from "../../../src/adapters/sandbox/no-sandbox.ts";
import { runner, setting } from "./projects.ts";
const file = "test/specs/subject.test.ts";
const root = process.argv[2]!;
for (const sandbox of [createNoSandbox(), createBubblewrap({ bwrap: "/usr/bin/bwrap", node: setting.node, tmp: "/tmp" })]) {
  const ws = createWorkspaces({ git: createGit({ git: "/usr/bin/git", environment: process.env } as never), tmp: "/tmp", level: sandbox.level });
  const snap = await ws.snapshot(root, { copy: [] });
  const workspace = await ws.copy(snap, {});
  const planned = ["a", "b"].map((n) => ({ file, name: [n] }));
  const report = await runner.run({ workspace, sandbox, files: [file], planned, missingExports: [], idleMs: 15000, wallMs: 30000 });
  console.log(sandbox.level, workspace.dependencies, JSON.stringify(report, null, 1));
  await workspace.dispose();
}
