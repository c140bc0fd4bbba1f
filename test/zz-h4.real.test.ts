import { test, onTestFinished } from "vitest";
import { runCli } from "./support/cli.ts";
import { startMessagesServer } from "./support/messages-server.ts";
import { makeProject } from "./support/project.ts";
import { addSpec, right, wrong, writes } from "./support/runs.ts";
test("x", { timeout: 120_000 }, async ({expect}) => {
  const root = makeProject({ "specs/add.md": addSpec });
  const server = await startMessagesServer([writes(wrong), writes(right)]);
  onTestFinished(() => server.close());
  const r = await runCli(["run", "--yes"], { cwd: root, env: { ANTHROPIC_API_KEY: "test-key-4711", ANTHROPIC_BASE_URL: server.url } });
  process.stderr.write(r.all + "\n" + r.code + " " + r.ms);
  expect(1).toBe(1);
});
