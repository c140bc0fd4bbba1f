import { readFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { runCli } from "./cli.ts";
import type { Script } from "./messages-server.ts";
import { startMessagesServer } from "./messages-server.ts";
import { makeProject } from "./project.ts";
import { addSpec } from "./runs.ts";

export const key = "test-key-4711";

/** A project with one spec (`addSpec`), and a scripted model that its runs, real processes, will ask. */
export async function scene(script: Script) {
  const root = makeProject({ "specs/add.md": addSpec });
  const server = await startMessagesServer(script);
  onTestFinished(() => server.close());
  const env = { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: server.url };
  const run = (...args: string[]) => runCli(["run", ...args], { cwd: root, env });
  return { root, server, env, run, subject: () => readFileSync(join(root, "src/add.ts"), "utf8") };
}
